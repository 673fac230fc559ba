using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Ordering.Cards;

/// <summary>
/// Every minute: closes the provider's pages of purchases that have lapsed, asks after those no notice has come of, writes down moves that no event
/// told of, and has what is due made.
/// </summary>
internal sealed class CardPaymentsJob(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, SettleCharge settle, CardPlan plan, CardMover mover, TimeProvider clock) : IMarketJob
{
    public const string Name = "card-payments";

    private const int Batch = 100;

    /// <summary>Before that a notice is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<string> RunAsync(CancellationToken ct)
    {
        if (!settings.HasKeys)
        {
            return "no keys";
        }

        var asked = await AskAsync(ct);
        var planned = await PlanAsync(ct);
        return FormattableString.Invariant($"{asked} pages asked after, {planned} purchases planned, {await mover.RunAsync(null, ct)} moves made");
    }

    private async Task<int> AskAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<CardCharge> open;
        HashSet<Guid> awaited;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var before = now - Patience;
            open = await db.CardCharges.AsNoTracking().Where(c => c.State == ChargeState.Open && c.CreatedAt < before).OrderBy(c => c.CreatedAt).Take(Batch).ToListAsync(ct);
            var ids = open.ConvertAll(c => c.Id);
            awaited = (await db.Payments.Where(p => p.ChargeId != null && ids.Contains(p.ChargeId.Value) && p.State == PaymentState.Pending).Select(p => p.ChargeId!.Value).ToListAsync(ct)).ToHashSet();
        }

        foreach (var charge in open)
        {
            await AskAsync(charge, awaited.Contains(charge.Id), ct);
        }

        return open.Count;
    }

    private async Task AskAsync(CardCharge charge, bool awaited, CancellationToken ct)
    {
        if (charge.SessionId is not { } id)
        {
            if (!awaited) // no page is known; should there be one all the same, its notice names the charge
            {
                await contexts.InTransactionAsync(async db =>
                {
                    await db.CardCharges.Where(c => c.Id == charge.Id && c.State == ChargeState.Open && c.SessionId == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.State, ChargeState.Expired), ct);
                    return Result.Success;
                }, ct);
            }

            return;
        }

        // A page that cannot be closed has been paid, or has run out: it says so itself.
        var said = awaited ? default : await stripe.ExpireSessionAsync(id, ct);
        if ((said.Value ?? (await stripe.SessionAsync(id, ct)).Value) is { } session)
        {
            await settle.RunAsync(session, ct);
        }
    }

    private async Task<int> PlanAsync(CancellationToken ct)
    {
        List<Guid> behind;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            behind = await db.Database.SqlQuery<Guid>($"""
                select purchase_id as "Value" from (
                  select y.purchase_id from ordering.payments y join ordering.card_charges c on c.id = y.charge_id where c.state = 'Paid' and y.paid_at is not null and y.paid_amount > 0
                    and not exists (select from ordering.card_moves m where m.key = 'transfer:' || y.id)
                  union
                  select r.purchase_id from ordering.refunds r join ordering.payments y on y.id = r.payment_id join ordering.card_charges c on c.id = y.charge_id where c.state = 'Paid'
                    and not exists (select from ordering.card_moves m where m.key = 'refund:' || r.id)
                ) behind order by purchase_id limit {Batch}
                """).ToListAsync(ct);
        }

        foreach (var purchase in behind)
        {
            await contexts.InTransactionAsync(async db =>
            {
                await plan.PlanAsync(db, new PurchaseId(purchase), ct);
                return Result.Success;
            }, ct);
        }

        return behind.Count;
    }
}
