using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Reminders;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class ReminderTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private DateOnly Today => Clock.Today();

    [Fact]
    public async Task Each_step_is_given_once_to_producer_staff_and_commune_each_in_their_language_and_a_long_sleep_brings_one_letter()
    {
        var start = Today;
        var tea = await Market.CertifyAsync("Chè lam Phủ Quảng", commune: "16645", issuedOn: new(2024, 2, 29), validThrough: start.AddDays(181));
        await Market.CertifyAsync("Chè đã có giấy mới", commune: "16624", validThrough: start.AddYears(2));
        await Market.AsStaffOfAsync(tea.Producer);
        await Market.AsCommuneOfficerAsync("16645");
        await Market.AsCommuneOfficerAsync("16624");
        await Market.AsProvinceOfficerAsync("38");

        Assert.Equal("0 certificates reminded of, 0 letters", await RunAsync()); // 181 days are left
        Clock.SetVietnam(start.AddDays(1), new(7, 0));
        var lines = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync()); // nodes at the same time
        Assert.Equal("0 certificates reminded of, 0 letters", await RunAsync());
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Equal(3, lines.Sum(l => int.Parse(l!.Split(", ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture))); // its own address, staff, its commune
        Assert.Equal(3, Letters().Count);

        Clock.SetVietnam(start.AddDays(181 - 20), new(7, 0)); // asleep over 150, 130, 120, 90 and 60
        await RunAsync();
        await RunAsync();
        await Get<OutboxDispatcher>().RunAsync(Ct);
        Assert.Equal(6, Letters().Count);

        await using (var db = await OpenAsync())
        {
            Assert.Equal([180, 30], await db.Reminders.Where(r => r.CertificateId == tea.Certificate).OrderByDescending(r => r.Step).Select(r => r.Step).ToListAsync(Ct));
            (await db.Certificates.SingleAsync(c => c.Id == tea.Certificate, Ct)).Extend(start.AddDays(181 + 100)); // a new end, and so new steps
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal("1 certificates reminded of, 3 letters", await RunAsync());
        await Market.RevokeAsync(tea);
        Clock.SetVietnam(start.AddDays(181 + 100), new(7, 0));
        Assert.Equal("0 certificates reminded of, 0 letters", await RunAsync());
    }

    private Task<string?> RunAsync() => Get<JobRunner>().RunAsync(ReminderJob.Name, Ct);

    private List<string> Letters() => [.. Directory.GetFiles(Market.Data.Mail, "reminder-*.eml")];
}
