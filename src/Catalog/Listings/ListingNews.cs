using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Catalog.Listings;

internal enum ListingNewsKind
{
    Approved,
    Returned,
    TakenDown,
    TakeDownConfirmed,
    Restored,
    LowStock,
}

/// <summary>Something a producer should hear about a listing.</summary>
/// <param name="Details">What the letter names beside the product; reasons as the names of their texts, with strokes between.</param>
internal sealed record ListingNews(ListingId Listing, ListingNewsKind Kind, string[] Details);

/// <summary>Writes to the producer. Producers without an address are told by their desk only.</summary>
internal sealed class TellProducerOfListing(IDbContextFactory<MarketDbContext> contexts, IMailer mailer) : IOutboxHandler<ListingNews>
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly ResourceManager Letters = new("OcopMarket.Catalog.Listings.ListingLetters", typeof(TellProducerOfListing).Assembly);

    public async Task HandleAsync(ListingNews happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = await db.Database.SqlQuery<Addressee>(
            $"""
            select f.product_name as "Product", r.producer_name as "Producer", r.email as "Email"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts r on r.producer_id = l.producer_id
            where l.id = {happened.Listing.Value}
            """).SingleOrDefaultAsync(ct);
        if (told?.Email is not { Length: > 0 } address)
        {
            return;
        }

        object[] values = [told.Producer, told.Product, .. happened.Details.Select(Word)];
        await mailer.SendAsync(new Letter($"listing-{happened.Kind}-{happened.Listing}-{delivery}", address, Say(happened.Kind + "Subject", values), Say(happened.Kind + "Body", values)), ct);
    }

    // Reasons are names of texts, several with a stroke between; everything else stands as it is.
    private static string Word(string detail)
    {
        var words = detail.Split('|').Select(name => Letters.GetString(name, CultureInfo.InvariantCulture)).ToList();
        return words.TrueForAll(w => w is not null) ? string.Join(", ", words) : detail;
    }

    private static string Say(string name, object[] values) => string.Format(Vietnamese, Letters.GetString(name, CultureInfo.InvariantCulture)!, values);

    private sealed class Addressee
    {
        public required string Product { get; init; }
        public required string Producer { get; init; }
        public string? Email { get; init; }
    }
}
