using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Alerts;

/// <summary>A mailbox was named: its owner is asked, or told that it gets letters already.</summary>
internal sealed record SearchLettersAsked(Guid Search);

internal static class KeptFilters
{
    /// <summary>What is kept of a search: words, filters and order. Which page was looked at, and how errors were read, is of the moment.</summary>
    public static CatalogueFilter ToKeep(this CatalogueFilter filter) => filter with { Query = VietnameseText.Clean(filter.Query), AsTyped = false, Page = 1, PageSize = CatalogueFilter.DefaultPageSize };

    public static Refusal? WhyNot(this CatalogueFilter filter, string name)
        => filter is { IsOpen: true, Query.Length: 0 } ? CatalogRefusals.SearchWithoutChoice()
            : name.Length is 0 or > SavedSearch.LongestName ? CatalogRefusals.SearchNameWrong(SavedSearch.LongestName)
            : null;
}

/// <summary>Keeps a search under a name for whoever has an account. The same search again gets the new name.</summary>
public sealed class SaveSearch
{
    public const int LongestName = SavedSearch.LongestName;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CatalogueQueries _catalogue;
    private readonly ISearchAddresses _addresses;
    private readonly AlertLinks _links;
    private readonly TimeProvider _clock;

    internal SaveSearch(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, ISearchAddresses addresses, AlertLinks links, TimeProvider clock)
        => (_contexts, _catalogue, _addresses, _links, _clock) = (contexts, catalogue, addresses, links, clock);

    /// <param name="Letters">What is new comes by mail.</param>
    public sealed record Command(Actor Actor, string? Name, CatalogueFilter Filter, bool Letters);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Account is not { } account)
        {
            return CatalogRefusals.MembersOnly();
        }

        var (filter, name) = (command.Filter.ToKeep(), VietnameseText.Clean(command.Name));
        if (filter.WhyNot(name) is { } refusal)
        {
            return refusal;
        }

        var found = command.Letters ? await _catalogue.NumbersAsync(filter, ct) : [];
        var path = _addresses.PathOf(filter);
        return await _contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync($"catalog.alerts:{account}", ct);
            var own = await db.SavedSearches.Where(s => s.Account == account).ToListAsync(ct);
            var search = own.Find(s => _addresses.PathOf(s.Filter) == path);
            if (search is null && own.Count >= SavedSearch.Most)
            {
                return CatalogRefusals.SearchesFull(SavedSearch.Most);
            }

            if (search is null)
            {
                var (secret, now) = (Secrets.New(), _clock.GetUtcNow());
                search = new() { Name = name, Filter = filter, Account = account, Language = "vi", TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret), AskedAt = now, ConfirmedAt = now };
                db.SavedSearches.Add(search);
            }

            search.Name = name;
            if (command.Letters && !search.Letters)
            {
                search.Tell(found, _clock.Today());
            }

            return Result.Success;
        }, ct);
    }
}

/// <summary>
/// A mailbox is to get letters about what is new in a search. Whoever asks learns nothing of it, and the question that it gets repeats no word that a
/// stranger typed.
/// </summary>
public sealed class AskSearchLetters
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly ISearchAddresses _addresses;
    private readonly AlertLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal AskSearchLetters(IDbContextFactory<MarketDbContext> contexts, ISearchAddresses addresses, AlertLinks links, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _addresses, _links, _outbox, _clock) = (contexts, addresses, links, outbox, clock);

    /// <param name="name">What the search is called in letters.</param>
    /// <param name="language">Of the reader: vi or en.</param>
    public Task<Result> RunAsync(string name, CatalogueFilter filter, string? written, string language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(filter);
        var (kept, called) = (filter.ToKeep(), VietnameseText.Clean(name));
        var path = _addresses.PathOf(kept);
        called = called.Length > SavedSearch.LongestName ? VietnameseText.Clean(called[..(SavedSearch.LongestName - 1)]) + "…" : called;
        return _contexts.InTransactionAsync(async db =>
        {
            if (ContactText.Email(written) is not { } email)
            {
                return CatalogRefusals.AlertEmailWrong();
            }

            if (kept.WhyNot(called) is { } refusal)
            {
                return refusal;
            }

            var now = _clock.GetUtcNow();
            var asked = await db.QuestionsOfADayAsync(email, now, ct);
            var own = await db.SavedSearches.Where(s => s.Email == email).ToListAsync(ct);
            var search = own.Find(s => _addresses.PathOf(s.Filter) == path);
            if (asked >= Alert.MostADay || search?.AskedAt > now - Alert.Pause || (search is null && own.Count >= SavedSearch.Most))
            {
                return Result.Success;
            }

            if (search is null)
            {
                var secret = Secrets.New();
                search = new() { Name = called, Filter = kept, Email = email, Language = language, TokenHash = Secrets.Hash(secret), TokenSeal = _links.Seal(secret), AskedAt = now };
                db.SavedSearches.Add(search);
            }

            (search.AskedAt, search.Language) = (now, language);
            _outbox.Add(db, new SearchLettersAsked(search.Id));
            return Result.Success;
        }, ct);
    }
}
