using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Search;

/// <summary>Writes what listings can be found by.</summary>
public sealed class SearchDocuments(AreaDirectory areas, IDbContextFactory<MarketDbContext> contexts)
{
    private const int Batch = 2000;

    /// <summary>Writes all documents anew, a batch a transaction; searching goes on meanwhile.</summary>
    /// <returns>How many documents there are now.</returns>
    public async Task<int> RebuildAsync(IProgress<int>? progress, CancellationToken ct)
    {
        var (done, last) = (0, 0);
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var batch = await db.Listings.Where(l => l.No > last).OrderBy(l => l.No).Take(Batch).Select(l => l.No).ToListAsync(ct);
            if (batch.Count == 0)
            {
                return done;
            }

            await WriteAsync(db, batch, ct);
            (done, last) = (done + batch.Count, batch[^1]);
            progress?.Report(done);
        }
    }

    /// <summary>How many listings have no document, and documents whose words differ from the truth's number of listings: 0 when the index is whole.</summary>
    public async Task<int> MissingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Listings.CountAsync(l => !db.Set<SearchDocument>().Any(d => d.No == l.No), ct);
    }

    /// <summary>Writes the documents of these listings anew, in the caller's transaction.</summary>
    public async Task WriteAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var numbers = listingNumbers.ToArray();
        var facts = await db.Database.SqlQuery<ProductFacts>(
            $"""
            select l.no as "No", f.product_name as "ProductName", f."set" as "Set", f.commune_code as "CommuneCode", f.producer_name as "ProducerName"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id
            where l.no = any({numbers}) order by l.no
            """).ToListAsync(ct);
        var nos = facts.Select(f => f.No).ToArray();
        var names = facts.Select(f => VietnameseText.Fold(f.ProductName)).ToArray();
        var haystacks = facts.Select(f => VietnameseText.Fold(f.ProductName + " " + f.ProducerName)).ToArray();
        var words = facts.Select(f => Vector(f, VietnameseText.Fold)).ToArray();
        var exact = facts.Select(f => Vector(f, VietnameseText.Exact)).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into catalog.search_documents (no, name, haystack, words, exact_words)
            select no, name, haystack, words::tsvector, exact::tsvector
            from unnest({nos}, {names}, {haystacks}, {words}, {exact}) as d(no, name, haystack, words, exact)
            on conflict (no) do update set name = excluded.name, haystack = excluded.haystack, words = excluded.words, exact_words = excluded.exact_words
            """, ct);
    }

    // The vector is written out here instead of by to_tsvector, so that both sides of a search are cut into words by the same code.
    private string Vector(ProductFacts facts, Func<string?, string> fold)
    {
        var set = ProductSets.Get(facts.Set);
        var vector = new StringBuilder();
        var position = 1;
        Append(vector, fold(facts.ProductName), 'A', ref position);
        Append(vector, fold(facts.ProducerName), 'B', ref position);
        Append(vector, fold(areas.PlaceWords(facts.CommuneCode)), 'C', ref position);
        Append(vector, fold(set.Words), 'D', ref position);
        return vector.ToString();
    }

    private static void Append(StringBuilder vector, string words, char weight, ref int position)
    {
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            vector.Append('\'').Append(word).Append("':").Append(position.ToString(CultureInfo.InvariantCulture)).Append(weight).Append(' ');
            position++;
        }

        position += 10; // a phrase never runs from one field into the next
    }

    private sealed class ProductFacts
    {
        public int No { get; init; }
        public required string ProductName { get; init; }
        public int Set { get; init; }
        public required string CommuneCode { get; init; }
        public required string ProducerName { get; init; }
    }
}
