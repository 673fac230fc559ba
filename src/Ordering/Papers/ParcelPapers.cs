using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Papers;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Papers;

public enum ParcelPaper
{
    Slip,

    /// <summary>Of gifts only.</summary>
    Card,
    Label,
}

/// <summary>Writes the papers of parcels as PDF for the staff who handle them.</summary>
public sealed class ParcelPapers
{
    /// <summary>Parcels in one file.</summary>
    public const int Most = 100;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IOfferDesk _offers;
    private readonly IBoothPlaces _booths;
    private readonly IProducerBook _producers;
    private readonly PrivateLinks _links;
    private readonly IMarketAddress _market;

    internal ParcelPapers(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IBoothPlaces booths, IProducerBook producers, PrivateLinks links, IMarketAddress market)
        => (_contexts, _offers, _booths, _producers, _links, _market) = (contexts, offers, booths, producers, links, market);

    /// <summary>In the order of their numbers; one parcel that is unknown or somebody else's refuses all.</summary>
    /// <param name="size">Of packing slips; the others have one size.</param>
    /// <param name="language">Of whoever packs.</param>
    public async Task<Result<byte[]>> WriteAsync(Actor actor, ParcelPaper paper, IReadOnlyCollection<ParcelId> ids, PaperSize size, CultureInfo language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count > Most)
        {
            return PurchaseRefusals.ParcelsTooMany(Most);
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => ids.Contains(p.Id)).OrderBy(p => p.Number).ToListAsync(ct);
        if (parcels.Count == 0 || parcels.Count < ids.Distinct().Count() || parcels.Exists(p => !actor.MayHandleOrders(p.ProducerId)))
        {
            return PurchaseRefusals.ParcelUnknown();
        }

        parcels = paper is ParcelPaper.Card ? parcels.FindAll(p => p.IsGift) : parcels;
        if (parcels.Count == 0)
        {
            return PurchaseRefusals.NoGiftAmongParcels();
        }

        var content = await ReadAsync(db, parcels, paper, language, ct);
        return paper switch
        {
            ParcelPaper.Slip => PackingSlip.Write(content, size, language),
            ParcelPaper.Card => GiftCard.Write(content),
            ParcelPaper.Label => AddressLabel.Write(content),
        };
    }

    private async Task<IReadOnlyList<PaperParcel>> ReadAsync(MarketDbContext db, List<Parcel> parcels, ParcelPaper paper, CultureInfo language, CancellationToken ct)
    {
        var (purchaseIds, payments) = (parcels.Select(p => p.PurchaseId).Distinct().ToList(), parcels.Select(p => p.PaymentId).Distinct().ToList());
        var purchases = await db.Purchases.AsNoTracking().Where(p => purchaseIds.Contains(p.Id)).Select(p => new { p.Id, p.Occasion, p.Note, p.Language }).ToDictionaryAsync(p => p.Id, ct);
        var atDoor = (await db.Payments.Where(p => payments.Contains(p.Id) && p.Method == PaymentMethod.Cod && p.State == PaymentState.Pending).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var senders = await _producers.FindAsync([.. parcels.Select(p => p.ProducerId).Distinct()], ct);
        var shelf = await _offers.FindAsync([.. parcels.SelectMany(p => p.Lines).Select(l => l.VariantId).Distinct()], ct);
        var booths = await _booths.OfParcelsAsync(parcels, ct);
        return [.. parcels.Select(parcel =>
        {
            var collection = booths.CollectionOf(parcel);
            var (purchase, sender, lines) = (purchases[parcel.PurchaseId], senders.GetValueOrDefault(parcel.ProducerId), parcel.Lines.Where(l => l.Left > 0).OrderBy(l => l.Position).ToList());
            // Labels are in Vietnamese for carriers.
            var street = parcel is { Street: null, AddressAskId: not null } ? PaperText.Say(paper is ParcelPaper.Label ? PaperText.Vietnamese : language, "AddressAwaited") : Printable(parcel.Street);
            return new PaperParcel(
                parcel.Number, Printable(parcel.ProducerName), Printable(string.Join(", ", new[] { sender?.Address ?? "", Place(sender?.CommuneCode, sender?.ProvinceCode) }.Where(t => t.Length > 0))), sender?.Phone,
                parcel.IsGift, parcel.HideAmounts, purchase.Occasion, Printable(parcel.Message), Printable(parcel.SenderName), parcel.Wrap, parcel.StoryCard, purchase.Language,
                Printable(parcel.RecipientName), parcel.RecipientPhone, street, collection is null ? Place(parcel.CommuneCode, parcel.ProvinceCode) : Place(collection.CommuneCode, collection.ProvinceCode),
                collection is null ? ServiceName(parcel.Service, language) : AtBooth(collection, language), collection is not null ? AtBooth(collection, PaperText.Vietnamese) : parcel.Service == ShippingOption.Pickup ? PaperText.Say(PaperText.Vietnamese, "Fetched") : null,
                parcel.Tracking, parcel.WeightGrams, parcel.ExpectedFrom, parcel.ExpectedThrough, parcel.AdultOnly, lines.Exists(l => shelf.GetValueOrDefault(l.VariantId)?.Cold ?? false),
                lines.Exists(l => shelf.GetValueOrDefault(l.VariantId)?.Fragile ?? false), Printable(purchase.Note), atDoor.Contains(parcel.PaymentId) && !parcel.HideAmounts ? parcel.Due : null,
                [.. lines.Select(l => new PaperGoods(l.Left, Printable(l.ProductName), Printable(l.Packing), Printable(l.CertificateNumber), l.Stars))], _market.Absolute($"/kenh-chu-the/don-hang/{parcel.Id}"),
                parcel is { StoryCard: true, ReceiverTokenSeal: { } seal } ? _market.Absolute("/qua/" + _links.Open(seal)) : null);
        })];
    }

    private static string Printable(string? written) => PaperFonts.Printable(written);

    private static string Place(string? commune, string? province)
        => string.Join(", ", new[] { AreaDirectory.Instance.FindCommune(commune)?.FullName, AreaDirectory.Instance.FindProvince(province)?.FullName }.Where(name => name is not null));

    private static string AtBooth(BoothPlace place, CultureInfo language)
        => Printable(PaperText.Say(language, place.Booths.Count == 0 ? "AtFair" : "AtBooth", language.Name == "en" ? place.NameEn ?? place.NameVi : place.NameVi, string.Join(", ", place.Booths)));

    private static string ServiceName(string code, CultureInfo language)
        => Carriers.FindService(code) is { } service ? $"{Carriers.Find(service.Carrier)!.Name}, {service.Name}" : PaperText.Say(language, code == ShippingOption.Pickup ? "Pickup" : "Own");
}
