using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Imports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class RegistryRoundTripTests(MarketFixture fixture) : ImportTest(fixture), IClassFixture<MarketFixture>
{
    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Xlsx)]
    public async Task What_was_exported_changes_nothing_when_it_comes_back_and_makes_the_same_registry_elsewhere(TableFormat format)
    {
        await FillAsync();
        var (exported, before) = (await ExportAsync(format), await ContentAsync());

        var back = await ImportAsync(new MemoryStream(exported));
        Assert.Equal((ImportOutcome.NothingNew, 6), (back.Outcome, back.Same));
        Assert.Equal(before, await ContentAsync());

        await InitializeAsync(); // an empty registry
        var elsewhere = await ImportAsync(new MemoryStream(exported));
        Assert.Equal((ImportOutcome.Taken, 6), (elsewhere.Outcome, elsewhere.New));
        Assert.Equal(exported, await ExportAsync(format));
    }

    [Fact]
    public async Task An_officer_exports_the_officers_own_area()
    {
        await FillAsync();

        using var file = TableFile.Open(new MemoryStream(await ExportAsync(actor: Actor.Officer("lan", new OfficeArea(OfficeLevel.Province, "56"))))).Value;

        Assert.True(file.Read());
        Assert.Equal("05/GCN", file.Row[0].Text);
        Assert.False(file.Read());
    }

    private async Task FillAsync()
    {
        var report = await ImportAsync(new RegistryFile()
            .With("02/GCN", issuedOn: "2025-01-15", other: [("tax_code", "5100123456"), ("phone", "+84 912 345 678"), ("email", "htx@meovac.vn"), ("address", "Thôn \"A\", số 5"), ("packings", "Chai 500 ml; Hũ 250 g"), ("note", "-")])
            .With("01/GCN", issuedOn: "2022-01-15", stars: "3", other: [("tax_code", "5100123456"), ("authority_level", "district"), ("issued_by", "UBND huyện Mèo Vạc"), ("ocop_code", "02-027-00769-3-2022")])
            .With("01/GCN", product: "Chè shan tuyết", set: "11", other: [("tax_code", "5100123456"), ("decision_number", "45/QĐ-UBND"), ("decision_date", "01/02/2025")])
            .With("04/GCN", product: "Rượu ngô", producer: "Hộ Vàng Mí Sính", set: "14", other: ("producer_type", "household"))
            .With("05/GCN", product: "Nho sấy", producer: "Công ty Nho", set: "7", commune: "", other: [("commune", "Xã Nhơn Sơn"), ("district", "Huyện Ninh Sơn"), ("province", "Tỉnh Ninh Thuận"), ("producer_type", "enterprise")])
            .With("06/GCN", product: "Thổ cẩm", producer: "HTX Lùng Tám", set: "22", commune: "", other: [("commune", "Xã Đồng Văn"), ("province", "Tỉnh Tuyên Quang"), ("valid_through", "2026-12-31")]));
        Assert.Equal(6, report.New);
    }
}
