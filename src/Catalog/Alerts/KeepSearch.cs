using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Alerts;

/// <summary>Gives an account's search another name, and letters or none.</summary>
public sealed class ChangeSearch
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CatalogueQueries _catalogue;
    private readonly TimeProvider _clock;

    internal ChangeSearch(IDbContextFactory<MarketDbContext> contexts, CatalogueQueries catalogue, TimeProvider clock) => (_contexts, _catalogue, _clock) = (contexts, catalogue, clock);

    public sealed record Command(Actor Actor, Guid Search, string? Name, bool Letters);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Account is not { } account)
        {
            return CatalogRefusals.MembersOnly();
        }

        var name = VietnameseText.Clean(command.Name);
        if (name.Length is 0 or > SavedSearch.LongestName)
        {
            return CatalogRefusals.SearchNameWrong(SavedSearch.LongestName);
        }

        var found = command.Letters ? await FoundAsync(account, command.Search, ct) : [];
        return await _contexts.InTransactionAsync(async db =>
        {
            if (await db.SavedSearches.SingleOrDefaultAsync(s => s.Id == command.Search && s.Account == account, ct) is not { } search)
            {
                return CatalogRefusals.SearchUnknown();
            }

            search.Name = name;
            if (!command.Letters)
            {
                search.EndLetters();
            }
            else if (!search.Letters)
            {
                search.Tell(found, _clock.Today());
            }

            return Result.Success;
        }, ct);
    }

    // Before the transaction: whoever holds a line to the database asks for no second one.
    private async Task<IReadOnlyList<int>> FoundAsync(AccountId account, Guid id, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.SavedSearches.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && s.Account == account, ct) is { Letters: false } search ? await _catalogue.NumbersAsync(search.Filter, ct) : [];
    }
}

/// <summary>An account keeps a search no more, and gets no letters about it.</summary>
public sealed class RemoveSearch(IDbContextFactory<MarketDbContext> contexts)
{
    public Task<Result> RunAsync(Actor actor, Guid search, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return contexts.InTransactionAsync(async db => actor.Account is not { } account ? CatalogRefusals.MembersOnly()
            : await db.SavedSearches.Where(s => s.Id == search && s.Account == account).ExecuteDeleteAsync(ct) == 0 ? CatalogRefusals.SearchUnknown()
            : Result.Success, ct);
    }
}
