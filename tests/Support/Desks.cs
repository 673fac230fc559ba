using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Reports;

namespace OcopMarket.Tests.Support;

/// <summary>People at desks, and listings on their way through them.</summary>
public static class Desks
{
    /// <summary>Label data of a herbal infusion, the set that tests use unless they say otherwise.</summary>
    public static readonly IReadOnlyDictionary<LabelField, string> Label = new Dictionary<LabelField, string>
    {
        [LabelField.Ingredients] = "Lá chè dây 100 %", [LabelField.Allergens] = "Không có", [LabelField.ShelfLife] = "12 tháng", [LabelField.Storage] = "Nơi khô mát",
        [LabelField.Declaration] = "01/TCB/2026",
    };

    /// <summary>Somebody who keeps the shelf of a producer.</summary>
    public static Actor StaffOf(ProductOnSale product, ProducerRights rights = ProducerRights.Listings)
    {
        ArgumentNullException.ThrowIfNull(product);
        return Actor.Member("Chị Lan", AccountId.New(), new ProducerMembership(product.Producer, rights));
    }

    /// <summary>The commune's officer for listings.</summary>
    public static Actor OfficerOf(ProductOnSale product, OfficeTasks tasks = OfficeTasks.Moderation)
    {
        ArgumentNullException.ThrowIfNull(product);
        return OfficerOf(product.CommuneCode, tasks);
    }

    public static Actor OfficerOf(string commune, OfficeTasks tasks = OfficeTasks.Moderation)
        => Actor.Officer("Anh Minh", new OfficeArea(OfficeLevel.Commune, AreaDirectory.Instance.FindCommune(commune)!.ProvinceCode, commune), tasks, AccountId.New());

    /// <summary>What a producer writes, complete for the set of <see cref="Label"/>.</summary>
    public static ContentPart.Words Words(string story = "Chè hái lúc sương sớm.") => new(ListingKind.Parcel, story, null, null, null, Label);

    /// <summary>A listing of its producer's own making, sent for review.</summary>
    public static async Task<ProductOnSale> SubmitNewAsync(this MarketFactory market, string name, string? commune = null, string story = "Chè hái lúc sương sớm.")
    {
        ArgumentNullException.ThrowIfNull(market);
        var product = await market.CertifyAsync(name, commune: commune, packings: ["Hộp 100 g", "Hộp 500 g"]);
        var (staff, ct) = (StaffOf(product), CancellationToken.None);
        var listing = Must(await market.Get<BeginListing>().RunAsync(new(staff, product.Product), ct));
        Must(await market.Get<PriceListing>().RunAsync(new(staff, listing, [new("Hộp 100 g", new Money(90_000), new Measure(100, MeasureUnit.Gram))]), ct));
        Must(await market.Get<EditListing>().RunAsync(new(staff, listing, Words(story)), ct));
        Must(await market.Get<SubmitListing>().RunAsync(new(staff, listing), ct));
        await using var db = await market.OpenAsync();
        return product with { Listing = listing, Slug = (await db.Listings.SingleAsync(l => l.Id == listing)).Slug };
    }

    /// <summary>Changes the story of a live listing and sends that for review.</summary>
    public static async Task SubmitChangeAsync(this MarketFactory market, ProductOnSale product, string story)
    {
        ArgumentNullException.ThrowIfNull(market);
        Must(await market.Get<EditListing>().RunAsync(new(StaffOf(product), product.Listing, Words(story)), CancellationToken.None));
        Must(await market.Get<SubmitListing>().RunAsync(new(StaffOf(product), product.Listing), CancellationToken.None));
    }

    /// <summary>The newest revision of a listing, and the moment it was submitted.</summary>
    public static async Task<(RevisionId Id, DateTimeOffset Submitted)> LastRevisionAsync(this MarketFactory market, ProductOnSale product)
    {
        await using var db = await market.OpenAsync();
        var last = await db.Revisions.Where(r => r.ListingId == product.Listing).OrderByDescending(r => r.Number).FirstAsync();
        return (last.Id, last.SubmittedAt ?? default);
    }

    /// <summary>Letters that were written to the producer about a listing.</summary>
    public static async Task<IReadOnlyList<string>> LettersAsync(this MarketFactory market, ListingId listing, string kind)
    {
        ArgumentNullException.ThrowIfNull(market);
        await market.Get<OutboxDispatcher>().RunAsync(CancellationToken.None);
        return Directory.Exists(market.Data.Mail)
            ? [.. Directory.GetFiles(market.Data.Mail, $"listing-{kind.ToLowerInvariant()}-{listing}-*.eml").Order(StringComparer.Ordinal).Select(f => Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(f).Split("\r\n\r\n", 2)[1])))]
            : [];
    }

    /// <summary>Sends a report as its page would, to the next higher office.</summary>
    public static async Task<Guid> SendReportAsync(this MarketFactory market, Actor officer, ReportQuestion question, string? note = null)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(officer);
        var seen = market.Get<IReportPrinter>().Print((await market.Get<ReportQueries>().ReadAsync(officer, question, CancellationToken.None)).Value).Print();
        var to = SendReport.Above(officer.Area!, AreaDirectory.Instance)[0].Level;
        return (await market.Get<SendReport>().RunAsync(new(officer, question, to, seen, note), CancellationToken.None)).Value;
    }

    public static Task<MarketDbContext> OpenAsync(this MarketFactory market)
    {
        ArgumentNullException.ThrowIfNull(market);
        return market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync();
    }

    public static T Must<T>(Result<T> result) => result.Refusal is { } refusal ? throw new InvalidOperationException($"Refused: {refusal}") : result.Value;

    public static void Must(Result result)
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused: {refusal}");
        }
    }
}
