using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Rules;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Unit.Registry;

/// <summary>What becomes of each row of a file, against an empty registry.</summary>
public sealed class ImportVerdictTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_sound_row_is_new()
    {
        var row = Assert.Single(Judge(new RegistryFile().With("01/GCN")));

        Assert.Equal(ImportVerdict.New, row.Verdict);
        Assert.Equal((2, "01/GCN", "Mật ong bạc hà", "HTX Mèo Vạc"), (row.Row, row.Number, row.Product, row.Producer));
        Assert.Empty(row.Problems);
    }

    [Theory]
    [InlineData("certificate_number", "", "A2", "registry.import_missing (certificate_number)")]
    [InlineData("certificate_number", "//", "A2", "registry.import_missing (certificate_number)")]
    [InlineData("product_name", "", "C2", "registry.import_missing (product_name)")]
    [InlineData("product_name", "Dưa lưới (2 sản phẩm)", "C2", "registry.import_several_products (Dưa lưới (2 sản phẩm))")]
    [InlineData("product_name", "02 SP dưa lưới", "C2", "registry.import_several_products (02 SP dưa lưới)")]
    [InlineData("product_name", "Táo xanh; Dưa lưới", "C2", "registry.import_several_products (Táo xanh; Dưa lưới)")]
    [InlineData("product_name", "=SUM(A1:A9)", "C2", "registry.import_formula (=SUM(A1:A9))")]
    [InlineData("product_name", "'=SUM(A1:A9)", "C2", "registry.import_formula (=SUM(A1:A9))")]
    [InlineData("note", "+cmd|' /C calc'!A0", "W2", "registry.import_formula (+cmd|' /C calc'!A0)")]
    [InlineData("stars", "2", "E2", "registry.import_stars (2)")]
    [InlineData("stars", "6", "E2", "registry.import_stars (6)")]
    [InlineData("stars", "4 sao vàng", "E2", "registry.import_stars (4 sao vàng)")]
    [InlineData("stars", "", "E2", "registry.import_missing (stars)")]
    [InlineData("subgroup", "0", "D2", "registry.import_subgroup (0)")]
    [InlineData("subgroup", "27", "D2", "registry.import_subgroup (27)")]
    [InlineData("issued_on", "30/02/2025", "T2", "registry.import_date (30/02/2025)")]
    [InlineData("issued_on", "2025-13-01", "T2", "registry.import_date (2025-13-01)")]
    [InlineData("issued_on", "1/3/2025", "T2", "registry.import_date (1/3/2025)")]
    [InlineData("issued_on", "2062-01-15", "T2", "registry.import_date_out_of_range (15.01.2062, 01.01.2013, 02.03.2027)")]
    [InlineData("valid_through", "2024-12-31", "U2", "registry.import_ends_before_issue (31.12.2024, 15.01.2025)")]
    [InlineData("producer_type", "company", "G2", "registry.import_producer_type (company, cooperative, cooperative_group, enterprise, farm, household, association)")]
    [InlineData("authority_level", "commune", "S2", "registry.import_authority_level (commune, district, province, ministry)")]
    [InlineData("tax_code", "312345678", "H2", "registry.import_tax_code (312345678)")]
    [InlineData("tax_code", "0312345678001", "H2", "registry.import_tax_code (0312345678001)")]
    [InlineData("email", "htx@meovac", "O2", "registry.import_email (htx@meovac)")]
    [InlineData("email", "HTX <htx@meovac.vn>", "O2", "registry.import_email (HTX <htx@meovac.vn>)")]
    [InlineData("commune_code", "99999", "I2", "registry.import_place_unknown (99999)")]
    [InlineData("commune_code", "", "J2", "registry.import_missing (commune)")]
    [InlineData("province", "Tỉnh Cà Mau", "I2", "registry.import_place_disagrees (Xã Mèo Vạc, Tỉnh Tuyên Quang, Tỉnh Cà Mau)")]
    [InlineData("commune", "Xã Đồng Văn", "I2", "registry.import_place_disagrees (Xã Mèo Vạc, Tỉnh Tuyên Quang, Xã Đồng Văn)")]
    public void A_row_that_cannot_stand_is_refused_with_its_cell_and_reason(string column, string value, string cell, string reason)
    {
        var row = Assert.Single(Judge(new RegistryFile().With("01/GCN", other: (column, value))));

        Assert.Equal(ImportVerdict.Refused, row.Verdict);
        var problem = Assert.Single(row.Problems);
        Assert.Equal((cell, reason), (problem.Cell, Said(problem.Reason)));
    }

    [Theory]
    [InlineData("issued_on", "15/01/2025")]
    [InlineData("tax_code", "0312345678-001")]
    [InlineData("tax_code", "001085012345")]
    [InlineData("producer_type", "Cooperative_Group")]
    [InlineData("product_name", "Bộ 6 sản phẩm trà shan tuyết")]
    [InlineData("product_name", "Gạo ST25")]
    [InlineData("phone", "+84 912 345 678")]
    [InlineData("commune_code", "769")]
    [InlineData("commune_code", "0769")]
    [InlineData("province", "Hà Giang")]
    [InlineData("valid_through", "2025-01-15")]
    public void What_papers_also_say_is_taken(string column, string value)
    {
        Assert.Equal(ImportVerdict.New, Assert.Single(Judge(new RegistryFile().With("01/GCN", other: (column, value)))).Verdict);
    }

    [Fact]
    public void Everything_wrong_in_a_row_is_said_at_once()
    {
        var row = Assert.Single(Judge(new RegistryFile().With("01/GCN", stars: "6", set: "27", issuedOn: "31/04/2025")));

        Assert.Equal(["D2", "E2", "T2"], row.Problems.Select(p => p.Cell));
    }

    [Fact]
    public void An_old_commune_is_known_by_its_names()
    {
        var row = Assert.Single(Judge(new RegistryFile().With("01/GCN", commune: "", other: [("commune", "Xã Nhơn Sơn"), ("district", "huyện Ninh Sơn"), ("province", "tỉnh Ninh Thuận")])));

        Assert.Equal(ImportVerdict.New, row.Verdict);
    }

    [Fact]
    public void A_commune_that_was_split_is_asked_about_with_its_candidates_until_the_code_says_which()
    {
        (string, string)[] written = [("commune", "Phường Ngọc Hà"), ("district", "Quận Ba Đình"), ("province", "Hà Nội")];

        var asked = Assert.Single(Judge(new RegistryFile().With("01/GCN", commune: "", other: written)));
        var told = Assert.Single(Judge(new RegistryFile().With("01/GCN", commune: "00004", other: written)));

        Assert.Equal(ImportVerdict.Ask, asked.Verdict);
        Assert.Equal("registry.import_commune_split (Phường Ngọc Hà, Quận Ba Đình, Hà Nội, Phường Ba Đình (00004); Phường Ngọc Hà (00008))", Said(asked.Problems[0].Reason));
        Assert.Equal(ImportVerdict.New, told.Verdict);
    }

    [Fact]
    public void A_number_that_stands_twice_in_the_file_is_taken_once_and_another_authoritys_may_be_the_same()
    {
        var rows = Judge(new RegistryFile()
            .With("01/GCN-OCOP").With("01 / gcn-ocop", product: "Chè shan tuyết", set: "11").With("01/GCN-OCOP", product: "Rượu ngô", set: "14", other: ("issued_by", "UBND huyện Mèo Vạc")));

        Assert.Equal([ImportVerdict.New, ImportVerdict.Refused, ImportVerdict.New], rows.Select(r => r.Verdict));
        Assert.Equal("registry.import_twice_in_file (01 / gcn-ocop, 2)", Said(rows[1].Problems[0].Reason));
    }

    [Fact]
    public void Two_certificates_of_one_product_do_not_start_on_the_same_day()
    {
        var rows = Judge(new RegistryFile().With("01/GCN").With("02/GCN"));

        Assert.Equal([ImportVerdict.New, ImportVerdict.Refused], rows.Select(r => r.Verdict));
        Assert.Equal("registry.overlaps_another (01/GCN)", Said(rows[1].Problems[0].Reason));
    }

    [Theory]
    [InlineData("Rượu sâm tiến vua", "Rượu sâm tiên vua", "", "", ImportVerdict.Ask)]
    [InlineData("Nho sấy tách hạt", "Nho sấy tach hạtt", "", "", ImportVerdict.Ask)]
    [InlineData("Nho sấy tách hạt", "Nho sấy nguyên hạt", "", "", ImportVerdict.New)]
    [InlineData("Gạo ST24 hữu cơ", "Gạo ST25 hữu cơ", "", "", ImportVerdict.New)]
    [InlineData("Rượu sâm tiến vua", "Rượu sâm tiên vua", "56-22810-1-2025", "56-22810-2-2025", ImportVerdict.New)]
    [InlineData("Táo xanh", "Dưa lưới", "56-22810-1-2022", "56-22810-1-2025", ImportVerdict.Ask)]
    [InlineData("Táo xanh", "Táo xanh", "56-585-22810-1-2022", "56-22810-7-2025", ImportVerdict.New)]
    [InlineData("Dưa lưới", "Dưa lưới", "56-22810-1-2025", "56-22810-2-2025", ImportVerdict.Ask)]
    public void A_product_that_only_resembles_another_of_its_producer_is_asked_about(string first, string second, string firstCode, string secondCode, ImportVerdict verdict)
    {
        var file = new RegistryFile()
            .With("01/GCN", product: first, issuedOn: "2022-05-01", other: ("ocop_code", firstCode)).With("02/GCN", product: second, issuedOn: "2025-05-01", other: ("ocop_code", secondCode));

        Assert.Equal(verdict, Judge(file)[1].Verdict);
    }

    [Fact]
    public void A_doubt_that_a_person_has_decided_is_taken_as_written()
    {
        var file = new RegistryFile().With("01/GCN", product: "Rượu sâm tiến vua").With("02/GCN", product: "Rượu sâm tiên vua");

        Assert.Equal(ImportVerdict.New, Judge(file, confirmed: [3])[1].Verdict);
    }

    [Fact]
    public void The_same_product_of_the_same_producer_in_another_commune_is_a_doubt()
    {
        var rows = Judge(new RegistryFile().With("01/GCN", other: ("tax_code", "5100123456")).With("02/GCN", commune: "00721", issuedOn: "2025-06-01", other: ("tax_code", "5100123456")));

        Assert.Equal("registry.import_product_doubtful (Mật ong bạc hà, Mật ong bạc hà, Xã Mèo Vạc, Tỉnh Tuyên Quang)", Said(Assert.Single(rows[1].Problems).Reason));
        Assert.Equal((ImportVerdict.Ask, "C3"), (rows[1].Verdict, rows[1].Problems[0].Cell));
    }

    [Fact]
    public void A_tax_code_under_another_name_is_a_slipped_cell_until_somebody_says_otherwise()
    {
        var rows = Judge(new RegistryFile()
            .With("01/GCN", other: ("tax_code", "5100123456"))
            .With("02/GCN", product: "Chè shan tuyết", producer: "Công ty Lâm Sơn", other: ("tax_code", "5100123456")));

        Assert.Equal((ImportVerdict.Ask, "H3", "registry.import_tax_code_is_anothers (5100123456, HTX Mèo Vạc)"), (rows[1].Verdict, rows[1].Problems[0].Cell, Said(rows[1].Problems[0].Reason)));
    }

    [Fact]
    public void A_term_longer_than_the_law_gives_is_asked_about()
        => Assert.Equal(
            "registry.import_term_longer_than_rules (15.01.2029, 15.01.2028, QĐ 148/QĐ-TTg (24/02/2023))",
            Said(Assert.Single(Judge(new RegistryFile().With("01/GCN", other: ("valid_through", "2029-01-15")))).Problems[0].Reason));

    [Fact]
    public void An_officer_writes_only_in_the_officers_own_area()
    {
        var officer = Actor.Officer("lan", new OfficeArea(OfficeLevel.Province, "08"));

        var rows = Judge(new RegistryFile().With("01/GCN").With("02/GCN", product: "Chè shan tuyết", commune: "16645"), officer);

        Assert.Equal([ImportVerdict.New, ImportVerdict.Refused], rows.Select(r => r.Verdict));
        Assert.Equal("registry.not_your_area (02/GCN)", Said(rows[1].Problems[0].Reason));
    }

    [Fact]
    public void A_job_writes_nothing() => Assert.Equal(ImportVerdict.Refused, Assert.Single(Judge(new RegistryFile().With("01/GCN"), Actor.System("job"))).Verdict);

    [Theory]
    [InlineData("certificate_number,product_name,stars,color", "subgroup, producer_name, producer_type, issued_by, authority_level, issued_on, commune, province", "color")]
    [InlineData("PRODUCT_NAME,stars,Stars,Certificate_Number,subgroup,producer_name,producer_type,issued_by,authority_level,issued_on,commune_code,row,reason", "", "Stars")]
    public void A_header_names_what_it_lacks_and_what_nobody_knows(string header, string missing, string unknown)
    {
        using var table = TableFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(header + "\n"))).Value;

        Assert.Equal(new Refusal("registry.header_wrong", missing, unknown), ImportHeader.Read(table.Header, planned: false).Refusal);
    }

    [Theory]
    [InlineData("Xã Nhơn Sơn=6", "Xã Nhơn Sơn", 6)]
    [InlineData(" total = 23 ", "total", 23)]
    public void A_control_total_is_a_name_and_a_number(string text, string what, int expected) => Assert.Equal(new ControlTotal(what, expected), ControlTotal.Parse(text).Value);

    [Theory]
    [InlineData("Xã Nhơn Sơn")]
    [InlineData("=6")]
    [InlineData("Xã Nhơn Sơn=sáu")]
    [InlineData("Xã Nhơn Sơn=-1")]
    public void Another_text_is_no_control_total(string text) => Assert.Equal("registry.control_total_unreadable", ControlTotal.Parse(text).Refusal?.Code);

    [Theory]
    [InlineData("Xã Nhơn Sơn", 2)]
    [InlineData("nhon son", 2)]
    [InlineData("Nhơn Sơn, Ninh Sơn, Ninh Thuận", 2)]
    [InlineData("Nhơn Sơn, Bác Ái", 0)]
    [InlineData("Xã Không Có", 0)]
    [InlineData("Sơn", 0)]
    [InlineData("Phường Đô Vinh", 1)]
    [InlineData("total", 3)]
    public void A_control_total_counts_the_commune_as_written_or_as_it_is_today(string what, int found)
    {
        CountedRow[] rows = [new("Xã Nhơn Sơn", "Huyện Ninh Sơn", "Tỉnh Ninh Thuận", "22738"), new("xã Nhơn Sơn", "Ninh Sơn", "Ninh Thuận", "22738"), new("", "", "", "22738")];

        Assert.Empty(ControlTotals.Differences([new(what, found)], rows, AreaDirectory.Instance));
        Assert.Equal(new Refusal("registry.control_total_differs", what, found + 1, found), Assert.Single(ControlTotals.Differences([new(what, found + 1)], rows, AreaDirectory.Instance)));
    }

    private static string Said(Refusal refusal)
        => new Refusal(refusal.Code, [.. refusal.Values.Select(v => v is DateOnly date ? date.ToString("dd.MM.yyyy", System.Globalization.CultureInfo.InvariantCulture) : v)]).ToString();

    private static IReadOnlyList<ImportedRow> Judge(RegistryFile file, Actor? actor = null, int[]? confirmed = null)
    {
        using var table = TableFile.Open(file.ToStream()).Value;
        var header = ImportHeader.Read(table.Header, planned: false).Value;
        var plan = new ImportPlan(new RegistryBook(), actor ?? Actor.Operator("test"), RuleSets.Instance, AreaDirectory.Instance, new HashSet<int>(confirmed ?? []), new DateOnly(2026, 3, 2));
        while (table.Read())
        {
            var cells = new ImportRow(header, table.Row, AreaDirectory.Instance, Today);
            plan.Take(cells, cells.ReadCertificate());
        }

        return plan.Finish();
    }
}
