using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Checkout;

/// <summary>
/// Turns a basket into a purchase: the Offer rule is asked again while it cannot change, stock is taken, parcels and payments are made, all in
/// one transaction or nothing of it. The sale is its commit. A refusal leaves the basket and everything typed as it was.
/// </summary>
public sealed class PlacePurchase : IDisposable
{
    /// <summary>
    /// So many are made at once; the others wait here, without a line to the database. Those who buy the same last jars wait for each other's locks anyway,
    /// and each that waits inside the database keeps a line from everybody else.
    /// </summary>
    private const int MostAtOnce = 8;

    private readonly SemaphoreSlim _door = new(MostAtOnce);
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CheckoutPlanner _planner;
    private readonly PurchaseMaker _maker;
    private readonly TimeProvider _clock;

    internal PlacePurchase(IDbContextFactory<MarketDbContext> contexts, CheckoutPlanner planner, PurchaseMaker maker, TimeProvider clock)
        => (_contexts, _planner, _maker, _clock) = (contexts, planner, maker, clock);

    /// <param name="Secret">Made with the review page (<see cref="Secrets.New"/>): the form sent twice buys once, and it becomes the giver's address.</param>
    /// <param name="Total">What the page showed; if it is another by now, the buyer is asked again.</param>
    /// <param name="Language">"vi" or "en".</param>
    /// <param name="Adult">The visitor said to be 18.</param>
    public sealed record Command(Actor Actor, CartOwner Owner, string Secret, Money Total, string Language, bool Adult);

    /// <param name="Seen">The basket that was refused as it was read; null where it has to be read again to be shown.</param>
    /// <param name="Unsold">Goods that cannot be bought as the buyer saw them, where these were why; nothing else was worked out then.</param>
    public sealed record Answer(Result<PurchaseId> Placed, CheckoutView? Seen = null, IReadOnlyList<PlanProblem>? Unsold = null);

    public async Task<Answer> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!Secrets.IsWellFormed(command.Secret))
        {
            return new(CheckoutRefusals.PageTooOld());
        }

        await _door.WaitAsync(ct);
        try
        {
            return await PlaceAsync(command, ct);
        }
        finally
        {
            _door.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _door.Dispose();

    private async Task<Answer> PlaceAsync(Command command, CancellationToken ct)
    {
        // What is read and quoted before takes no locks; the transaction checks that none of it has changed.
        var forSale = await _planner.ReadForSaleAsync(command.Owner, ct);
        var refusal = forSale is null ? CheckoutRefusals.CartEmpty() : forSale.Planned is { Plan: var plan } ? WhyNot(plan, command) : forSale.Unsold[0].Refusal;
        if (refusal is null && forSale is { Planned: { } planned })
        {
            return new(await _contexts.InTransactionAsync(db => PlaceAsync(db, planned, command, ct), ct));
        }

        // The same form, sent before, may have emptied the basket.
        return await FindEarlierAsync(command, ct) is { } earlier ? new(earlier)
            : new(refusal!, forSale is { Planned: { } seen } ? CheckoutView.Of(seen) : null, forSale is { Unsold: { Count: > 0 } unsold } ? unsold : null);
    }

    private async Task<PurchaseId?> FindEarlierAsync(Command command, CancellationToken ct)
    {
        var hash = Secrets.Hash(command.Secret);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct);
    }

    private static Refusal? WhyNot(CheckoutPlan plan, Command command)
        => plan.Problems.Count > 0 ? plan.Problems[0].Refusal
        : !command.Adult && plan.HoldsAlcohol ? CheckoutRefusals.CartForAdults()
        : plan.Total != command.Total ? CheckoutRefusals.TotalChanged(command.Total.Dong, plan.Total.Dong)
        : null;

    private async Task<Result<PurchaseId>> PlaceAsync(MarketDbContext db, CheckoutPlanner.Planned planned, Command command, CancellationToken ct)
    {
        var cart = planned.Cart;
        await db.LockCartAsync(command.Owner, ct); // changes of this basket wait, and then find it empty
        var hash = Secrets.Hash(command.Secret);
        if (await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct) is { } twin)
        {
            return twin; // the same form, sent twice
        }

        var version = await db.Database.SqlQuery<long>($"select xmin::text::bigint as \"Value\" from ordering.carts where id = {cart.Id.Value} for update").ToListAsync(ct);
        if (version is not [var now] || now != planned.Version)
        {
            return CheckoutRefusals.CartMoved();
        }

        await EmptyAsync(db, cart, ct); // before the goods are held, since others wait for them; a refusal takes it back
        var made = await _maker.MakeAsync(db, planned, new(command.Actor, command.Owner.Account, command.Secret, command.Language), ct);
        return made.Refusal is { } changed ? changed : made.Value.Id;
    }

    // The basket is empty again; receivers' addresses go with what was typed for this purchase, the buyer's own contact stays for the next.
    private async Task EmptyAsync(MarketDbContext db, Cart cart, CancellationToken ct)
    {
        await db.Set<CartLine>().Where(l => l.CartId == cart.Id).ExecuteDeleteAsync(ct);
        await db.Set<CartChoice>().Where(c => c.CartId == cart.Id).ExecuteDeleteAsync(ct);
        await db.Recipients.Where(r => r.CartId == cart.Id).ExecuteDeleteAsync(ct);
        var (now, key) = (_clock.GetUtcNow(), Guid.CreateVersion7());
        await db.Carts.Where(c => c.Id == cart.Id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.TouchedAt, now).SetProperty(c => c.CheckoutKey, key).SetProperty(c => c.Purpose, CartPurpose.Own).SetProperty(c => c.Occasion, (Occasion?)null)
                .SetProperty(c => c.WantedFrom, (DateOnly?)null).SetProperty(c => c.WantedThrough, (DateOnly?)null).SetProperty(c => c.CommonMessage, (string?)null)
                .SetProperty(c => c.SenderName, (string?)null).SetProperty(c => c.HideAmounts, true).SetProperty(c => c.StoryCard, true)
                .SetProperty(c => c.Invoice, (InvoiceRequest?)null).SetProperty(c => c.VoucherCode, (string?)null).SetProperty(c => c.Note, (string?)null).SetProperty(c => c.StepDone, 0), ct);
    }
}
