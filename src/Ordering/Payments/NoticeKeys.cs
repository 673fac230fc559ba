using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Payments;

/// <summary>Makes the secret for notices about the account a producer has on file; an earlier one of that account ends at once.</summary>
public sealed class MakeNoticeKey
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerAccounts _accounts;
    private readonly NoticeSecrets _secrets;
    private readonly Fingerprints _fingerprints;
    private readonly TimeProvider _clock;

    internal MakeNoticeKey(IDbContextFactory<MarketDbContext> contexts, IProducerAccounts accounts, NoticeSecrets secrets, Fingerprints fingerprints, TimeProvider clock)
        => (_contexts, _accounts, _secrets, _fingerprints, _clock) = (contexts, accounts, secrets, fingerprints, clock);

    /// <returns>The secret; it is shown this once.</returns>
    public async Task<Result<string>> RunAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return OrderingRefusals.MoneyRightMissing();
        }

        if (await _accounts.OnFileAsync(producer, ct) is not { } account)
        {
            return PaymentRefusals.NoAccountOnFile();
        }

        var secret = "bank_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var mark = await _fingerprints.OfAsync(account.Key, ct);
        return await _contexts.InTransactionAsync<string>(async db =>
        {
            await db.LockAsync($"notice-key:{producer}", ct);
            if (await db.NoticeKeys.SingleOrDefaultAsync(k => k.ProducerId == producer && (k.Account == mark || k.Account == account.Key), ct) is { } key)
            {
                (key.Seal, key.MadeAt) = (_secrets.Seal(secret), _clock.GetUtcNow());
            }
            else
            {
                db.NoticeKeys.Add(new NoticeKey { ProducerId = producer, Account = mark, Ending = Ending(account.Key), Seal = _secrets.Seal(secret), MadeAt = _clock.GetUtcNow() });
            }

            db.Audit(_clock, actor, "ordering.notice_key_made", $"producer:{producer}", after: new { Account = NoticeKeyQueries.Masked(Ending(account.Key)) });
            return secret;
        }, ct);
    }

    /// <summary>What may be shown of a bank and number: the last digits, and never most of a short one.</summary>
    internal static string Ending(string account) => account[^Math.Min(4, account.Length - 7)..];
}

/// <summary>Notices about an account are believed no more.</summary>
public sealed class RemoveNoticeKey(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return contexts.InTransactionAsync(async db =>
        {
            if (await db.NoticeKeys.SingleOrDefaultAsync(k => k.Id == id, ct) is not { } key || !actor.MayHandleMoney(key.ProducerId))
            {
                return PaymentRefusals.NoticeKeyUnknown();
            }

            db.NoticeKeys.Remove(key);
            db.Audit(clock, actor, "ordering.notice_key_removed", $"producer:{key.ProducerId}", before: new { Account = NoticeKeyQueries.Masked(key.Ending) });
            return Result.Success;
        }, ct);
    }
}

/// <param name="Account">By its last digits.</param>
/// <param name="Current">Of the account on file now.</param>
public sealed record NoticeKeyRow(Guid Id, string Account, bool Current, DateTimeOffset MadeAt, DateTimeOffset? LastNoticeAt);

/// <summary>Reads for which accounts a producer has keys; never the keys.</summary>
public sealed class NoticeKeyQueries(IDbContextFactory<MarketDbContext> contexts, IProducerAccounts accounts, Fingerprints fingerprints)
{
    public async Task<IReadOnlyList<NoticeKeyRow>> OfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return [];
        }

        var current = await accounts.OnFileAsync(producer, ct) is { } account ? await fingerprints.OfAsync(account.Key, ct) : null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var notices = db.PaymentNotices.AsNoTracking();
        var keys = await db.NoticeKeys.AsNoTracking().Where(k => k.ProducerId == producer).OrderByDescending(k => k.MadeAt)
            .Select(k => new { k.Id, k.Account, k.Ending, k.MadeAt, Last = notices.Where(n => n.ProducerId == producer && n.Account == k.Account).Max(n => (DateTimeOffset?)n.ReceivedAt) }).ToListAsync(ct);
        return [.. keys.Select(k => new NoticeKeyRow(k.Id, Masked(k.Ending), k.Account == current, k.MadeAt, k.Last))];
    }

    internal static string Masked(string ending) => "•••• " + ending;
}
