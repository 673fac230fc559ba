using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Payments;

/// <summary>Tells the buyer that a payment has lapsed, and what to do if the money is on its way. Buyers without e-mail see it on their page.</summary>
internal sealed class TellBuyerOfExpiry(IDbContextFactory<MarketDbContext> contexts, IMailer mailer) : IOutboxHandler<PaymentExpired>
{
    internal static readonly LetterTexts Letters = new(
        "OcopMarket.Ordering.Payments.PaymentLetters", typeof(TellBuyerOfExpiry).Assembly, vietnameseFigures: true, new LetterKind("ExpiredTransfer", "ExpiredSubject", "ExpiredTransferBody"));

    public async Task HandleAsync(PaymentExpired happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var purchase = await db.Purchases.AsNoTracking().SingleAsync(p => p.Id == happened.Purchase, ct);
        if (purchase.BuyerEmail is not { Length: > 0 } address)
        {
            return;
        }

        var payment = await db.Payments.AsNoTracking().SingleAsync(p => p.Id == happened.Payment, ct);
        var producer = await db.Parcels.Where(p => p.PaymentId == happened.Payment).Select(p => p.ProducerName).FirstAsync(ct);
        object[] values = [purchase.BuyerName, purchase.Number, producer, payment.Amount.Dong, payment.PurposeCode ?? "", payment.ExpiresAt!.Value.InVietnam().DateTime];
        await mailer.SendAsync(new Letter($"payment-expired-{happened.Payment}-{delivery}", address, Letters.Say(purchase.Language, "ExpiredSubject", values),
            Letters.Say(purchase.Language, payment.Method is PaymentMethod.VietQr ? "ExpiredTransferBody" : "ExpiredBody", values)), ct);
    }
}
