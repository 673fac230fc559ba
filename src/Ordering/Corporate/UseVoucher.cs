using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Names the voucher of a company's order, or takes it away; what it gives is worked out with the order and taken with the approval.</summary>
public sealed class UseVoucher(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int LongestCode = Voucher.LongestCode;

    /// <param name="typed">Empty takes it away.</param>
    public async Task<Result> RunAsync(string? secret, string? typed, CancellationToken ct)
        => new((await contexts.ChangeCorporateOrderAsync<bool>(secret, clock, async (db, order) =>
        {
            var (written, code) = (VietnameseText.Clean(typed), Voucher.CodeOf(typed));
            if (written.Length > 0 && (code.Length == 0 || !await db.Vouchers.AnyAsync(v => v.Code == code, ct)))
            {
                return VoucherRefusals.VoucherUnknown(written.Length <= 2 * LongestCode ? written : written[..(2 * LongestCode)]);
            }

            order.VoucherCode = code.Length == 0 ? null : code;
            return true;
        }, ct)).Refusal);
}
