using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform.Areas;

namespace OcopMarket.Tests.Unit.Ordering;

public sealed class RecipientSheetTests
{
    private static readonly GoodsColumn Honey = new(Guid.Parse("00000000-0000-0000-0000-000000000001"), "Mật ong – 500 g", 2), Tea = new(Guid.Parse("00000000-0000-0000-0000-000000000002"), "Chè – 200 g", 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Pasted_rows_without_headings_are_name_phone_address_commune_province_pieces_message()
    {
        var row = Assert.Single(Read("Vàng A Páo\t912345678\tSố 5, thôn Đoài, ngõ 3, ngách 2, cạnh đình\tPhường Hoàn Kiếm\tHà Nội\t3\tChúc mừng năm mới").Rows);

        Assert.True(row.IsGood);
        Assert.Equal(("Vàng A Páo", "0912345678", "Số 5, thôn Đoài, ngõ 3, ngách 2, cạnh đình", "Chúc mừng năm mới"), (row.Name, row.Phone, row.Street, row.Message));
        Assert.Equal("Phường Hoàn Kiếm", row.Commune!.FullName);
        Assert.Equal(3, row.Quantities[Honey.Line]);
    }

    [Fact]
    public void Headings_may_stand_in_any_order_with_or_without_marks_and_a_product_may_have_its_own_column()
    {
        var sheet = Read("SỐ ĐIỆN THOẠI;Tinh/Thanh pho;Phường, xã;Địa chỉ;Họ và tên;Chè – 200 g\n0912345678;Hà Nội;Hoàn Kiếm;5 Hàng Trống;Mẹ;4");

        var row = Assert.Single(sheet.Rows);
        Assert.True(row.IsGood);
        Assert.Equal((2, "Mẹ", 4), (row.Number, row.Name, row.Quantities[Tea.Line]));
        Assert.False(row.Quantities.ContainsKey(Honey.Line));
    }

    [Fact]
    public void An_older_place_is_understood_a_divided_one_asks_once_and_the_answer_serves_every_row()
    {
        var text = "Tên\tĐiện thoại\tĐịa chỉ\tXã\tHuyện cũ\tTỉnh\nAn\t0912345678\tSố 1\tThị trấn Đông Anh\tHuyện Đông Anh\tHà Nội\nBình\t0912345679\tSố 2\tThị trấn Đông Anh\tHuyện Đông Anh\tHà Nội\nChi\t0912345670\tSố 3\tXã Nhơn Sơn\tHuyện Ninh Sơn\tNinh Thuận";
        var asked = Read(text);
        Assert.Equal([true, true, false], asked.Rows.Select(r => r.Asks));
        Assert.Single(asked.Rows.Where(r => r.Asks).Select(r => r.PlaceKey).Distinct());
        Assert.True(asked.Rows[2].IsGood);
        Assert.NotNull(asked.Rows[2].FormerName);

        var answered = Read(text, new() { [asked.Rows[0].PlaceKey] = asked.Rows[0].Candidates[1].Code });

        Assert.Equal([asked.Rows[0].Candidates[1]], answered.Rows.Take(2).Select(r => r.Commune!).Distinct());
        Assert.Equal("", answered.Rest);
        Assert.False(Read(text, new() { [asked.Rows[0].PlaceKey] = "00004" }).Rows[0].IsGood); // no answer to what was asked
    }

    [Fact]
    public void Each_bad_row_says_why_and_stays_with_its_heading()
    {
        var sheet = Read(string.Join('\n',
            "Tên\tĐiện thoại\tĐịa chỉ\tXã\tTỉnh\tSL\tLời nhắn",
            "Tốt\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội\t\t",
            "\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội",
            "Số sai\t12\tSố 1\tHoàn Kiếm\tHà Nội",
            "Nơi lạ\t0912345678\tSố 1\tXã Không Có Đâu\tHà Nội",
            "Công thức\t=1+1\tSố 1\tHoàn Kiếm\tHà Nội",
            "Không món\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội\t0",
            "Nhiều quá\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội\t1000000000",
            "Thiếu nơi\t0912345678\tSố 1",
            $"Dài\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội\t1\t{new string('x', 10_000)}",
            "Tốt\t0912 345 678\tSố 1\tHoàn Kiếm\tHà Nội"));

        Assert.Equal(
            [
                null, GiftRefusals.RecipientNameWrong(100), GiftRefusals.PhoneWrong("12"), GiftRefusals.PlaceUnknown("Xã Không Có Đâu, Hà Nội"), GiftRefusals.SheetRowFormula("=1+1"),
                GiftRefusals.QuantityWrong(999), GiftRefusals.QuantityWrong(999), GiftRefusals.SheetPlaceMissing(), GiftRefusals.MessageTooLong(300, 10_000), GiftRefusals.SheetRowTwice(2),
            ],
            sheet.Rows.Select(r => r.Refusal));
        Assert.StartsWith("Tên\tĐiện thoại", sheet.Rest, StringComparison.Ordinal);
        Assert.Equal(9, Read(sheet.Rest).Rows.Count);
    }

    [Fact]
    public void Whoever_is_in_the_order_already_is_not_added_again()
        => Assert.Equal(
            GiftRefusals.RecipientThere("Mẹ"),
            new RecipientSheets(AreaDirectory.Instance).Read("Mẹ\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội", new Dictionary<string, string>(), [Honey], [new("mẹ", "0912345678", "số 1")]).Value.Rows[0].Refusal);

    [Fact]
    public void A_whole_address_in_one_cell_is_taken_apart()
    {
        var row = Assert.Single(Read("Mẹ\t0912345678\tSố 5, ngõ 3, Xã Nhơn Sơn, Huyện Ninh Sơn, Ninh Thuận").Rows);

        Assert.True(row.IsGood);
        Assert.Equal("Số 5, ngõ 3", row.Street);
        Assert.NotNull(row.FormerName);
    }

    [Fact]
    public void Direction_marks_leave_a_message_and_emoji_of_several_parts_count_once()
    {
        var family = string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 20));

        Assert.Equal("Chúc mừng " + family, Read($"Mẹ\t0912345678\tSố 1\tHoàn Kiếm\tHà Nội\t1\tChúc \u202Emừng {family}").Rows[0].Message);
    }

    [Fact]
    public void Five_thousand_rows_and_merged_cells_are_refused_with_a_sentence()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"Người {i},09{i:00000000},Số 1,Hoàn Kiếm,Hà Nội\n"));

        Assert.Equal(GiftRefusals.SheetTooLong(2_000), RecipientSheets.TextOf(new MemoryStream(Encoding.UTF8.GetBytes("Tên,Điện thoại,Địa chỉ,Xã,Tỉnh\n" + rows))).Refusal);
        Assert.Equal(GiftRefusals.SheetTooLong(2_000), new RecipientSheets(AreaDirectory.Instance).Read(rows, new Dictionary<string, string>(), [], []).Refusal);
        Assert.Equal(GiftRefusals.SheetMerged("A2:A3"), RecipientSheets.TextOf(Workbook(["Tên", "Điện thoại"], "A2:A3")).Refusal);
    }

    [Fact]
    public async Task The_template_is_read_back_as_one_good_row()
    {
        using var file = new MemoryStream();
        await RecipientSheets.WriteTemplateAsync(
            file, ["Họ tên", "Điện thoại", "Địa chỉ", "Xã, phường", "Huyện cũ", "Tỉnh, thành phố", "Số lượng mỗi món", "Lời nhắn"],
            ["Nguyễn Văn Ví Dụ", "0912 345 678", "Số 5, thôn Đoài", "Phường Hoàn Kiếm", "", "Hà Nội", "1", "Chúc cô chú mạnh khỏe"], [Honey, Tea], Ct);
        file.Position = 0;

        Assert.True(Assert.Single(Read(RecipientSheets.TextOf(file).Value).Rows).IsGood);
    }

    private static RecipientSheet Read(string text, Dictionary<string, string>? places = null)
    {
        var read = new RecipientSheets(AreaDirectory.Instance).Read(text, places ?? [], [Honey, Tea], []);
        Assert.Null(read.Refusal);
        return read.Value;
    }

    private static MemoryStream Workbook(string[] header, string merged)
    {
        var file = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var part = book.AddWorkbookPart();
            var sheet = part.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(
                new SheetData(new Row(header.Select(h => new Cell(new InlineString(new Text(h))) { DataType = CellValues.InlineString }))), new MergeCells(new MergeCell { Reference = merged }));
            part.Workbook = new Workbook(new Sheets(new Sheet { Name = "1", SheetId = 1, Id = part.GetIdOfPart(sheet) }));
        }

        file.Position = 0;
        return file;
    }
}
