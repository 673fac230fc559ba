using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using static OcopMarket.Platform.Areas.AreaResolution;

namespace OcopMarket.Tests.Unit.Platform;

public sealed class AreaDirectoryTests
{
    private static readonly AreaDirectory Areas = AreaDirectory.Instance;

    private static IEnumerable<Commune> AllCommunes => Areas.Provinces.SelectMany(p => Areas.CommunesOf(p.Code));

    [Fact]
    public void There_are_34_provinces_seven_of_them_cities()
    {
        Assert.Equal(34, Areas.Provinces.Count);
        Assert.Equal(
            ["Cần Thơ", "Đà Nẵng", "Đồng Nai", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế"],
            Areas.Provinces.Where(p => p.FullName.StartsWith("Thành phố ", StringComparison.Ordinal)).Select(p => p.Name));
        Assert.Equal(63 - 34, Areas.Provinces.Sum(p => p.FormerNames.Count));
        Assert.Equal(["Bình Thuận", "Đắk Nông"], Areas.FindProvince("68")!.FormerNames);
        Assert.Equal(AreaRegion.SouthCentralCoastAndHighlands, Areas.FindProvince("68")!.Region);
    }

    [Fact]
    public void There_are_3321_communes_of_three_kinds()
    {
        var kinds = AllCommunes.CountBy(c => c.Kind).ToDictionary();

        Assert.Equal(2611, kinds[AreaKind.Commune]);
        Assert.Equal(697, kinds[AreaKind.Ward]);
        Assert.Equal(13, kinds[AreaKind.SpecialZone]);
        Assert.Equal(126, Areas.CommunesOf("01").Count);
        Assert.Equal(168, Areas.CommunesOf("79").Count);
        Assert.Empty(Areas.CommunesOf("02"));
    }

    [Fact]
    public void Lists_are_in_Vietnamese_order()
    {
        var order = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;

        AssertSorted([.. Areas.Provinces.Select(p => p.Name)]);
        foreach (var province in Areas.Provinces)
        {
            AssertSorted([.. Areas.CommunesOf(province.Code).Select(c => c.Name)]);
        }

        void AssertSorted(string[] names) => Assert.Equal(names.Order(Comparer<string>.Create((a, b) => order.Compare(a, b))), names);
    }

    [Fact]
    public void Every_commune_is_found_by_code_and_by_its_full_name_and_province()
    {
        foreach (var commune in AllCommunes)
        {
            Assert.Same(commune, Areas.FindCommune(commune.Code));
            Assert.Equal(new Found(commune, null), Areas.Resolve(commune.FullName, null, Areas.FindProvince(commune.ProvinceCode)!.FullName));
            Assert.NotEmpty(Areas.FormerUnitsOf(commune.Code));
            Assert.InRange(commune.Lat, 7, 24);
            Assert.InRange(commune.Lon, 102, 118);
        }
    }

    [Fact]
    public void Every_former_commune_leads_to_what_it_became_or_asks()
    {
        var units = AllCommunes.SelectMany(c => Areas.FormerUnitsOf(c.Code)).Distinct().ToList();

        Assert.Equal(10_040, units.Count);
        Assert.Equal(458, units.Count(u => u.WasSplit));
        foreach (var unit in units)
        {
            var became = unit.BecameCodes.Select(c => Areas.FindCommune(c)!).ToList();
            switch (Areas.Resolve(unit.FullName, unit.District.FullName, unit.District.FormerProvince))
            {
                case Found found:
                    Assert.Equal(became, [found.Commune]);
                    break;
                case Ambiguous ambiguous:
                    Assert.Equal(AreaAmbiguity.SplitUnit, ambiguous.Reason);
                    Assert.Equal(became, ambiguous.Candidates);
                    break;
                default:
                    Assert.Fail($"{unit.FullName}, {unit.District.FullName} is not known.");
                    break;
            }
        }
    }

    [Fact]
    public void Slugs_are_addresses_and_unique_in_their_province()
    {
        Assert.All(Areas.Provinces, p => Assert.Same(p, Areas.FindProvinceBySlug(VietnameseText.Slug(p.Name))));
        Assert.All(AllCommunes, c => Assert.StartsWith(VietnameseText.Slug(c.Name).Replace("-", "", StringComparison.Ordinal), c.Slug.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(3321, AllCommunes.Select(c => (c.ProvinceCode, c.Slug)).Distinct().Count());
    }

    [Fact]
    public void Ba_Che_has_two_codes()
    {
        Assert.Equal("Xã Ba Chẽ", Areas.FindCommune("06978")!.FullName);
        Assert.Same(Areas.FindCommune("06978"), Areas.FindCommune("06970"));
        Assert.Null(Areas.FindCommune("6978"));
        Assert.Null(Areas.FindCommune(null));
    }

    [Fact]
    public void Dong_Nai_is_a_city_and_ten_of_its_communes_are_wards()
    {
        var province = Areas.FindProvinceBySlug("dong-nai")!;
        var trangBom = Assert.IsType<Found>(Areas.Resolve("Phường Trảng Bom", null, "TP. Đồng Nai")).Commune;

        Assert.Equal("Thành phố Đồng Nai", province.FullName);
        Assert.Equal("Tỉnh Đồng Nai", province.FullNameOf2025);
        Assert.Equal("Dong Nai City", province.FullNameEn);
        Assert.Equal("Xã Trảng Bom", trangBom.FullNameOf2025);
        Assert.Equal(new Found(trangBom, null), Areas.Resolve("Xã Trảng Bom", null, "Tỉnh Đồng Nai"));
        Assert.Equal(10, AllCommunes.Count(c => c.FullName != c.FullNameOf2025));
    }

    [Theory]
    [InlineData("Bạch Long Vĩ", "31", "Đặc khu Bạch Long Vĩ")]
    [InlineData("Hoàng Sa", "48", "Đặc khu Hoàng Sa")]
    [InlineData("Trường Sa", "56", "Đặc khu Trường Sa")]
    public void The_islands_are_special_zones_and_found_as_former_districts(string name, string province, string fullName)
    {
        var zone = Areas.CommunesOf(province).Single(c => c.Name == name);

        Assert.Equal((fullName, AreaKind.SpecialZone), (zone.FullName, zone.Kind));
        Assert.Equal(new Found(zone, null), Areas.Resolve("đặc khu " + name, null, null));
        Assert.Equal(new Found(zone, "Huyện " + name), Areas.Resolve(null, "Huyện " + name, null));
    }

    [Theory]
    [InlineData("Xã Nhơn Sơn", "Huyện Ninh Sơn", "Tỉnh Ninh Thuận", "Phường Đô Vinh", "Xã Nhơn Sơn")]
    [InlineData("nhon son", "ninh son", "ninh thuan", "Phường Đô Vinh", "Xã Nhơn Sơn")]
    [InlineData("XÃ NHƠN SƠN", "H. Ninh Sơn", "Khánh Hoà", "Phường Đô Vinh", "Xã Nhơn Sơn")]
    [InlineData("Xã Nhơn Sơn", "", "Ninh Thuận", "Phường Đô Vinh", "Xã Nhơn Sơn")]
    [InlineData("P. Minh An", "TP Hội An", "Quảng Nam", "Phường Hội An", "Phường Minh An")]
    [InlineData("P.Minh An", "T.P. Hội An", null, "Phường Hội An", "Phường Minh An")]
    [InlineData("TT. Tân Sơn", "Ninh Sơn", "T. Ninh Thuận", "Xã Ninh Sơn", "Thị trấn Tân Sơn")]
    [InlineData("Xã Hoằng Phú", "Huyện Hoằng Hóa", "Thanh Hóa", "Xã Hoằng Phú", null)]
    [InlineData("Xã Hoằng Phụ", "Huyện Hoằng Hoá", "Thanh Hoá", "Xã Hoằng Thanh", "Xã Hoằng Phụ")]
    [InlineData("Xa Ma Noi", "Huyen Ninh Son", "Tinh Ninh Thuan", "Xã Anh Dũng", "Xã Ma Nới")]
    [InlineData("Xã Hòa Sơn", "Ninh Sơn", "Ninh Thuận", "Xã Anh Dũng", "Xã Hòa Sơn")]
    [InlineData("Xã Hoà Sơn", "Ninh Sơn", "Ninh Thuận", "Xã Anh Dũng", "Xã Hòa Sơn")]
    [InlineData("Xã Đông Anh", "Huyện Đông Anh", "Hà Nội", "Xã Đông Anh", null)]
    [InlineData("Xã Lâm Sơn", null, "Khánh Hòa", "Xã Lâm Sơn", null)]
    [InlineData(null, "Xã Lâm Sơn", "Khánh Hòa", "Xã Lâm Sơn", null)]
    [InlineData("Phường 01", "Quận 5", "TP.HCM", "Phường Chợ Quán", "Phường 1")]
    [InlineData("P1", "Q5", "tphcm", "Phường Chợ Quán", "Phường 1")]
    [InlineData("Xã Bình Thạnh", null, "Bình Thuận", "Xã Liên Hương", "Xã Bình Thạnh")]
    [InlineData("Xã Cẩm La", "Kim Thành", "Hải Dương", "Xã Kim Thành", "Xã Cẩm La")]
    [InlineData("An Hải", "Lý Sơn", "Quảng Ngãi", "Đặc khu Lý Sơn", "Huyện Lý Sơn")]
    [InlineData(null, "Côn Đảo", "Bà Rịa Vũng Tàu", "Đặc khu Côn Đảo", "Huyện Côn Đảo")]
    public void Names_on_paper_lead_to_the_commune_of_today(string? commune, string? district, string? province, string fullName, string? formerName)
    {
        var found = Assert.IsType<Found>(Areas.Resolve(commune, district, province));

        Assert.Equal((fullName, formerName), (found.Commune.FullName, found.FormerName));
    }

    [Fact]
    public void A_split_commune_asks()
    {
        var answer = Assert.IsType<Ambiguous>(Areas.Resolve("Thị trấn Đông Anh", "Huyện Đông Anh", "Hà Nội"));

        Assert.Equal(AreaAmbiguity.SplitUnit, answer.Reason);
        Assert.Equal(["Xã Phúc Thịnh", "Xã Đông Anh", "Xã Thư Lâm"], answer.Candidates.Select(c => c.FullName));
    }

    [Theory]
    [InlineData("Hoang Phu", "Hoang Hoa", "Thanh Hoa")]
    [InlineData("Hoằng Phù", "Hoằng Hóa", "Thanh Hóa")]
    public void Names_that_differ_only_in_marks_are_not_guessed(string commune, string district, string province)
    {
        var answer = Assert.IsType<Ambiguous>(Areas.Resolve(commune, district, province));

        Assert.Equal(AreaAmbiguity.SeveralPlaces, answer.Reason);
        Assert.Equal(["Xã Hoằng Phú", "Xã Hoằng Thanh"], answer.Candidates.Select(c => c.FullName));
    }

    [Fact]
    public void A_merged_province_may_hold_a_former_name_twice()
    {
        var answer = Assert.IsType<Ambiguous>(Areas.Resolve("Xã Bình Thạnh", null, "Lâm Đồng"));

        Assert.Equal(AreaAmbiguity.SeveralPlaces, answer.Reason);
        Assert.Equal(["Xã Đinh Văn Lâm Hà", "Xã Liên Hương"], answer.Candidates.Select(c => c.FullName));
    }

    [Fact]
    public void A_name_without_its_province_is_only_found_where_it_is_the_only_one()
    {
        Assert.Equal("20410", Assert.IsType<Found>(Areas.Resolve("Phường Minh An", "Hội An", null)).Commune.Code);
        Assert.Equal(AreaAmbiguity.SeveralPlaces, Assert.IsType<Ambiguous>(Areas.Resolve("Xã Tân Thành", null, null)).Reason);
    }

    [Fact]
    public void A_district_or_a_province_alone_lists_its_communes()
    {
        var district = Assert.IsType<Ambiguous>(Areas.Resolve(null, "Huyện Ninh Sơn", "Ninh Thuận"));
        var province = Assert.IsType<Ambiguous>(Areas.Resolve(" ", "-", "Khánh Hòa"));
        var former = Assert.IsType<Ambiguous>(Areas.Resolve(null, null, "Ninh Thuận"));

        Assert.Equal(AreaAmbiguity.DistrictOnly, district.Reason);
        Assert.Equal(["Xã Anh Dũng", "Phường Đô Vinh", "Xã Lâm Sơn", "Xã Mỹ Sơn", "Xã Ninh Sơn"], district.Candidates.Select(c => c.FullName));
        Assert.Equal(district.Candidates, Areas.CommunesOfFormerDistrict("585"));
        Assert.Equal((AreaAmbiguity.ProvinceOnly, 65), (province.Reason, province.Candidates.Count));
        Assert.Equal((AreaAmbiguity.ProvinceOnly, 24), (former.Reason, former.Candidates.Count));
    }

    [Theory]
    [InlineData("Xã Nhơn Sơn", "Ninh Sơn", "Nam Kỳ", AreaPart.Province)]
    [InlineData("Xã Nhơn Sơn", "Huyện Kim Thành", "Ninh Thuận", AreaPart.District)]
    [InlineData("Xã Không Có", "Ninh Sơn", "Ninh Thuận", AreaPart.Commune)]
    [InlineData("\0…", "🍵", null, AreaPart.Commune)]
    [InlineData(null, null, null, AreaPart.Commune)]
    public void What_is_not_known_is_said(string? commune, string? district, string? province, AreaPart part)
        => Assert.Equal(new Unknown(part), Areas.Resolve(commune, district, province));

    [Theory]
    [InlineData("Tỉnh Ninh Thuận", "56")]
    [InlineData("hoà bình", "25")]
    [InlineData("Thừa Thiên – Huế", "46")]
    [InlineData("TP.HCM", "79")]
    [InlineData("tp ho chi minh", "79")]
    [InlineData("Sài Gòn", "79")]
    [InlineData("Ba Ria - Vung Tau", "79")]
    [InlineData("DAK LAK", "66")]
    [InlineData("Đăk Lăk", "66")]
    [InlineData("Đắc Nông", "68")]
    [InlineData("Hà Nội 2", null)]
    [InlineData("", null)]
    public void Provinces_are_known_by_old_and_new_names(string name, string? code) => Assert.Equal(code, Areas.ResolveProvince(name)?.Code);

    [Fact]
    public void All_63_former_provinces_are_known_with_and_without_marks()
    {
        var units = AllCommunes.SelectMany(c => Areas.FormerUnitsOf(c.Code)).Select(u => u.District).DistinctBy(d => d.FormerProvinceCode).ToList();

        Assert.Equal(63, units.Count);
        Assert.All(units, d => Assert.Equal(d.ProvinceCode, Areas.ResolveProvince(d.FormerProvince)?.Code));
        Assert.All(units, d => Assert.Equal(d.ProvinceCode, Areas.ResolveProvince(VietnameseText.Fold(d.FormerProvince))?.Code));
    }

    [Fact]
    public void Place_words_hold_every_name_once()
    {
        Assert.Equal(
            "Xã Hoằng Thanh, Tỉnh Thanh Hóa, Hoằng Ngọc, Hoằng Đông, Hoằng Phụ, Hoằng Hóa",
            Areas.PlaceWords(AllCommunes.Single(c => c.FullName == "Xã Hoằng Thanh").Code));
        Assert.Contains("Hội An, Quảng Nam", Areas.PlaceWords("20408") + Areas.PlaceWords("20413"), StringComparison.Ordinal);
        Assert.Equal("", Areas.PlaceWords("99999"));
    }

    [Theory]
    [InlineData("khánh", "Province 56 Tỉnh Khánh Hòa")]
    [InlineData("ninh thuận", "Province 56 Tỉnh Khánh Hòa < Tỉnh Ninh Thuận")]
    [InlineData("hoi an", "Commune 20410 Phường Hội An")]
    [InlineData("huyện ninh sơn", "Commune 22810 Xã Ninh Sơn")]
    [InlineData("nhon son ninh thuan", "Commune 22738 Phường Đô Vinh < Xã Nhơn Sơn, Huyện Ninh Sơn")]
    [InlineData("xã nhơn sơn, huyện ninh sơn", "Commune 22738 Phường Đô Vinh < Xã Nhơn Sơn, Huyện Ninh Sơn")]
    [InlineData("hoằng phụ", "Commune 16000 Xã Hoằng Thanh < Xã Hoằng Phụ, Huyện Hoằng Hóa")]
    [InlineData("hoằng phú", "Commune 15889 Xã Hoằng Phú")]
    [InlineData("hoang sa", "Commune 20333 Đặc khu Hoàng Sa")]
    [InlineData("sài gòn", "Province 79 Thành phố Hồ Chí Minh")]
    [InlineData("quận 5", "FormerDistrict 774 Quận 5 < Quận 5, Hồ Chí Minh")]
    public void The_best_suggestion_comes_first(string query, string expected)
    {
        var match = Areas.FindPlaces(query, 5)[0];

        Assert.Equal(expected, $"{match.Kind} {match.Code} {match.FullName}{(match.FormerName is null ? "" : " < " + match.FormerName)}");
    }

    [Fact]
    public void Suggestions_are_few_and_each_place_comes_once()
    {
        var matches = Areas.FindPlaces("tan", 50);

        Assert.Equal(50, matches.Count);
        Assert.Equal(50, matches.Select(m => (m.Kind, m.Code)).Distinct().Count());
        Assert.Single(Areas.FindPlaces("ninh sơn", 50), m => m.Code == "585"); // fits as a name, and as a word with its own district
        Assert.Equal(3, Areas.FindPlaces("t", 3).Count);
        Assert.Empty(Areas.FindPlaces("không có nơi này", 5));
        Assert.Empty(Areas.FindPlaces("🍵", 5));
        Assert.Empty(Areas.FindPlaces("hà nội", 0));
        Assert.Contains(Areas.FindPlaces("ninh sơn", 5), m => m is { Kind: PlaceKind.FormerDistrict, Code: "585", ProvinceCode: "56" });
    }
}
