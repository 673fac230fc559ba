using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

/// <summary>The rule of the days is written in code, in the column <c>effective</c> and in the conditions of lists and reports; here they are held against each other.</summary>
public sealed class CertificateDatesTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Theory]
    [InlineData("2024-02-29", "2027-02-28", null, null, null)] // 29 February, 36 months later
    [InlineData("2023-01-31", "2026-01-31", null, null, null)]
    [InlineData("2023-08-31", "2026-08-31", "2027-02-27", null, null)] // extended by 180 days
    [InlineData("2023-03-31", "2026-03-31", "2026-04-30", "2026-04-30", null)] // revoked on the last day of its extension
    [InlineData("2024-02-29", "2027-02-28", null, "2027-02-28", null)] // revoked on its last day
    [InlineData("2024-02-29", "2027-02-28", null, "2027-03-01", null)] // revoked the day after
    [InlineData("2025-05-10", "2028-05-10", null, "2025-05-10", null)] // revoked on its first day: never in force
    [InlineData("2025-05-10", "2028-05-10", null, "2025-05-09", null)] // revoked before it began
    [InlineData("2025-05-10", "2028-05-10", null, "2024-01-01", "2025-05-10")]
    [InlineData("2025-05-10", "2028-05-10", null, null, "2025-05-10")] // replaced on the same day
    [InlineData("2025-05-10", "2028-05-10", null, null, "2025-05-11")] // in force for one day
    [InlineData("2025-05-10", "2028-05-10", "2028-09-01", "2027-01-01", "2026-12-31")]
    [InlineData("2025-05-10", "2028-05-10", "2028-09-01", "2026-12-30", "2026-12-31")]
    [InlineData("2026-03-02", "2026-03-02", null, null, null)] // a term of one day
    [InlineData("2026-03-02", "2026-03-02", "2026-03-03", null, null)]
    public async Task Code_and_database_name_the_same_days(string from, string through, string? extended, string? revoked, string? superseded)
    {
        var dates = new CertificateDates(Day(from)!.Value, Day(through)!.Value, Day(extended), Day(revoked), Day(superseded));
        var id = (await Market.CertifyAsync($"Lá {Guid.NewGuid()}", issuedOn: dates.ValidFrom, validThrough: dates.ValidThrough)).Certificate;
        await using var db = await OpenAsync();
        await db.Certificates.Where(c => c.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(c => c.ExtendedTo, dates.ExtendedTo).SetProperty(c => c.RevokedFrom, dates.RevokedFrom).SetProperty(c => c.SupersededFrom, dates.SupersededFrom), Ct);

        var edges = new[] { dates.ValidFrom, dates.ValidThrough, dates.ExtendedTo, dates.RevokedFrom, dates.SupersededFrom }.OfType<DateOnly>().Distinct();
        var days = edges.SelectMany(d => new[] { d.AddDays(-1), d, d.AddDays(1) }).Distinct().Order().ToArray();

        var inForce = await db.Database.SqlQuery<DateOnly>(
            $"select d as \"Value\" from registry.certificates c cross join unnest({days}) d where c.id = {id.Value} and c.effective @> d").ToListAsync(Ct);
        Assert.Equal(days.Where(dates.InForceOn), inForce.Order());
        Assert.All(days, day => Assert.Equal(dates.InForceOn(day), dates.StateOn(day) is CertificateState.InForce or CertificateState.Extended));

        var ranOut = await HoldsAsync(CertificateSql.Turned(CertificateTurn.RanOut), null);
        Assert.Equal(dates.StateOn(dates.LastDay.AddDays(1)) is CertificateState.Expired, ranOut);
        foreach (var day in days)
        {
            Assert.Equal(
                (dates.InForceOn(day), dates.StateOn(day) is CertificateState.Expired, dates.StateOn(day) is CertificateState.Revoked),
                (await HoldsAsync(CertificateSql.InForce("$2"), day), await HoldsAsync(CertificateSql.Expired("$2"), day), await HoldsAsync(CertificateSql.Revoked("$2"), day)));
            Assert.Equal(dates.InForceOn(day), await db.CertificateRows().Where(r => r.Certificate.Id == id).AnyAsync(CertificateReading.Covers(day), Ct));
            var states = new List<CertificateState>();
            foreach (var state in Enum.GetValues<CertificateState>())
            {
                if (await db.CertificateRows().Where(r => r.Certificate.Id == id).AnyAsync(CertificateReading.Stands(state, day), Ct))
                {
                    states.Add(state);
                }
            }

            Assert.Equal([dates.StateOn(day)], states);
        }

        async Task<bool> HoldsAsync(string condition, DateOnly? day)
        {
            await using var command = Get<NpgsqlDataSource>().CreateCommand($"select exists (select from registry.certificates c where c.id = $1 and {condition})");
            command.Parameters.Add(new() { Value = id.Value });
            if (day is { } asked)
            {
                command.Parameters.Add(new() { Value = asked });
            }

            return (bool)(await command.ExecuteScalarAsync(Ct))!;
        }
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
