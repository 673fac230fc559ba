using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Search;

/// <summary>What these listings are found by has changed, or the listings are gone; heard by search engines beside the database.</summary>
public sealed record ListingsReworded(IReadOnlyList<int> Numbers);

/// <summary>Writes what listings can be found by.</summary>
public sealed class SearchDocuments(AreaDirectory areas, IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox)
{
    private const int Batch = 2000;

    /// <summary>Changes with how words are cut or which words belong to a document: documents of another version are written anew.</summary>
    private const string Version = "1";

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

            await WriteRowsAsync(db, batch, ct);
            (done, last) = (done + batch.Count, batch[^1]);
            progress?.Report(done);
        }
    }

    /// <summary>How many listings have no document, or one that says something else than the registry does now: 0 when the index is whole.</summary>
    public async Task<int> MissingAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await OutdatedAsync(db, ct)).Count;
    }

    /// <summary>Writes the documents that are missing or outdated: names, producers and places are corrected in the registry, which knows nothing of search.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RefreshAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var outdated = await OutdatedAsync(db, ct);
        foreach (var batch in outdated.Chunk(Batch))
        {
            await using var writing = await contexts.CreateDbContextAsync(ct);
            await using var transaction = await writing.Database.BeginTransactionAsync(ct);
            await WriteAsync(writing, batch, ct);
            await writing.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return outdated.Count;
    }

    /// <summary>Writes the documents of these listings anew, in the caller's transaction.</summary>
    public async Task WriteAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct)
    {
        await WriteRowsAsync(db, listingNumbers, ct);
        Tell(db, listingNumbers);
    }

    /// <summary>The listings are gone, and their documents with them.</summary>
    public void Forget(MarketDbContext db, IReadOnlyCollection<int> listingNumbers) => Tell(db, listingNumbers);

    /// <summary>What these listings are found by, for engines beside the database; those that are gone are left out.</summary>
    internal async Task<IReadOnlyList<SearchText>> ReadAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct)
        => [.. (await FactsAsync(db, listingNumbers, ct)).Select(f => new SearchText(f.No, f.Print, Fields(f, VietnameseText.Fold), Fields(f, VietnameseText.Exact)))];

    private void Tell(MarketDbContext db, IReadOnlyCollection<int> listingNumbers)
    {
        foreach (var part in listingNumbers.Chunk(Batch))
        {
            outbox.Add(db, new ListingsReworded(part));
        }
    }

    private async Task WriteRowsAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var facts = await FactsAsync(db, listingNumbers, ct);
        var nos = facts.Select(f => f.No).ToArray();
        var names = facts.Select(f => VietnameseText.Fold(f.ProductName)).ToArray();
        var haystacks = facts.Select(f => VietnameseText.Fold(f.ProductName + " " + f.ProducerName)).ToArray();
        var words = facts.Select(f => Vector(Fields(f, VietnameseText.Fold))).ToArray();
        var exact = facts.Select(f => Vector(Fields(f, VietnameseText.Exact))).ToArray();
        var prints = facts.Select(f => f.Print).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into catalog.search_documents (no, name, haystack, words, exact_words, print)
            select no, name, haystack, words::tsvector, exact::tsvector, print
            from unnest({nos}, {names}, {haystacks}, {words}, {exact}, {prints}) as d(no, name, haystack, words, exact, print)
            on conflict (no) do update set name = excluded.name, haystack = excluded.haystack, words = excluded.words, exact_words = excluded.exact_words, print = excluded.print
            """, ct);
    }

    private static Task<List<int>> OutdatedAsync(MarketDbContext db, CancellationToken ct)
        => db.Database.SqlQuery<int>(
            $"""
            select l.no as "Value"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id left join catalog.search_documents d on d.no = l.no
            where d.print is distinct from md5(concat_ws('|', {Version}, f.product_name, f.producer_name, f."set", f.commune_code)) order by 1
            """).ToListAsync(ct);

    private static Task<List<ProductFacts>> FactsAsync(MarketDbContext db, IReadOnlyCollection<int> listingNumbers, CancellationToken ct)
    {
        var numbers = listingNumbers.ToArray();
        return db.Database.SqlQuery<ProductFacts>(
            $"""
            select l.no as "No", f.product_name as "ProductName", f."set" as "Set", f.commune_code as "CommuneCode", f.producer_name as "ProducerName",
                   md5(concat_ws('|', {Version}, f.product_name, f.producer_name, f."set", f.commune_code)) as "Print"
            from catalog.listings l join registry.product_facts f on f.product_id = l.product_id
            where l.no = any({numbers}) order by l.no
            """).ToListAsync(ct);
    }

    private SearchFields Fields(ProductFacts facts, Func<string?, string> fold)
        => new(fold(facts.ProductName), fold(facts.ProducerName), fold(areas.PlaceWords(facts.CommuneCode)), fold(ProductSets.Get(facts.Set).Words));

    // The vector is written out here instead of by to_tsvector, so that both sides of a search are cut into words by the same code.
    private static string Vector(SearchFields fields)
    {
        var vector = new StringBuilder();
        var position = 1;
        Append(vector, fields.Name, 'A', ref position);
        Append(vector, fields.Producer, 'B', ref position);
        Append(vector, fields.Places, 'C', ref position);
        Append(vector, fields.Kind, 'D', ref position);
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
        public required string Print { get; init; }
    }
}
