using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>What a voucher would take off a purchase.</summary>
/// <param name="Shares">Of each line, in their order.</param>
internal sealed record VoucherDiscount(VoucherId Voucher, string Code, string Name, IReadOnlyList<VoucherPayer> Payers, IReadOnlyList<Money> Shares)
{
    public Money Amount => Shares.Aggregate(Money.Zero, (sum, share) => sum + share);

    /// <summary>The part of a discount that the producer bears itself: its fee is counted on what is left of the goods.</summary>
    public Money OfProducer(Money discount) => VoucherDesk.Split(discount, Payers).Zip(Payers).Where(p => p.Second.Kind is VoucherPayerKind.Producer).Aggregate(Money.Zero, (sum, p) => sum + p.First);
}

/// <summary>Who buys, as far as uses are counted by buyer.</summary>
internal sealed record VoucherBuyer(AccountId? Account, string? Email)
{
    public string? FoldedEmail { get; } = Email is { Length: > 0 } ? VietnameseText.Clean(Email).ToLowerInvariant() : null;
}

/// <summary>Where the checkout asks what a code is worth, takes it with the purchase, and gives it back.</summary>
internal sealed class VoucherDesk(TimeProvider clock)
{
    /// <summary>What it would give now; takes no locks.</summary>
    public async Task<Result<VoucherDiscount>> QuoteAsync(MarketDbContext db, string? typed, IReadOnlyList<VoucherLine> lines, VoucherBuyer buyer, CancellationToken ct)
    {
        var code = Voucher.CodeOf(typed);
        return code.Length == 0 || await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Code == code, ct) is not { } voucher
            ? VoucherRefusals.VoucherUnknown(VietnameseText.Clean(typed)) : await QuoteAsync(db, voucher, lines, buyer, ct);
    }

    /// <summary>Inside a sale: locks the voucher and answers as <see cref="QuoteAsync(MarketDbContext, string?, IReadOnlyList{VoucherLine}, VoucherBuyer, CancellationToken)"/>, then nobody else can take its last use.</summary>
    public async Task<Result<VoucherDiscount>> HoldAsync(MarketDbContext db, VoucherId id, IReadOnlyList<VoucherLine> lines, VoucherBuyer buyer, CancellationToken ct)
        => await LockAsync(db, id, ct) is { } voucher ? await QuoteAsync(db, voucher, lines, buyer, ct) : VoucherRefusals.VoucherUnknown(id.ToString());

    /// <summary>
    /// Inside a sale, after <see cref="HoldAsync"/>: counts the use and writes down who pays for what, from the discount shares of the purchase's lines.
    /// </summary>
    public async Task TakeAsync(MarketDbContext db, Purchase purchase, VoucherDiscount discount, CancellationToken ct)
    {
        var voucher = (await LockAsync(db, discount.Voucher, ct))!;
        voucher.Take();
        var use = new VoucherUse
        {
            VoucherId = voucher.Id, PurchaseId = purchase.Id, Account = purchase.Account, Email = new VoucherBuyer(null, purchase.BuyerEmail).FoldedEmail,
            Amount = purchase.Discount, At = clock.GetUtcNow(),
        };
        foreach (var parcel in purchase.Parcels)
        {
            var amount = parcel.Lines.Aggregate(Money.Zero, (sum, line) => sum + line.DiscountShare);
            foreach (var (share, i) in Split(amount, voucher.Payers).Select((share, i) => (share, i)).Where(s => s.share != Money.Zero))
            {
                use.Add(new VoucherShare { UseId = use.Id, ParcelId = parcel.Id, Payer = i, Kind = voucher.Payers[i].Kind, Name = voucher.Payers[i].Name, ProducerId = parcel.ProducerId, Amount = share });
            }
        }

        db.VoucherUses.Add(use);
    }

    /// <summary>When nothing is left of a purchase: expired, or every parcel cancelled. Safe to repeat.</summary>
    public async Task GiveBackAsync(MarketDbContext db, PurchaseId purchase, CancellationToken ct)
    {
        if (await db.VoucherUses.AsNoTracking().Where(u => u.PurchaseId == purchase && u.GivenBackAt == null).Select(u => (VoucherId?)u.VoucherId).SingleOrDefaultAsync(ct) is not { } id)
        {
            return;
        }

        var voucher = (await LockAsync(db, id, ct))!;
        var use = await db.VoucherUses.SingleAsync(u => u.PurchaseId == purchase, ct); // again, under the lock
        if (use.GivenBackAt is null)
        {
            voucher.GiveBack();
            use.GivenBackAt = clock.GetUtcNow();
        }
    }

    /// <summary>Late money brought a lapsed purchase back: its use counts again, unless others have taken the last one meanwhile. Safe to repeat.</summary>
    public static async Task TakeAgainAsync(MarketDbContext db, PurchaseId purchase, CancellationToken ct)
    {
        if (await db.VoucherUses.AsNoTracking().Where(u => u.PurchaseId == purchase && u.GivenBackAt != null).Select(u => (VoucherId?)u.VoucherId).SingleOrDefaultAsync(ct) is not { } id)
        {
            return;
        }

        var voucher = (await LockAsync(db, id, ct))!;
        var use = await db.VoucherUses.SingleAsync(u => u.PurchaseId == purchase, ct);
        if (use.GivenBackAt is not null && voucher.Used < voucher.UsesInTotal)
        {
            voucher.Take();
            use.GivenBackAt = null;
        }
    }

    public static IReadOnlyList<Money> Split(Money discount, IReadOnlyList<VoucherPayer> payers) => discount.Split([.. payers.Select(p => (long)p.Percent)]);

    private async Task<Result<VoucherDiscount>> QuoteAsync(MarketDbContext db, Voucher voucher, IReadOnlyList<VoucherLine> lines, VoucherBuyer buyer, CancellationToken ct)
    {
        var today = clock.Today();
        if (voucher.WhyNot(today) is { } refusal)
        {
            return refusal;
        }

        var (account, email) = (buyer.Account, buyer.FoldedEmail);
        var used = await db.VoucherUses.CountAsync(u => u.VoucherId == voucher.Id && u.GivenBackAt == null && ((account != null && u.Account == account) || (email != null && u.Email == email)), ct);
        if (used >= voucher.UsesPerBuyer)
        {
            return VoucherRefusals.VoucherUsedByBuyer(voucher.Code, voucher.UsesPerBuyer);
        }

        var shares = VoucherSplit.Over(voucher, lines, PromotionLimits.On(today));
        return shares.Refusal is { } outOfScope ? outOfScope : new VoucherDiscount(voucher.Id, voucher.Code, voucher.Name, voucher.Payers, shares.Value);
    }

    private static async Task<Voucher?> LockAsync(MarketDbContext db, VoucherId id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.vouchers where id = {id.Value} for update", ct);
        var voucher = await db.Vouchers.SingleOrDefaultAsync(v => v.Id == id, ct);
        if (voucher is not null && db.Entry(voucher).State is EntityState.Unchanged)
        {
            await db.Entry(voucher).ReloadAsync(ct); // it may have been read before the lock
        }

        return voucher;
    }
}
