using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Registry;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Producers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ProducerMeasuresTests(MarketFixture fixture) : ImportTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task Alcohol_is_covered_from_the_day_its_licence_is_recorded_for()
    {
        await ImportAsync(new RegistryFile().With("01/GCN", product: "Rượu ngô", set: "14"));
        Assert.Equal(0, await InForceAsync(Today));

        var recorded = await Get<RecordLicence>().RunAsync(new(Operator, "htx-meo-vac", LicenceKind.Alcohol, " GP 12 ", Today, Today.AddYears(1), "Phòng Kinh tế"), Ct);

        Assert.True(recorded.Succeeded);
        Assert.Equal((0, 1, 1, 0), (await InForceAsync(Today.AddDays(-1)), await InForceAsync(Today), await InForceAsync(Today.AddYears(1)), await InForceAsync(Today.AddYears(1).AddDays(1))));
        Assert.Equal(1, await CountAsync("platform.audit_entries where action = 'registry.licence_recorded' and reason = 'Alcohol: GP 12'"));
    }

    [Fact]
    public async Task The_same_licence_again_corrects_its_dates_and_says_nothing_when_they_are_the_same()
    {
        await ImportAsync(new RegistryFile().With("01/GCN"));
        var command = new RecordLicence.Command(Operator, "htx-meo-vac", LicenceKind.VietGap, "VG-1", Today);

        await Get<RecordLicence>().RunAsync(command, Ct);
        await Get<RecordLicence>().RunAsync(command, Ct);
        await Get<RecordLicence>().RunAsync(command with { ValidThrough = Today.AddYears(2) }, Ct);

        await using var db = await OpenAsync();
        Assert.Equal(Today.AddYears(2), Assert.Single(await db.Licences.ToListAsync(Ct)).ValidThrough);
        Assert.Equal(2, await CountAsync("platform.audit_entries where action = 'registry.licence_recorded'"));
    }

    [Fact]
    public async Task A_licence_without_number_or_with_its_days_turned_round_is_refused()
    {
        await ImportAsync(new RegistryFile().With("01/GCN"));
        var command = new RecordLicence.Command(Operator, "htx-meo-vac", LicenceKind.Alcohol, "GP-1", Today);

        Assert.Equal("registry.licence_number_missing", (await Get<RecordLicence>().RunAsync(command with { Number = " " }, Ct)).Refusal?.Code);
        Assert.Equal("registry.licence_dates_wrong", (await Get<RecordLicence>().RunAsync(command with { ValidThrough = Today.AddDays(-1) }, Ct)).Refusal?.Code);
        Assert.Equal("registry.producer_unknown", (await Get<RecordLicence>().RunAsync(command with { Producer = "khong-co" }, Ct)).Refusal?.Code);
        Assert.Equal("registry.outside_your_area", (await Get<RecordLicence>().RunAsync(command with { Actor = Actor.Officer("lan", new(OfficeLevel.Province, "56")) }, Ct)).Refusal?.Code);
        Assert.Equal(0, await CountAsync("registry.licences"));
    }

    [Fact]
    public async Task A_suspended_producer_offers_nothing_until_the_suspension_is_lifted()
    {
        await ImportAsync(new RegistryFile().With("01/GCN"));

        Assert.True((await Get<SuspendProducer>().RunAsync(new(Operator, "htx-meo-vac", "hàng không đúng nhãn", Urgent: UrgentGround.Forgery), Ct)).Succeeded);
        Assert.Equal((1, 0), (await InForceAsync(Today.AddDays(-1)), await InForceAsync(Today)));
        Assert.Equal("registry.already_suspended", (await Get<SuspendProducer>().RunAsync(new(Operator, "htx-meo-vac", "lần nữa"), Ct)).Refusal?.Code);

        Assert.True((await Get<LiftSuspension>().RunAsync(new(Operator, "htx-meo-vac", "đã khắc phục"), Ct)).Succeeded);
        Assert.Equal(1, await InForceAsync(Today));
        Assert.Equal("registry.not_suspended", (await Get<LiftSuspension>().RunAsync(new(Operator, "htx-meo-vac", "lần nữa"), Ct)).Refusal?.Code);
        Assert.Equal(2, await CountAsync("platform.audit_entries where action in ('registry.producer_suspended', 'registry.suspension_lifted')"));
    }

    [Fact]
    public async Task A_suspension_needs_its_reason_and_a_day_to_come()
    {
        await ImportAsync(new RegistryFile().With("01/GCN"));
        var command = new SuspendProducer.Command(Operator, "htx-meo-vac", "lý do");

        Assert.Equal("registry.reason_missing", (await Get<SuspendProducer>().RunAsync(command with { Reason = " " }, Ct)).Refusal?.Code);
        Assert.Equal("registry.reason_too_long", (await Get<SuspendProducer>().RunAsync(command with { Reason = new string('a', 1001) }, Ct)).Refusal?.Code);
        Assert.Equal("registry.suspension_in_the_past", (await Get<SuspendProducer>().RunAsync(command with { From = Today.AddDays(-1) }, Ct)).Refusal?.Code);
        Assert.Equal(0, await CountAsync("registry.producers where suspended_from is not null"));
    }

    private Task<int> InForceAsync(DateOnly day) => CountAsync($"registry.in_force('{day:yyyy-MM-dd}')");
}
