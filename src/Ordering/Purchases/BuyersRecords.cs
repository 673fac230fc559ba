using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Purchases;

/// <summary>What ordering knows of a member, for them to take along.</summary>
internal sealed class BuyersRecords(IDbContextFactory<MarketDbContext> contexts) : IPersonalRecords
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(AccountId account, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new Dictionary<string, object>
        {
            ["savedAddresses"] = await db.SavedAddresses.Where(a => a.Account == account).OrderBy(a => a.SavedAt).ThenBy(a => a.Id)
                .Select(a => new { a.Name, a.Phone, a.Street, a.CommuneCode, a.ProvinceCode, a.CommuneName, a.PlaceWritten, a.Own, a.SavedAt }).ToListAsync(ct),
            ["ownBaskets"] = await db.OwnBaskets.Where(b => b.Account == account).OrderBy(b => b.CreatedAt).ThenBy(b => b.Id).Select(b => new { b.Name, b.CreatedAt, b.UsedAt }).ToListAsync(ct),
            ["purchases"] = await db.Purchases.Where(p => p.Account == account).OrderBy(p => p.PlacedAt).ThenBy(p => p.Id).AsSplitQuery()
                .Select(p => new
                {
                    p.Number, p.PlacedAt, p.BuyerName, p.BuyerEmail, p.BuyerPhone, p.SenderName, p.Note, p.Invoice, p.Goods, p.Shipping, p.Wrapping, p.Discount, p.Total,
                    // An address that a receiver keeps from the giver is not the giver's to take along.
                    Parcels = p.Parcels.OrderBy(x => x.Number).Select(x => new
                    {
                        x.Number, x.ProducerName, State = x.State.ToString(), x.RecipientName, x.RecipientPhone, Street = x.AddressHidden ? null : x.Street, CommuneCode = x.AddressHidden ? null : x.CommuneCode, x.ProvinceCode, x.Message,
                        Lines = x.Lines.OrderBy(l => l.Position).Select(l => new { l.ProductName, l.Packing, l.Quantity, l.Price, l.CertificateNumber }).ToList(),
                    }).ToList(),
                }).ToListAsync(ct),
        };
    }
}

/// <summary>
/// Address book, basket and shared gift baskets go with the account. Purchases are contracts and vouchers of account (law 122/2025/QH15, three years; law 88/2015/QH13 on
/// accounting): they stay, belong to no account any more, and those that are over lose the ways to reach their buyer.
/// </summary>
internal sealed class ForgetBuyer : IForgetPerson
{
    private static readonly ParcelState[] Over = [ParcelState.Closed, ParcelState.Cancelled, ParcelState.Returned, ParcelState.Refunded];

    public async Task ForgetAsync(MarketDbContext db, AccountId account, CancellationToken ct)
    {
        await db.SavedAddresses.Where(a => a.Account == account).ExecuteDeleteAsync(ct);
        await db.Carts.Where(c => c.Account == account).ExecuteDeleteAsync(ct);
        await db.OwnBaskets.Where(b => b.Account == account).ExecuteDeleteAsync(ct);
        var (own, refunds) = (db.Purchases.Where(p => p.Account == account), db.Refunds);
        await own.Where(p => p.Parcels.All(x => Over.Contains(x.State)) && !refunds.Any(r => r.State != RefundState.Done && p.Parcels.Any(x => x.Id == r.ParcelId)))
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.BuyerEmail, (string?)null).SetProperty(p => p.BuyerPhone, (string?)null), ct);
        await own.ExecuteUpdateAsync(set => set.SetProperty(p => p.Account, (AccountId?)null), ct);
    }
}
