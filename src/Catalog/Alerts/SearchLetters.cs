using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Catalog.Alerts;

/// <summary>A search has answers that were not there on that day.</summary>
internal sealed record SearchHasNews(Guid Search, DateOnly Since);

/// <summary>In the morning: puts letters about searches with something new on their way, each search at most once in so many days; forgets mailboxes that were not confirmed, or a year ago.</summary>
internal sealed class SearchLetterJob(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, EventOutbox outbox, DatedSettings settings, TimeProvider clock) : IMarketJob
{
    public const string Name = "search-letters";

    private const int Batch = 100;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var latest = clock.Today().AddDays(-await settings.OfAsync(CatalogSettings.SearchLetterDays, ct));
        var (asked, news, after) = (0, 0, Guid.Empty);
        await using var db = await contexts.CreateDbContextAsync(ct);
        for (var found = Batch; found == Batch; asked += found)
        {
            var due = await db.SavedSearches.AsNoTracking().Where(s => s.Letters && s.NewsSince <= latest && s.Id > after).OrderBy(s => s.Id).Take(Batch).ToListAsync(ct);
            foreach (var search in due)
            {
                if ((await catalogue.NumbersAsync(search.Filter, ct)).Any(no => !NumberSet.Holds(search.Known, no)))
                {
                    outbox.Add(db, new SearchHasNews(search.Id, search.NewsSince!.Value));
                    news++;
                }
            }

            await db.SaveChangesAsync(ct);
            (found, after) = (due.Count, due is [.., var last] ? last.Id : after);
        }

        var now = clock.GetUtcNow();
        var (oldest, over) = (now - Alert.Waiting, now - SavedSearch.MailboxTerm);
        var forgotten = await db.SavedSearches.Where(s => (s.ConfirmedAt == null && s.AskedAt <= oldest) || (s.Email != null && s.ConfirmedAt <= over)).ExecuteDeleteAsync(ct);
        return $"{asked} searches asked, {news} with news, {forgotten} mailboxes forgotten";
    }
}

/// <summary>Asks the owner of a mailbox whether they want letters about a search.</summary>
internal sealed class AskAboutSearch(IDbContextFactory<MarketDbContext> contexts, AlertPost post) : IOutboxHandler<SearchLettersAsked>
{
    public async Task HandleAsync(SearchLettersAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(s => s.Id == happened.Search, ct) is { Email: { } email } search)
        {
            await post.SendAsync(search.ConfirmedAt is null ? "SearchConfirm" : "SearchAlready", $"search-asked-{search.Id}-{delivery}", search, (email, search.Language), [], ct);
        }
    }
}

/// <summary>Writes what is new in a search since its last letter, as far as it is on offer now. Nothing new is no letter: the next morning asks again.</summary>
internal sealed class TellSearchNews(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, ISearchAddresses addresses, AlertPost post, TimeProvider clock) : IOutboxHandler<SearchHasNews>
{
    private const int MostNamed = 10;

    public async Task HandleAsync(SearchHasNews happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.SavedSearches.SingleOrDefaultAsync(s => s.Id == happened.Search, ct) is not { Letters: true } search || search.NewsSince != happened.Since || await post.MailboxOfAsync(search, ct) is not { } to)
        {
            return;
        }

        var found = await catalogue.NumbersAsync(search.Filter, ct);
        var fresh = found.Where(no => !NumberSet.Holds(search.Known, no)).ToList();
        var named = await catalogue.CardsAsync([.. fresh.Take(MostNamed)], ct);
        if (named.Count == 0)
        {
            return;
        }

        var lines = named.Select(card => AlertPost.Letters.Say(to.Language, "Product", card.Name, card.ProducerName, post.Absolute("/san-pham/" + card.Slug)));
        var (more, count) = (Math.Max(0, fresh.Count - MostNamed), named.Count + Math.Max(0, fresh.Count - MostNamed));
        var list = string.Join(Environment.NewLine, more > 0 ? lines.Append(AlertPost.Letters.Say(to.Language, "MoreFound", more)) : lines);
        // One key for all that is due since that day: whatever is done twice writes the same letter again.
        await post.SendAsync("SearchNews", $"search-news-{search.Id}-{happened.Since:yyyyMMdd}", search, to, [search.Name, count, list, post.Absolute(addresses.PathOf(search.Filter))], ct);
        search.Tell(found, clock.Today());
        await db.SaveChangesAsync(ct);
    }
}
