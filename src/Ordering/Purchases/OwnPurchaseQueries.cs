using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Purchases;

/// <summary>Which of a member's purchases are shown.</summary>
public enum OwnPurchaseFilter
{
    All,

    /// <summary>Something of it has not arrived yet.</summary>
    Running,
    Done,
}

/// <param name="Number">Of this choice; the counts are of all.</param>
public sealed record OwnPurchasePage(int All, int Running, int Number, int Pages, IReadOnlyList<OwnPurchaseRow> Rows);

/// <param name="Secret">Of the giver's page.</param>
/// <param name="Goods">Pieces over all parcels, as they were bought.</param>
public sealed record OwnPurchaseRow(
    PurchaseId Id, string Number, DateTimeOffset PlacedAt, bool Gift, Money Total, string Secret, IReadOnlyList<(string Product, string Packing, int Pieces)> Goods, IReadOnlyList<OwnParcelRow> Parcels)
{
    /// <summary>How many parcels stand where.</summary>
    public IReadOnlyList<(ParcelState State, int Count)> Standing => PurchaseView.StandingOf(Parcels.Select(p => p.State));
}

public sealed record OwnParcelRow(string Number, string ProducerName, string Recipient, ParcelState State);

/// <summary>Reads the purchases that a member made signed in, or took over. What guests bought is named to nobody who does not hold its secret.</summary>
public sealed class OwnPurchaseQueries
{
    public const int PageSize = 20;

    private static readonly ParcelState[] OnTheWay = [ParcelState.AwaitingPayment, ParcelState.Placed, ParcelState.Confirmed, ParcelState.Packed, ParcelState.HandedOver];

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PrivateLinks _links;
    private readonly IStaff _staff;

    internal OwnPurchaseQueries(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, IStaff staff) => (_contexts, _links, _staff) = (contexts, links, staff);

    /// <summary>The newest first; null for guests. A page behind the last is the last.</summary>
    public async Task<OwnPurchasePage?> OfAsync(Actor actor, OwnPurchaseFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account)
        {
            return null;
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var own = db.Purchases.AsNoTracking().Where(p => p.Account == account);
        var running = own.Where(p => p.Parcels.Any(x => OnTheWay.Contains(x.State)));
        var (all, open) = (await own.CountAsync(ct), await running.CountAsync(ct));
        var (wanted, total) = filter switch
        {
            OwnPurchaseFilter.All => (own, all),
            OwnPurchaseFilter.Running => (running, open),
            OwnPurchaseFilter.Done => (own.Where(p => !p.Parcels.Any(x => OnTheWay.Contains(x.State))), all - open),
        };
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var purchases = await wanted.OrderByDescending(p => p.PlacedAt).ThenByDescending(p => p.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(p => new { p.Id, p.Number, p.PlacedAt, p.Purpose, p.Total, p.TokenSeal }).ToListAsync(ct);
        var ids = purchases.ConvertAll(p => p.Id);
        var parcels = (await db.Parcels.Where(p => ids.Contains(p.PurchaseId)).Select(p => new { p.PurchaseId, p.Number, p.ProducerName, p.RecipientName, p.State }).ToListAsync(ct)).ToLookup(p => p.PurchaseId);
        var goods = (await db.Parcels.Where(p => ids.Contains(p.PurchaseId)).SelectMany(p => p.Lines, (p, l) => new { p.PurchaseId, l.ProductName, l.Packing, l.Quantity })
            .GroupBy(l => new { l.PurchaseId, l.ProductName, l.Packing }).Select(g => new { g.Key, Pieces = g.Sum(l => l.Quantity) }).ToListAsync(ct)).ToLookup(g => g.Key.PurchaseId);
        return new(all, open, page, pages,
        [
            .. purchases.Select(p => new OwnPurchaseRow(
                p.Id, p.Number, p.PlacedAt, p.Purpose is CartPurpose.Gift, p.Total, _links.Open(p.TokenSeal),
                [.. goods[p.Id].Select(g => (g.Key.ProductName, g.Key.Packing, g.Pieces)).OrderBy(g => g.ProductName, StringComparer.CurrentCulture).ThenBy(g => g.Packing, StringComparer.Ordinal)],
                [.. parcels[p.Id].OrderBy(x => x.Number.Length).ThenBy(x => x.Number, StringComparer.Ordinal).Select(x => new OwnParcelRow(x.Number, x.ProducerName, x.RecipientName, x.State))])),
        ]);
    }

    /// <summary>Whether a purchase that its guest's secret opens may become part of the member's account: bought with the mailbox that the account has confirmed.</summary>
    public async Task<bool> MayTakeOverAsync(Actor actor, string? secret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (actor.Account is not { } account || !Secrets.IsWellFormed(secret))
        {
            return false;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Purchases.AsNoTracking().SingleOrDefaultAsync(p => p.TokenHash == hash, ct) is { Account: null } purchase
            && purchase.BelongsTo(await _staff.MailboxOfAsync(account, ct));
    }
}
