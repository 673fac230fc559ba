using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Tables;

namespace OcopMarket.Catalog.Search.Synonyms;

/// <summary>Fills the synonym table from the project's data when it is empty; from then on the table is the truth.</summary>
public sealed class SynonymSeeds(IDbContextFactory<MarketDbContext> contexts)
{
    public async Task FillAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockAsync("catalog.synonym_seeds", ct);
        if (await db.Synonyms.AnyAsync(ct))
        {
            return;
        }

        db.Synonyms.AddRange(DataFile.Read(typeof(SynonymSeeds).Assembly, "OcopMarket.Catalog.Search.Synonyms.synonyms.csv", row => new SynonymGroup
        {
            Terms = row.GetString("terms").Split('|'),
            Note = row.GetString("note") is { Length: > 0 } note ? note : null,
        }));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
