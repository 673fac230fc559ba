using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
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
internal sealed class TellProducerOfListing(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMailer mailer) : IOutboxHandler<ListingNews>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Catalog.Listings.ListingLetters", typeof(TellProducerOfListing).Assembly);

    public async Task HandleAsync(ListingNews happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = await db.Database.SqlQuery<Addressee>(
            $"""
            select f.product_name as "Product", r.producer_id as "Id", r.producer_name as "Producer", r.email as "Email"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts r on r.producer_id = l.producer_id
            where l.id = {happened.Listing.Value}
            """).SingleOrDefaultAsync(ct);
        if (told?.Email is not { Length: > 0 } address)
        {
            return;
        }

        var language = await staff.LanguageOfAsync(new ProducerId(told.Id), address, ct);
        object[] values = [told.Producer, told.Product, .. happened.Details.Select(d => Word(d, language))];
        await mailer.SendAsync(new Letter($"listing-{happened.Kind}-{happened.Listing}-{delivery}", address, Letters.Say(language, happened.Kind + "Subject", values), Letters.Say(language, happened.Kind + "Body", values)), ct);
    }

    // Reasons are names of texts, several with a stroke between; everything else stands as it is.
    private static string Word(string detail, string language)
    {
        var words = detail.Split('|').Select(name => Letters.Find(language, name)).ToList();
        return words.TrueForAll(w => w is not null) ? string.Join(", ", words) : detail;
    }

    private sealed class Addressee
    {
        public Guid Id { get; init; }
        public required string Product { get; init; }
        public required string Producer { get; init; }
        public string? Email { get; init; }
    }
}
