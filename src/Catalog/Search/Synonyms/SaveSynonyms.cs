using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Synonyms;

/// <summary>An administrator says that words mean the same; every node searches by it within seconds.</summary>
public sealed class SaveSynonyms
{
    private const int MostGroups = 5000;

    private readonly SearchWords _words;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;

    internal SaveSynonyms(SearchWords words, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) => (_words, _contexts, _clock) = (words, contexts, clock);

    /// <param name="Group">Null is a new one.</param>
    /// <param name="Version">As the page had it; 0 for a new one.</param>
    /// <param name="Terms">With their marks.</param>
    public sealed record Command(Actor Actor, int? Group, uint Version, IReadOnlyList<string> Terms, string? Note);

    /// <returns>The group's number.</returns>
    public async Task<Result<int>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var saved = await _contexts.InTransactionAsync<int>(async db =>
        {
            if (!command.Actor.MayKeepSearch())
            {
                return CatalogRefusals.AdministratorsOnly();
            }

            var terms = SynonymGroup.Read(command.Terms);
            var note = VietnameseText.Clean(command.Note) is { Length: > 0 } written ? written : null;
            if (terms.Refusal is { } refusal)
            {
                return refusal;
            }

            if (note?.Length > SynonymGroup.LongestNote)
            {
                return CatalogRefusals.TextTooLong(SynonymGroup.LongestNote, note.Length);
            }

            await db.LockAsync("catalog.synonyms", ct);
            SynonymGroup group;
            if (command.Group is { } number)
            {
                var found = await db.Synonyms.FindForChangeAsync(number, command.Version, ct);
                if (found.Refusal is { } unfit)
                {
                    return unfit;
                }

                group = found.Value;
            }
            else if (await db.Synonyms.CountAsync(ct) >= MostGroups)
            {
                return CatalogRefusals.SynonymGroupsFull(MostGroups);
            }
            else
            {
                group = db.Synonyms.Add(new SynonymGroup { Terms = [] }).Entity;
            }

            var before = command.Group is null ? null : new { group.Terms, group.Note };
            (group.Terms, group.Note) = (terms.Value, note);
            await db.SaveChangesAsync(ct);
            db.Audit(_clock, command.Actor, "catalog.synonyms_saved", $"synonyms:{group.Id}", before: before, after: new { group.Terms, group.Note });
            return group.Id;
        }, ct);
        _words.Forget();
        return saved;
    }
}

/// <summary>An administrator takes a group of synonyms out.</summary>
public sealed class RemoveSynonyms
{
    private readonly SearchWords _words;
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly TimeProvider _clock;

    internal RemoveSynonyms(SearchWords words, IDbContextFactory<MarketDbContext> contexts, TimeProvider clock) => (_words, _contexts, _clock) = (words, contexts, clock);

    /// <param name="Version">As the page had it.</param>
    public sealed record Command(Actor Actor, int Group, uint Version);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var removed = await _contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.MayKeepSearch())
            {
                return CatalogRefusals.AdministratorsOnly();
            }

            await db.LockAsync("catalog.synonyms", ct);
            var found = await db.Synonyms.FindForChangeAsync(command.Group, command.Version, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            db.Synonyms.Remove(found.Value);
            db.Audit(_clock, command.Actor, "catalog.synonyms_removed", $"synonyms:{command.Group}", before: new { found.Value.Terms, found.Value.Note });
            return Result.Success;
        }, ct);
        _words.Forget();
        return removed;
    }
}

internal static class SynonymChanges
{
    /// <summary>The group as the page had it; refused where somebody else has changed it since.</summary>
    public static async Task<Result<SynonymGroup>> FindForChangeAsync(this DbSet<SynonymGroup> groups, int number, uint version, CancellationToken ct)
        => await groups.Where(g => g.Id == number).Select(g => new { Group = g, Version = EF.Property<uint>(g, "xmin") }).SingleOrDefaultAsync(ct) is not { } found ? CatalogRefusals.SynonymsUnknown()
            : found.Version != version ? CatalogRefusals.SynonymsMoved()
            : found.Group;
}
