using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class AuditTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task An_entry_tells_who_did_what_when_why_and_how_it_was_before_and_after()
    {
        await using (var db = await OpenAsync())
        {
            db.Audit(Clock, Actor.Officer("Lò Thị Hương", new(OfficeLevel.Province, "11")), "registry.certificate_extended", "certificate:1", "15/QĐ: chờ đánh giá lại",
                new { To = new DateOnly(2026, 2, 4), Level = OfficeLevel.Province }, new { To = new DateOnly(2026, 8, 3), Level = OfficeLevel.Province });
            await db.SaveChangesAsync(Ct);
        }

        await using var reading = await OpenAsync();
        var entry = await reading.Set<AuditEntry>().SingleAsync(e => e.Subject == "certificate:1", Ct);

        Assert.Equal(("Officer:Lò Thị Hương", "registry.certificate_extended", "15/QĐ: chờ đánh giá lại"), (entry.Actor, entry.Action, entry.Reason));
        Assert.Equal(Clock.GetUtcNow(), entry.At);
        Assert.Equal("2026-02-04", JsonDocument.Parse(entry.Before!).RootElement.GetProperty("to").GetString());
        Assert.Equal("2026-08-03", JsonDocument.Parse(entry.After!).RootElement.GetProperty("to").GetString());
        Assert.Equal("province", JsonDocument.Parse(entry.After!).RootElement.GetProperty("level").GetString());
    }

    [Fact]
    public async Task An_entry_falls_with_the_change_it_belongs_to()
    {
        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Audit(Clock, Actor.System("test"), "test.wrote", "fallen");
            await db.SaveChangesAsync(Ct);
        }

        await using var reading = await OpenAsync();
        Assert.False(await reading.Set<AuditEntry>().AnyAsync(e => e.Subject == "fallen", Ct));
    }
}
