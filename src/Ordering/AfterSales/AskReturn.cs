using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>A giver asks to give delivered goods back, within the days of the policy; longer where they were sold without certificate.</summary>
public sealed class AskReturn(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    public const int MostPictures = ReturnRequest.MostPictures;

    /// <param name="Pictures">At most three private ones, added by <see cref="SenderAsync"/>.</param>
    public sealed record Command(string? Secret, ParcelId Parcel, ReduceReason Reason, string? Text, IReadOnlyDictionary<ParcelLineId, int> Pieces, IReadOnlyList<PictureId> Pictures);

    /// <summary>
    /// In whose name photos are uploaded: the purchase's own, so that guests can send some and a purchase's photos have the limits of a person's.
    /// Null for any other secret.
    /// </summary>
    public async Task<Actor?> SenderAsync(string? secret, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(secret))
        {
            return null;
        }

        var hash = Secrets.Hash(secret!);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Purchases.Where(p => p.TokenHash == hash).Select(p => (PurchaseId?)p.Id).SingleOrDefaultAsync(ct) is { } purchase ? Of(purchase) : null;
    }

    public async Task<Result<Guid>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (days, toAnswer) = (await settings.OfAsync(AfterSalesSettings.DaysToReturn, ct), await settings.OfAsync(AfterSalesSettings.AnswerDays, ct));
        return await contexts.InTransactionAsync<Guid>(async db =>
        {
            if (await db.LockOwnParcelAsync(command.Secret, command.Parcel, ct) is not { } parcel)
            {
                return PurchaseRefusals.ParcelUnknown();
            }

            var (now, text) = (clock.GetUtcNow(), ContactText.Message(command.Text));
            var chosen = command.Pieces.Where(p => p.Value != 0).ToDictionary(p => p.Key, p => p.Value);
            var wronglySold = await db.WronglySoldAsync(parcel, ct);
            var free = chosen.Count > 0 && chosen.Keys.All(wronglySold.Contains);
            if ((parcel.State is not (ParcelState.Delivered or ParcelState.Closed) ? PurchaseRefusals.ParcelWrongState(parcel.Number, parcel.State)
                : !free && (parcel.DeliveredAt is not { } delivered || delivered.AddDays(days) < now) ? AfterSalesRefusals.ReturnTooLate(days)
                : !ReduceReasons.OfReturning.Contains(command.Reason) && !(free && command.Reason is ReduceReason.CertificateEnded) ? AfterSalesRefusals.ReasonNotChosen()
                : text.Length == 0 ? OrderingRefusals.TextMissing()
                : text.Length > ReturnRequest.LongestText ? AfterSalesRefusals.TextTooLong(ReturnRequest.LongestText)
                : command.Pictures.Count > ReturnRequest.MostPictures ? AfterSalesRefusals.TooManyPictures(ReturnRequest.MostPictures)
                : chosen.Count == 0 ? AfterSalesRefusals.NothingChosen()
                : chosen.Keys.Any(id => parcel.Lines.All(l => l.Id != id)) ? CheckoutRefusals.LineUnknown()
                : parcel.Lines.FirstOrDefault(l => chosen.GetValueOrDefault(l.Id) is var pieces && (pieces < 0 || pieces > l.Left)) is { } line ? AfterSalesRefusals.PiecesTooMany(line.ProductName, line.Left)
                : (await db.Returns.Where(r => r.ParcelId == parcel.Id).ToListAsync(ct)).Exists(r => r.IsOpen) ? AfterSalesRefusals.ReturnOpen(parcel.Number)
                : null) is { } refusal)
            {
                return refusal;
            }

            var pictures = await db.AttachPicturesAsync(Of(parcel.PurchaseId), command.Pictures, [], isPrivate: true, ct);
            if (pictures.Refusal is { } unknown)
            {
                return unknown;
            }

            var request = new ReturnRequest
            {
                ParcelId = parcel.Id, PurchaseId = parcel.PurchaseId, ProducerId = parcel.ProducerId, Reason = command.Reason, Text = text, Pieces = chosen.ToDictionary(p => p.Key.Value, p => p.Value),
                AskedAt = now, AnswerBy = now.AddDays(toAnswer),
            };
            foreach (var picture in pictures.Value)
            {
                request.Add(new ReturnPicture { ReturnId = request.Id, Picture = picture.Id });
            }

            db.Returns.Add(request);
            outbox.Add(db, new ReturnMoved(request.Id));
            return request.Id;
        }, ct);
    }

    private static Actor Of(PurchaseId purchase) => Actor.Guest with { Account = new AccountId(purchase.Value) };
}
