using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>A voucher as its issuer sees it.</summary>
/// <param name="Given">What it has taken off purchases that stand.</param>
public sealed record VoucherView(
    VoucherId Id, string Code, string Name, VoucherState State, int? Percent, Money? Ceiling, Money? Amount, Money Minimum, DateOnly From, DateOnly Through, int UsesInTotal, int UsesPerBuyer, int Used,
    IReadOnlyList<VoucherPayer> Payers, VoucherScope? Scope, Money Given);

/// <summary>A purchase that used a voucher, without anything of its buyer.</summary>
public sealed record VoucherUseRow(string Purchase, DateTimeOffset At, Money Amount, bool GivenBack, IReadOnlyList<(string Payer, Money Amount)> Shares);

/// <summary>Reads vouchers for those who issue them; anyone else finds none.</summary>
public sealed class VoucherQueries(IDbContextFactory<MarketDbContext> contexts)
{
    public const int MostUsesShown = 200, MostVouchers = 200;

    /// <param name="issuer">Null asks for the market's.</param>
    public async Task<IReadOnlyList<VoucherView>> ListAsync(Actor actor, ProducerId? issuer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (VoucherRights.WhyNot(actor, issuer) is not null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var vouchers = await db.Vouchers.AsNoTracking().Where(v => v.Issuer == issuer).OrderByDescending(v => v.CreatedAt).Take(MostVouchers).ToListAsync(ct);
        var ids = vouchers.Select(v => v.Id.Value).ToArray();
        var given = await db.Database.SqlQuery<Sum>($"""
            select voucher_id as "Voucher", sum(amount)::bigint as "Amount" from ordering.voucher_uses where given_back_at is null and voucher_id = any({ids}) group by voucher_id
            """).ToDictionaryAsync(s => s.Voucher, s => s.Amount, ct);
        return [.. vouchers.Select(v => new VoucherView(
            v.Id, v.Code, v.Name, v.State, v.Percent, v.Ceiling, v.Amount, v.Minimum, v.ValidFrom, v.ValidThrough, v.UsesInTotal, v.UsesPerBuyer, v.Used, v.Payers, v.Scope, new(given.GetValueOrDefault(v.Id.Value))))];
    }

    /// <summary>Newest first; null for who may not see them.</summary>
    public async Task<IReadOnlyList<VoucherUseRow>?> UsesAsync(Actor actor, VoucherId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Vouchers.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is not { } voucher || VoucherRights.WhyNot(actor, voucher.Issuer) is not null)
        {
            return null;
        }

        var uses = await db.VoucherUses.AsNoTracking().Include(u => u.Shares).Where(u => u.VoucherId == id).OrderByDescending(u => u.At).ThenBy(u => u.Id).Take(MostUsesShown)
            .Join(db.Purchases, u => u.PurchaseId, p => p.Id, (u, p) => new { Use = u, p.Number }).ToListAsync(ct);
        return [.. uses.Select(u => new VoucherUseRow(u.Number, u.Use.At, u.Use.Amount, u.Use.GivenBackAt is not null,
            [.. u.Use.Shares.GroupBy(s => (s.Payer, s.Name)).OrderBy(g => g.Key.Payer).Select(g => (g.Key.Name, g.Aggregate(Money.Zero, (sum, s) => sum + s.Amount)))]))];
    }

    private sealed record Sum(Guid Voucher, long Amount);
}
