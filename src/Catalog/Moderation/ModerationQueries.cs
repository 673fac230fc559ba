using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Words;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Moderation;

/// <summary>A revision that waits.</summary>
/// <param name="IsNew">The listing was never public.</param>
/// <param name="Flags">How many of its words want a second look.</param>
public sealed record WaitingRevision(
    RevisionId Id, ListingId Listing, string Product, int Set, string Producer, string CommuneCode, string ProvinceCode, DateTimeOffset SubmittedAt, bool IsNew, int Flags, Holder? Holder = null);

public sealed record WaitingList(IReadOnlyList<WaitingRevision> Items, int Total, DateTimeOffset? Oldest, int Page, int PageSize)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>A listing that was taken down and not decided on.</summary>
public sealed record OpenTakeDown(ListingId Listing, string Product, string Producer, TakeDownReason Reason, string Note, string By, DateTimeOffset At, DateTimeOffset DecideBy, Guid Id = default, Holder? Holder = null);

/// <summary>A revision beside what is live.</summary>
/// <param name="Live">Null for a listing that was never public.</param>
public sealed record RevisionView(
    RevisionId Id, int Number, RevisionState State, ListingContent Proposed, ListingContent? Live, string? SubmittedBy, DateTimeOffset? SubmittedAt, string? DecidedBy, DateTimeOffset? DecidedAt,
    IReadOnlyList<ReturnReason> Reasons, string? Note, ModeratedFacts Listing, IReadOnlyList<DeskVariant> Variants);

/// <summary>What an officer sees of a listing beside its words.</summary>
public sealed record ModeratedFacts(
    ListingId Id, string Slug, ListingState State, DelistReason? Because, string Product, int Set, ProducerId Producer, string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode);

/// <summary>What was done about a listing, newest first.</summary>
public sealed record TakeDownView(Guid Id, TakeDownReason Reason, string Note, string By, DateTimeOffset At, DateTimeOffset DecideBy, TakeDownOutcome? Outcome, string? OutcomeNote, string? DecidedBy, DateTimeOffset? DecidedAt);

/// <summary>Reads what officers decide on: nothing outside the actor's area and task.</summary>
public sealed class ModerationQueries(IDbContextFactory<MarketDbContext> contexts, ICaseFilters filters, AreaDirectory areas)
{
    public const int PageSize = 20;

    private const int MostTakeDowns = 100;

    /// <summary>What was handed in of the place and in the period asked for, the oldest first; outside the actor's area there is nothing.</summary>
    public async Task<WaitingList> QueueAsync(Actor actor, DeskScope asked, int page, CancellationToken ct)
    {
        if (!Reach.Of(actor, out _) || DeskScope.For(actor, asked, areas) is not { Refusal: null, Value: var scope })
        {
            return new([], 0, null, 1, PageSize);
        }

        var (from, until) = scope.Moments;
        var filter = await filters.OfAsync(actor, CaseKind.Revision, asked.Whose, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select r.id as "Id", r.listing_id as "Listing", f.product_name as "Product", f."set" as "Set", p.producer_name as "Producer", p.commune_code as "Commune", p.province_code as "Province",
                   r.submitted_at as "SubmittedAt", l.published_at is null as "IsNew", r.content::text as "Content", count(*) over ()::int as "Total", min(r.submitted_at) over () as "Oldest"
            from catalog.listing_revisions r
            join catalog.listings l on l.id = r.listing_id
            join registry.product_facts f on f.product_id = l.product_id
            join registry.producer_facts p on p.producer_id = l.producer_id
            where r.state = 'InReview' and ({scope.ProvinceCode}::text is null or p.province_code = {scope.ProvinceCode}) and ({scope.CommuneCode}::text is null or p.commune_code = {scope.CommuneCode})
              and ({from}::timestamptz is null or r.submitted_at >= {from}) and ({until}::timestamptz is null or r.submitted_at < {until})
              and ({filter.All} or r.id = any ({filter.Wanted}) or (not r.id = any ({filter.Held}) and ({filter.Everywhere} or p.province_code = any ({filter.Provinces}) or p.commune_code = any ({filter.Communes}))))
            order by r.submitted_at, r.id limit {PageSize} offset {(Math.Max(1, page) - 1) * PageSize}
            """).ToListAsync(ct);
        return new(
            [.. rows.Select(r => new WaitingRevision(
                new(r.Id), new(r.Listing), r.Product, r.Set, r.Producer, r.Commune, r.Province, r.SubmittedAt, r.IsNew, ListingContent.Json.Read(r.Content).Texts().Sum(t => WordsWatch.Find(t.Text).Count), filter.Holders.GetValueOrDefault(r.Id)))],
            rows.Count > 0 ? rows[0].Total : 0, rows.Count > 0 ? rows[0].Oldest : null, Math.Max(1, page), PageSize);
    }

    /// <summary>How many revisions wait for the actor and since when, for desks that show queues.</summary>
    public async Task<(int Count, DateTimeOffset? Oldest)> CountAsync(Actor actor, CancellationToken ct)
    {
        if (!Reach.Of(actor, out var reach))
        {
            return (0, null);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Database.SqlQuery<Sum>(
            $"""
            select count(*)::int as "Total", min(r.submitted_at) as "Oldest"
            from catalog.listing_revisions r join catalog.listings l on l.id = r.listing_id join registry.producer_facts p on p.producer_id = l.producer_id
            where r.state = 'InReview' and ({reach.Province}::text is null or p.province_code = {reach.Province}) and ({reach.Commune}::text is null or p.commune_code = {reach.Commune})
            """).SingleAsync(ct);
        return (row.Total, row.Oldest);
    }

    /// <summary>Those that want a decision, the most overdue first.</summary>
    public async Task<IReadOnlyList<OpenTakeDown>> OpenTakeDownsAsync(Actor actor, Whose whose, CancellationToken ct)
    {
        if (!Reach.Of(actor, out var reach))
        {
            return [];
        }

        var filter = await filters.OfAsync(actor, CaseKind.TakeDown, whose, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return [.. (await db.Database.SqlQuery<Taken>(
            $"""
            select t.id as "Id", t.listing_id as "Listing", f.product_name as "Product", p.producer_name as "Producer", t.reason as "Reason", t.note as "Note", t.by as "By", t.at as "At", t.decide_by as "DecideBy"
            from catalog.take_downs t join catalog.listings l on l.id = t.listing_id
            join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts p on p.producer_id = l.producer_id
            where t.outcome is null and ({reach.Province}::text is null or p.province_code = {reach.Province}) and ({reach.Commune}::text is null or p.commune_code = {reach.Commune})
              and ({filter.All} or t.id = any ({filter.Wanted}) or (not t.id = any ({filter.Held}) and ({filter.Everywhere} or p.province_code = any ({filter.Provinces}) or p.commune_code = any ({filter.Communes}))))
            order by t.decide_by, t.id limit {MostTakeDowns}
            """).ToListAsync(ct)).Select(t => new OpenTakeDown(new(t.Listing), t.Product, t.Producer, Enum.Parse<TakeDownReason>(t.Reason), t.Note, t.By, t.At, t.DecideBy, t.Id, filter.Holders.GetValueOrDefault(t.Id)))];
    }

    /// <summary>Null for a revision that is not there, not submitted, or not for the actor to see.</summary>
    public async Task<RevisionView?> FindAsync(Actor actor, RevisionId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } revision || await FactsAsync(db, actor, revision.ListingId, ct) is not { } facts)
        {
            return null;
        }

        var listing = await db.Listings.AsNoTracking().Include(l => l.Variants).SingleAsync(l => l.Id == revision.ListingId, ct);
        return new(
            revision.Id, revision.Number, revision.State, revision.Content, listing.PublishedAt is null ? null : listing.Content, revision.SubmittedBy, revision.SubmittedAt, revision.DecidedBy, revision.DecidedAt,
            revision.Reasons, revision.Note, facts,
            [.. listing.Variants.Where(v => !v.Withdrawn).OrderBy(v => v.Position).Select(v => new DeskVariant(v.Id, v.Packing, v.Price, v.Measure, v.Stock, v.LowStock, v.WeightGrams, null))]);
    }

    /// <summary>A listing with what was done about it; null when it is not for the actor to see.</summary>
    public async Task<(ModeratedFacts Listing, ListingContent Live, IReadOnlyList<TakeDownView> TakeDowns)?> FindListingAsync(Actor actor, ListingId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FactsAsync(db, actor, id, ct) is not { } facts)
        {
            return null;
        }

        var listing = await db.Listings.AsNoTracking().SingleAsync(l => l.Id == id, ct);
        var taken = await db.TakeDowns.AsNoTracking().Where(t => t.ListingId == id).OrderByDescending(t => t.At)
            .Select(t => new TakeDownView(t.Id, t.Reason, t.Note, t.By, t.At, t.DecideBy, t.Outcome, t.OutcomeNote, t.DecidedBy, t.DecidedAt)).ToListAsync(ct);
        return (facts, listing.Content, taken);
    }

    private static async Task<ModeratedFacts?> FactsAsync(MarketDbContext db, Actor actor, ListingId id, CancellationToken ct)
        => await db.Database.SqlQuery<Facts>(
            $"""
            select l.slug as "Slug", l.state as "State", l.delisted_because as "Because", f.product_name as "Product", f."set" as "Set",
                   p.producer_id as "Producer", p.producer_name as "ProducerName", p.producer_slug as "ProducerSlug", p.commune_code as "Commune", p.province_code as "Province"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id join registry.producer_facts p on p.producer_id = l.producer_id
            where l.id = {id.Value}
            """).SingleOrDefaultAsync(ct) is { } row && actor.MayModerate(row.Province, row.Commune)
            ? new(id, row.Slug, Enum.Parse<ListingState>(row.State), row.Because is null ? null : Enum.Parse<DelistReason>(row.Because), row.Product, row.Set, new(row.Producer), row.ProducerName, row.ProducerSlug, row.Commune, row.Province)
            : null;

    /// <summary>Where the actor's word on listings counts, as the queries ask for it; null is everywhere.</summary>
    private sealed record Reach(string? Province, string? Commune)
    {
        public static bool Of(Actor actor, out Reach reach)
        {
            reach = actor.Area is { Level: OfficeLevel.Commune } commune ? new(null, commune.CommuneCode ?? "") : actor.Area is { Level: OfficeLevel.Province } province ? new(province.ProvinceCode ?? "", null) : new(null, null);
            return actor.HoldsTheMachine || (actor is { Kind: ActorKind.Officer, Area: not null } && actor.Tasks.HasFlag(OfficeTasks.Moderation));
        }
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid Listing { get; init; }
        public required string Product { get; init; }
        public int Set { get; init; }
        public required string Producer { get; init; }
        public required string Commune { get; init; }
        public required string Province { get; init; }
        public DateTimeOffset SubmittedAt { get; init; }
        public bool IsNew { get; init; }
        public required string Content { get; init; }
        public int Total { get; init; }
        public DateTimeOffset Oldest { get; init; }
    }

    private sealed class Sum
    {
        public int Total { get; init; }
        public DateTimeOffset? Oldest { get; init; }
    }

    private sealed class Taken
    {
        public Guid Id { get; init; }
        public Guid Listing { get; init; }
        public required string Product { get; init; }
        public required string Producer { get; init; }
        public required string Reason { get; init; }
        public required string Note { get; init; }
        public required string By { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTimeOffset DecideBy { get; init; }
    }

    private sealed class Facts
    {
        public required string Slug { get; init; }
        public required string State { get; init; }
        public string? Because { get; init; }
        public required string Product { get; init; }
        public int Set { get; init; }
        public Guid Producer { get; init; }
        public required string ProducerName { get; init; }
        public required string ProducerSlug { get; init; }
        public required string Commune { get; init; }
        public required string Province { get; init; }
    }
}
