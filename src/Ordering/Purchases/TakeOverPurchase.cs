using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Purchases;

/// <summary>
/// Puts a guest's purchase among a member's own. It takes both the secret of its page and the mailbox it was bought with: a passed-on link
/// alone moves nothing, and a mailbox alone finds nothing.
/// </summary>
public sealed class TakeOverPurchase(IDbContextFactory<MarketDbContext> contexts, IStaff staff, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string? Secret);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Account is not { } account)
        {
            return OrderingRefusals.MembersOnly();
        }

        if (!Secrets.IsWellFormed(command.Secret))
        {
            return PurchaseRefusals.PurchaseUnknown();
        }

        var (hash, mailbox) = (Secrets.Hash(command.Secret!), await staff.MailboxOfAsync(account, ct));
        return await contexts.InTransactionAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ordering.purchases where token_hash = {hash} for update", ct);
            if (await db.Purchases.SingleOrDefaultAsync(p => p.TokenHash == hash, ct) is not { } purchase)
            {
                return PurchaseRefusals.PurchaseUnknown();
            }

            if (purchase.Account == account)
            {
                return Result.Success;
            }

            if (purchase.Account is not null || !purchase.BelongsTo(mailbox))
            {
                return PurchaseRefusals.PurchaseNotYours();
            }

            purchase.Account = account;
            db.Audit(clock, command.Actor, "ordering.purchase_taken_over", $"purchase:{purchase.Id}");
            return Result.Success;
        }, ct);
    }
}
