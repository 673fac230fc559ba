using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>A certified packing as the product page shows it.</summary>
public sealed record VariantView(VariantId Id, string Packing, Money Price, Measure Measure, int Stock)
{
    public Money? UnitPrice => Measure.PerKiloOrLitre(Price);

    /// <summary>The lower price that holds today; <see cref="Price"/> is this one then.</summary>
    public DatedOffer? Dated { get; init; }

    /// <summary>Pieces that can be bought at <see cref="Price"/>.</summary>
    public int Purchasable => Math.Min(Stock, Dated?.Left ?? Stock);
}

/// <summary>A listing's page, on offer or not.</summary>
/// <param name="Offer">What can be sold today; null when nothing can, and the page says why.</param>
/// <param name="Variants">Certified packings; empty when not on offer.</param>
/// <param name="StoryEn">Null while nobody has translated it.</param>
public sealed record ListingView(
    ListingId Id, string Slug, ListingState State, ProductId Product, string ProductName, int Set, string CommuneCode, string ProvinceCode, string? PlaceWritten,
    ProducerId Producer, string ProducerName, string ProducerSlug, bool ProducerSuspended, string? StoryVi, string? StoryEn, bool Gift,
    int? SeasonFrom, int? SeasonThrough, string? Picture, bool Illustrative, OfferCard? Offer, IReadOnlyList<VariantView> Variants)
{
    /// <summary>What it says and shows; nothing while an officer has it taken down.</summary>
    public ListingContent Content { get; init; } = ListingContent.Empty(ListingKind.Parcel);
    public bool TakenDown { get; init; }
    public int? MakingDays { get; init; }
    public bool Fragile { get; init; }
    public bool Cold { get; init; }

    /// <summary>Codes of provinces; null is the whole country.</summary>
    public IReadOnlyList<string>? DeliversTo { get; init; }

    /// <summary>The present or the next days on which the producer is closed.</summary>
    public (DateOnly From, DateOnly Through)? Closed { get; init; }

    /// <summary>Reviews and answered questions; null while there never was any.</summary>
    public ContributionSummary? Said { get; init; }
}

/// <summary>Which product a slug stood for a moment ago.</summary>
public sealed record ExpectedListing(ProductId Product, ProducerId Producer, string ProducerSlug, int Set, int No);

/// <summary>Two ways on from a product: more of the same producer, and the same kind from other communes; only what can be sold today.</summary>
public sealed record RelatedOffers(IReadOnlyList<OfferCard> SameProducer, IReadOnlyList<OfferCard> SameKind);

/// <summary>Reads listings for their own pages.</summary>
public sealed class ListingQueries
{
    private const string Find =
        """
        select l.id, l.slug, l.state, l.product_id, f.product_name, f."set", f.commune_code, f.province_code, f.place_written,
               f.producer_id, f.producer_name, f.producer_slug, f.suspended_from, l.story_vi, l.story_en, l.gift, l.season_from, l.season_through, l.picture, l.illustrative,
               l.kind, l.claims_vi, l.claims_en, l.label::text, l.photos::text, l.delisted_because is not distinct from 'TakenDown', l.making_days, l.fragile, l.cold, l.delivers_to, c."from", c.through,
               s.scores, s.questions, s.shown::text
        from catalog.listings l join registry.product_facts f on f.product_id = l.product_id
        left join lateral (select c."from", c.through from catalog.closures c where c.producer_id = l.producer_id and c.through >= $2 order by c."from" limit 1) c on true
        left join catalog.review_summaries s on s.product_id = l.product_id
        where l.slug = $1 and l.state in ('Published', 'Paused', 'Delisted')
        """;

    private const string Variants =
        $$"""
        select v.id, v.packing, coalesce(d.price, v.price), v.amount, v.unit, v.stock, {{DatedOffers.Columns}}
        from catalog.listings l
        join registry.in_force($2) f on f.product_id = l.product_id
        join catalog.variants v on v.listing_id = l.id and not v.withdrawn and (f.packing_keys = '{}' or v.packing_key = any (f.packing_keys))
        left join catalog.dated_prices_on($2) d on d.variant_id = v.id and d.price < v.price
        where l.slug = $1 order by v.position
        """;

    private readonly PageLines _lines;
    private readonly OfferIndex _index;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;

    internal ListingQueries(PageLines lines, OfferIndex index, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
        => (_lines, _index, _contexts, _clock) = (lines, index, contexts, clock);

    /// <summary>The page of a listing that is or was public; null for an unknown slug or a draft.</summary>
    public async Task<ListingView?> FindAsync(string slug, CancellationToken ct)
    {
        var questions = new PageQuestions(_lines);
        var found = Ask(questions, slug);
        await questions.RunAsync(ct);
        return found.Value;
    }

    /// <summary><see cref="FindAsync"/> together with what else a page asks.</summary>
    public PageQuestions.Answer<ListingView?> Ask(PageQuestions questions, string slug)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var today = _clock.Today();
        return questions.Ask(
            [Command(Find, slug, today), Command($"select {OfferCards.Columns} from catalog.offers($2) where slug = $1", slug, today), Command(Variants, slug, today)],
            (reader, ct) => ReadAsync(reader, today, ct));
    }

    /// <summary>
    /// What the page of a slug will most likely speak of, by what was on offer a moment ago, so that everything about it can be asked at once. Whoever uses it
    /// compares the product with the one that is found. Null for what was not on offer.
    /// </summary>
    public async Task<ExpectedListing?> ExpectAsync(string slug, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(slug);
        var columns = await _index.GetAsync(ct);
        return columns.TryFind(slug, out var row)
            ? new(new ProductId(columns.Product[row]), new ProducerId(columns.ProducerIds[columns.Producer[row]]), columns.ProducerSlugs[columns.Producer[row]], columns.Set[row], columns.No[row])
            : null;
    }

    private static async Task<ListingView?> ReadAsync(NpgsqlDataReader reader, DateOnly today, CancellationToken ct)
    {
        var view = await reader.ReadAsync(ct) ? ReadView(reader, today) : null;
        await reader.NextResultAsync(ct);
        var offer = await reader.ReadAsync(ct) ? OfferCards.Read(reader) : null;
        await reader.NextResultAsync(ct);
        if (view is null || offer is null)
        {
            return view;
        }

        var variants = new List<VariantView>();
        while (await reader.ReadAsync(ct))
        {
            variants.Add(new VariantView(
                new VariantId(reader.GetGuid(0)), reader.GetString(1), new Money(reader.GetInt64(2)),
                new Measure(reader.GetInt32(3), Enum.Parse<MeasureUnit>(reader.GetString(4))), reader.GetInt32(5))
            { Dated = DatedOffers.Read(reader, 6) });
        }

        return view with { Offer = offer, Variants = variants };
    }

    private static ListingView ReadView(NpgsqlDataReader reader, DateOnly today)
    {
        var suspended = reader.DayOrNull(12) <= today;
        var content = ContentOf(reader);
        return new ListingView(
            new ListingId(reader.GetGuid(0)), reader.GetString(1), Enum.Parse<ListingState>(reader.GetString(2)), new ProductId(reader.GetGuid(3)), reader.GetString(4),
            reader.GetInt32(5), reader.GetString(6), reader.GetString(7), reader.TextOrNull(8), new ProducerId(reader.GetGuid(9)), reader.GetString(10), reader.GetString(11), suspended,
            content.StoryVi, content.StoryEn, reader.GetBoolean(15), reader.NumberOrNull(16), reader.NumberOrNull(17), content.Photos.Count > 0 ? reader.TextOrNull(18) : null, reader.GetBoolean(19), null, [])
        {
            Content = content, TakenDown = reader.GetBoolean(25), MakingDays = reader.NumberOrNull(26), Fragile = reader.GetBoolean(27), Cold = reader.GetBoolean(28),
            DeliversTo = reader.IsDBNull(29) ? null : reader.GetFieldValue<string[]>(29), Closed = reader.DayOrNull(30) is { } from ? (from, reader.GetFieldValue<DateOnly>(31)) : null,
            Said = reader.IsDBNull(32) ? null : new(reader.GetFieldValue<int[]>(32), reader.GetInt32(33), Read<ShownContributions>(reader.GetString(34))),
        };
    }

    // What an officer took down is not read out again by its page.
    private static ListingContent ContentOf(NpgsqlDataReader reader)
    {
        var kind = Enum.Parse<ListingKind>(reader.GetString(20));
        return reader.GetBoolean(25) ? ListingContent.Empty(kind) : new(
            kind, reader.TextOrNull(13), reader.TextOrNull(14), reader.TextOrNull(21), reader.TextOrNull(22),
            Read<Dictionary<LabelField, string>>(reader.GetString(23)), Read<List<ListingPhoto>>(reader.GetString(24)));
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, PlatformJson.Options)!;

    /// <summary>The ways on from a product, chosen by what was on offer a moment ago and read live.</summary>
    /// <param name="no">The product's own number, which is left out; null when it was not on offer.</param>
    public async Task<PageQuestions.Answer<RelatedOffers>> AskRelatedAsync(PageQuestions questions, string producerSlug, int set, int? no, bool adult, int each, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(producerSlug);
        var columns = await _index.GetAsync(ct);
        var producer = columns.Producers.GetValueOrDefault(producerSlug, -1);
        var own = First(producer < 0 ? [] : columns.NewestOfProducer[producer], _ => true);
        var alike = First(columns.NewestOfSet[set], row => columns.Producer[row] != producer);
        List<int> numbers = [.. own, .. alike];
        return questions.Ask(OfferCards.Command(_clock.Today(), numbers), async (reader, stop) =>
        {
            var cards = await reader.ReadCardsAsync(numbers, stop);
            return new RelatedOffers([.. cards.Where(c => own.Contains(c.No))], [.. cards.Where(c => alike.Contains(c.No))]);
        });

        List<int> First(ReadOnlySpan<int> rows, Func<int, bool> fits)
        {
            var numbers = new List<int>(each);
            foreach (var row in rows)
            {
                if (numbers.Count == each)
                {
                    break;
                }

                if (columns.No[row] != no && (adult || !ProductSets.Get(columns.Set[row]).Adult) && fits(row))
                {
                    numbers.Add(columns.No[row]);
                }
            }

            return numbers;
        }
    }

    /// <summary>Slugs of the listings of these products, for links from the register and the check page; drafts have no page yet.</summary>
    public async Task<IReadOnlyDictionary<ProductId, string>> SlugsOfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Listings.Where(l => products.Contains(l.ProductId) && l.State != ListingState.Draft && l.State != ListingState.InReview)
            .ToDictionaryAsync(l => l.ProductId, l => l.Slug, ct);
    }

    /// <summary>Photos of these products as their listings show them; those without one are left out.</summary>
    public async Task<IReadOnlyDictionary<ProductId, string>> PicturesOfAsync(IReadOnlyCollection<ProductId> products, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.Listings.Where(l => products.Contains(l.ProductId) && l.Picture != null && l.State != ListingState.Draft && l.State != ListingState.InReview).ToDictionaryAsync(l => l.ProductId, l => l.Picture!, ct);
    }

    /// <summary>Slugs of everything on offer today that anyone may see (no alcohol), with the day of its certificate: sitemap and feeds.</summary>
    public async Task<IReadOnlyList<OfferCard>> OfferedAsync(int after, int take, CancellationToken ct)
    {
        await using var command = _lines.Database.CreateCommand($"select {OfferCards.Columns} from catalog.offers($1) where no > $2 order by no limit $3");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = _clock.Today() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = take });
        var cards = new List<OfferCard>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            cards.Add(OfferCards.Read(reader));
        }

        return cards;
    }

    private static NpgsqlBatchCommand Command(string sql, string slug, DateOnly today)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = today });
        return command;
    }
}
