using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Payments;

/// <summary>A transfer as its buyer is asked for it.</summary>
/// <param name="Account">Null while the producer has none on file: then it is asked by telephone.</param>
/// <param name="Code">The text of the QR code; null without an account.</param>
public sealed record TransferAsked(PaymentId Payment, string ProducerName, PaymentState State, Money Amount, string Purpose, DateTimeOffset? ExpiresAt, ProducerAccount? Account, string? Code);

/// <summary>Reads what the giver of a purchase has to transfer, one for each producer paid by VietQR.</summary>
public sealed class VietQrQueries(IDbContextFactory<MarketDbContext> contexts, IProducerAccounts accounts)
{
    /// <param name="secret">Of the giver's page; anyone else finds nothing.</param>
    public async Task<IReadOnlyList<TransferAsked>> OfPurchaseAsync(string secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return [];
        }

        var hash = Secrets.Hash(secret);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcels = db.Parcels.AsNoTracking();
        var payments = await (from payment in db.Payments.AsNoTracking()
                              join purchase in db.Purchases on payment.PurchaseId equals purchase.Id
                              where purchase.TokenHash == hash && payment.Method == PaymentMethod.VietQr
                              orderby payment.Id
                              select new { payment, Name = parcels.Where(p => p.PaymentId == payment.Id).Select(p => p.ProducerName).First() }).ToListAsync(ct);
        var known = await accounts.ForBuyersAsync([.. payments.Select(p => p.payment.ProducerId)], ct);
        return [.. payments.Select(p => Ask(p.payment, p.Name, known.GetValueOrDefault(p.payment.ProducerId)))];
    }

    private static TransferAsked Ask(Payment payment, string name, ProducerAccount? account)
        => new(payment.Id, name, payment.State, payment.Amount, payment.PurposeCode!, payment.ExpiresAt, account,
            account is null || payment.Amount == Money.Zero ? null : new VietQr(account.Bin, account.Number, payment.Amount, payment.PurposeCode).Build());
}
