using System.Net;
using Microsoft.Extensions.Localization;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Closures;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Producers;
using OcopMarket.Tests.Support;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class SettingTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Actor Operator = Actor.Operator("quản trị");

    [Fact]
    public async Task A_setting_is_what_it_was_said_to_be_on_each_day()
    {
        var today = Clock.Today();
        Assert.Null(await SetAsync("catalog.review_days", "5", today.AddDays(10)));
        Assert.Null(await SetAsync("catalog.review_days", "4", null));
        Assert.Null(await SetAsync("catalog.review_days", null, today.AddDays(20)));

        Assert.Equal(4, await Get<DatedSettings>().OfAsync(CatalogSettings.ReviewDays, Ct));
        Assert.Equal(3, await Get<DatedSettings>().OnAsync(CatalogSettings.ReviewDays, today.AddDays(-1), Ct));
        Assert.Equal(4, await Get<DatedSettings>().OnAsync(CatalogSettings.ReviewDays, today.AddDays(9), Ct));
        Assert.Equal(5, await Get<DatedSettings>().OnAsync(CatalogSettings.ReviewDays, today.AddDays(10), Ct));
        Assert.Equal(3, await Get<DatedSettings>().OnAsync(CatalogSettings.ReviewDays, today.AddDays(20), Ct));
        var row = (await Get<SettingQueries>().ListAsync(Operator, Ct)).Single(r => r.Setting.Key == "catalog.review_days");
        Assert.Equal(("4", "3", today), (row.Value, row.Default, row.Since!.Value));
        Assert.Equal([new SettingFrom(today.AddDays(10), "5"), new SettingFrom(today.AddDays(20), "3")], row.Coming);
    }

    [Fact]
    public async Task What_ends_soon_how_long_a_shop_closes_and_an_import_is_undone_are_settings()
    {
        var tea = await Market.CertifyAsync("Chè sắp hết", commune: "15607", validThrough: Clock.Today().AddDays(120));
        var officer = (await Market.AsCommuneOfficerAsync("15607")).Actor;
        var owner = (await Market.AsStaffOfAsync(tea.Producer)).Actor;
        Assert.Equal((0, 90), await SoonAsync());
        Assert.Equal("catalog.closure_dates_wrong (366)", (await CloseAsync(367)).Refusal?.ToString());

        Assert.Null(await SetAsync("registry.desk_soon_days", "120", null));
        Assert.Null(await SetAsync("catalog.longest_closure_days", "400", null));
        Assert.Null(await SetAsync("registry.import_undo_hours", "48", null));

        Assert.Equal((1, 120), await SoonAsync());
        Assert.True((await CloseAsync(367)).Succeeded);
        Assert.Equal(48, await Get<DatedSettings>().OfAsync(RegistrySettings.UndoHours, Ct));

        async Task<(int, int)> SoonAsync()
        {
            var page = (await Get<CertificateDeskQueries>().PageAsync(officer, new(new()), 1, Ct)).Value;
            return (page.Counts.EndingSoon, page.SoonDays);
        }

        Task<Result> CloseAsync(int days) => Get<CloseShop>().RunAsync(new(owner, tea.Producer, Clock.Today(), Clock.Today().AddDays(days - 1)), Ct);
    }

    [Theory]
    [InlineData("catalog.low_stock", "-1", "platform.setting_not_a_number")]
    [InlineData("catalog.low_stock", "1001", "platform.setting_out_of_range")]
    [InlineData("catalog.low_stock", "ba", "platform.setting_not_a_number")]
    [InlineData("registry.reminder_steps", "30, 400", "platform.setting_out_of_range")]
    [InlineData("registry.reminder_steps", "", "platform.setting_not_a_number")]
    [InlineData("operator.tax_code", "123", "platform.setting_of_other_shape")]
    [InlineData("operator.email", "không phải thư", "platform.setting_of_other_shape")]
    [InlineData("khong.co", "1", "platform.setting_unknown")]
    public async Task What_cannot_be_right_is_refused(string key, string value, string code)
        => Assert.Equal(code, (await SetAsync(key, value, null))!.Code);

    [Fact]
    public async Task A_change_needs_a_reason_and_no_day_of_the_past()
    {
        Assert.Equal("platform.setting_needs_reason", (await SetAsync("catalog.low_stock", "7", null, " "))!.Code);
        Assert.Equal(new Refusal("platform.setting_in_the_past", Clock.Today()), await SetAsync("catalog.low_stock", "7", Clock.Today().AddDays(-1)));

        Assert.Equal(3, await Get<DatedSettings>().OfAsync(CatalogSettings.LowStock, Ct));
    }

    [Fact]
    public async Task A_rule_follows_the_setting_from_its_day_on()
    {
        var product = await Market.PutOnSaleAsync("Chè Ba Vì");
        var today = Clock.Today();
        Assert.Null(await SetAsync("registry.suspension_notice_days", "10", today));
        Assert.Equal(new Refusal("platform.setting_unchanged", today), await SetAsync("registry.suspension_notice_days", "10", today));

        var refused = await Get<SuspendProducer>().RunAsync(new(Operator, product.ProducerSlug, "Kiểm tra", today.AddDays(9)), Ct);

        Assert.Equal(RegistryRefusals.SuspensionNeedsNotice(10, today.AddDays(10)), refused.Refusal);
        Assert.True((await Get<SuspendProducer>().RunAsync(new(Operator, product.ProducerSlug, "Kiểm tra", today.AddDays(10)), Ct)).Succeeded);
    }

    [Fact]
    public async Task A_change_reaches_the_other_nodes_and_the_foot_of_every_page()
    {
        await using var other = AnotherNode();
        using var visitor = other.CreateVisitor();
        Assert.DoesNotContain("Trung tâm Xúc tiến", await visitor.GetStringAsync("/", Ct), StringComparison.Ordinal);
        using var desk = (await Market.AsAdministratorAsync("Quản trị Mai")).Client();

        using var saved = await desk.SubmitAsync("/quan-tri/cai-dat/operator.name", "doi", new() { ["Value"] = "Trung tâm Xúc tiến Thử nghiệm", ["Reason"] = "QĐ 5/QĐ-UBND", ["Do"] = "set" }, Ct);

        Assert.Equal("/quan-tri/cai-dat/operator.name?xong=doi", saved.LedTo());
        Assert.Contains("Trung tâm Xúc tiến Thử nghiệm", await Eventually.GetAsync(() => visitor.GetStringAsync("/", Ct), page => page.Contains("Trung tâm", StringComparison.Ordinal)), StringComparison.Ordinal);
        var shown = await desk.GetStringAsync("/quan-tri/cai-dat/operator.name", Ct);
        Assert.Contains("QĐ 5/QĐ-UBND", shown, StringComparison.Ordinal);
        Assert.Contains("Quản trị Mai", shown, StringComparison.Ordinal);
        var change = Assert.Single(await Get<SettingQueries>().HistoryAsync(Operator, OperatorSettings.Name, Ct));
        Assert.Equal(("", "Trung tâm Xúc tiến Thử nghiệm", Clock.Today()), (change.Before, change.After, change.From));
    }

    [Fact]
    public async Task A_setting_that_nobody_knows_is_not_found()
    {
        using var desk = (await Market.AsAdministratorAsync()).Client();

        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync("/quan-tri/cai-dat/khong.co", Ct)).StatusCode);
    }

    [Fact]
    public void Every_setting_has_a_key_of_its_own_its_three_texts_and_a_named_group()
    {
        var all = Get<DatedSettings>().All;
        var texts = Get<IStringLocalizerFactory>().Create("OcopMarket.Web.Pages.AdminDesk.Settings.SettingTexts", "OcopMarket.Web");

        Assert.Equal(all.Count, all.Select(s => s.Key).Distinct().Count());
        Assert.All(all.SelectMany(s => new[] { s.Key, s.Key + ".Hint", s.Key + ".Source" }), name => Assert.False(texts[name].ResourceNotFound, name));
        var groups = Get<IStringLocalizerFactory>().Create("OcopMarket.Web.Pages.AdminDesk.Settings.AdminSettingsText", "OcopMarket.Web");
        Assert.All(all.Select(s => s.Key.Split('.')[0]).Distinct(), group => Assert.False(groups[$"Group-{group}"].ResourceNotFound, group));
        Assert.All(all, s => Assert.Equal(s.Standard, s.Check(s.Standard).Value));
    }

    private async Task<Refusal?> SetAsync(string key, string? value, DateOnly? from, string reason = "Thử nghiệm")
        => (await Get<ChangeSetting>().RunAsync(new(Operator, key, value, from, reason), Ct)).Refusal;
}
