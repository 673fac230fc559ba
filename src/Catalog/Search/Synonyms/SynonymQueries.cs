using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Synonyms;

/// <param name="Version">Goes back with a change, so that nobody overwrites another's.</param>
public sealed record SynonymRow(int Id, IReadOnlyList<string> Terms, string? Note, uint Version);

/// <param name="Total">That fit what was asked.</param>
public sealed record SynonymPage(int Total, int Page, int PageSize, IReadOnlyList<SynonymRow> Rows)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Reads the synonyms for administrators; anyone else finds none.</summary>
public sealed class SynonymQueries(IDbContextFactory<MarketDbContext> contexts)
{
    private const int PageSize = 50;

    /// <param name="query">With or without marks; a group fits when one of its terms or its note holds it.</param>
    public async Task<SynonymPage> ListAsync(Actor actor, string? query, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayKeepSearch())
        {
            return new(0, 1, PageSize, []);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await db.Synonyms.AsNoTracking().OrderBy(g => g.Id).Select(g => new SynonymRow(g.Id, g.Terms, g.Note, EF.Property<uint>(g, "xmin"))).ToListAsync(ct);
        var (exact, folded) = (VietnameseText.Exact(query), VietnameseText.Fold(query));
        var marked = VietnameseText.HasMarks(query);
        var fitting = folded.Length == 0 ? all
            : all.FindAll(g => g.Terms.Append(g.Note ?? "").Any(t => (marked ? VietnameseText.Exact(t) : VietnameseText.Fold(t)).Contains(marked ? exact : folded, StringComparison.Ordinal)));
        var shown = Math.Clamp(page, 1, Math.Max(1, (fitting.Count + PageSize - 1) / PageSize));
        return new(fitting.Count, shown, PageSize, [.. fitting.Skip((shown - 1) * PageSize).Take(PageSize)]);
    }

    /// <summary>Null where there is none, and for whoever keeps no search.</summary>
    public async Task<SynonymRow?> FindAsync(Actor actor, int group, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return !actor.MayKeepSearch() ? null
            : await db.Synonyms.AsNoTracking().Where(g => g.Id == group).Select(g => new SynonymRow(g.Id, g.Terms, g.Note, EF.Property<uint>(g, "xmin"))).SingleOrDefaultAsync(ct);
    }
}
