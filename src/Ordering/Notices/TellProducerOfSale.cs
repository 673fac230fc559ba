using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Ordering.Notices;

/// <summary>Each producer's letter is whole by itself: what to send and to whom. It goes to everybody who handles orders there.</summary>
internal sealed class TellProducerOfSale(IDbContextFactory<MarketDbContext> contexts, IBoothPlaces booths, IStaff staff, IMarketAddress market, IMailer mailer) : IOutboxHandler<PaymentSettled>
{
    public async Task HandleAsync(PaymentSettled happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.PaymentId == happened.Payment).ToListAsync(ct);
        var places = await booths.OfParcelsAsync(parcels, ct);
        foreach (var person in (await staff.OfProducerAsync(happened.Producer, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Orders)))
        {
            var goods = new StringBuilder();
            foreach (var parcel in parcels.OrderBy(p => p.Number.Length).ThenBy(p => p.Number, StringComparer.Ordinal).Take(OrderLetters.MostParcels))
            {
                goods.AppendLine().AppendLine(OrderLetters.Say(person.Language, parcel.IsGift ? "SaleGift" : "SaleParcel", parcel.Number, parcel.RecipientName, parcel.SenderName ?? "–", parcel.Message ?? "–"));
                if (CollectLine.Of(person.Language, parcel, places.CollectionOf(parcel)) is { } collected)
                {
                    goods.AppendLine(collected);
                }

                foreach (var line in parcel.Lines.OrderBy(l => l.Position))
                {
                    goods.AppendLine(OrderLetters.Say(person.Language, "SaleLine", line.ProductName, line.Packing, line.Quantity));
                }
            }

            if (parcels.Count > OrderLetters.MostParcels)
            {
                goods.AppendLine().AppendLine(OrderLetters.Say(person.Language, "MoreParcels", parcels.Count - OrderLetters.MostParcels));
            }

            await mailer.SendAsync(new Letter($"sale-{happened.Payment}-{person.Account}-{delivery}", person.Email, OrderLetters.Say(person.Language, "SaleSubject", parcels.Count, parcels[0].Number.Split('/')[0]),
                OrderLetters.Say(person.Language, "SaleBody", person.Name, goods, market.Absolute("/kenh-chu-the/don-hang"))), ct);
        }
    }
}
