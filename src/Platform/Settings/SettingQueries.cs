using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Settings;

/// <summary>A value and the first day it holds.</summary>
public sealed record SettingFrom(DateOnly From, string Value);

/// <summary>A setting as administrators see it, values as they are written.</summary>
/// <param name="Since">Null while it is as by default.</param>
/// <param name="Coming">Decided for later days, in order.</param>
public sealed record SettingRow(Setting Setting, string Value, string Default, DateOnly? Since, IReadOnlyList<SettingFrom> Coming);

/// <summary>One change of a setting.</summary>
/// <param name="By">Kind and name of who did it.</param>
public sealed record SettingChange(DateTimeOffset At, string By, string? Reason, string Before, string After, DateOnly From);

/// <summary>Reads settings and their history for administrators; anyone else finds none.</summary>
public sealed class SettingQueries(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    private const int MostChanges = 200;

    private sealed record Written(string Value, DateOnly From);

    public async Task<IReadOnlyList<SettingRow>> ListAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (today, written) = (clock.Today(), (await db.Set<SettingValue>().AsNoTracking().OrderBy(v => v.Id).ToListAsync(ct)).ToLookup(v => v.Key));
        return
        [
            .. settings.All.Select(s =>
            {
                var (now, standard) = (DatedSettings.InForce(written[s.Key], today), settings.DefaultOf(s));
                var coming = written[s.Key].Where(v => v.ValidFrom > today).GroupBy(v => v.ValidFrom).OrderBy(g => g.Key).Select(g => new SettingFrom(g.Key, g.Last().Value ?? standard));
                return new SettingRow(s, now?.Value ?? standard, standard, now?.Value is null ? null : now.ValidFrom, [.. coming]);
            }),
        ];
    }

    /// <summary>Its changes, newest first.</summary>
    public async Task<IReadOnlyList<SettingChange>> HistoryAsync(Actor actor, Setting setting, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(setting);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var subject = ChangeSetting.Subject(setting);
        var lines = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Subject == subject).OrderByDescending(e => e.Id).Take(MostChanges).ToListAsync(ct);
        return [.. lines.Select(e =>
        {
            var (before, after) = (JsonDocument.Parse(e.Before!).RootElement, JsonSerializer.Deserialize<Written>(e.After!, PlatformJson.Options)!);
            return new SettingChange(e.At, e.Actor, e.Reason, before.GetProperty("value").GetString()!, after.Value, after.From);
        })];
    }
}
