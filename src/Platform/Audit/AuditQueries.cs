using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Audit;

/// <summary>A line of the audit trail, as an administrator or the person themselves reads it.</summary>
/// <param name="Actor">Kind and name: <c>Officer:Nguyễn Văn A</c>.</param>
/// <param name="Before">JSON.</param>
public sealed record AuditLine(long Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Reason, string? Before, string? After);

/// <summary>What to look for; null is anything.</summary>
/// <param name="Who">Part of a name.</param>
/// <param name="Action">Beginning of an action: <c>registry.</c>, <c>accounts.officer_appointed</c>.</param>
/// <param name="Subject">Kind, or kind and key: <c>certificate:</c>, <c>producer:0198…</c>.</param>
/// <param name="From">First moment.</param>
/// <param name="Until">First moment after.</param>
public sealed record AuditFilter(string? Who = null, string? Action = null, string? Subject = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Reads the audit trail for administrators; anyone else finds nothing.</summary>
public sealed class AuditQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>Newest first. The trail is never counted as a whole: page after page follows by the last line's key.</summary>
    /// <param name="before">Lines older than this one; null is from the newest.</param>
    public async Task<IReadOnlyList<AuditLine>> SearchAsync(Actor actor, AuditFilter filter, long? before, int take, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(filter);
        if (actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var (who, action, subject) = (Like(filter.Who, contains: true), Like(filter.Action), Like(filter.Subject));
        return await db.Set<AuditEntry>().AsNoTracking()
            .Where(e => (before == null || e.Id < before) && (who == null || EF.Functions.ILike(e.Actor, who)) && (action == null || EF.Functions.Like(e.Action, action))
                && (subject == null || EF.Functions.Like(e.Subject, subject)) && (filter.From == null || e.At >= filter.From) && (filter.Until == null || e.At < filter.Until))
            .OrderByDescending(e => e.Id).Take(take).Select(e => new AuditLine(e.Id, e.At, e.Actor, e.Action, e.Subject, e.Reason, e.Before, e.After)).ToListAsync(ct);
    }

    /// <summary>What a person did, newest first: part of their own data.</summary>
    public async Task<IReadOnlyList<AuditLine>> OfAccountAsync(AccountId account, int take, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Account == account).OrderByDescending(e => e.Id).Take(take)
            .Select(e => new AuditLine(e.Id, e.At, e.Actor, e.Action, e.Subject, e.Reason, e.Before, e.After)).ToListAsync(ct);
    }

    private static string? Like(string? typed, bool contains = false)
        => VietnameseText.Clean(typed) is { Length: > 0 and <= 200 } words
            ? (contains ? "%" : "") + words.Replace("\\", @"\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"
            : null;
}
