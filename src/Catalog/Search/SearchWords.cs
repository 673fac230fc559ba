using Npgsql;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search;

/// <summary>What a phrase in a query means beside its letters.</summary>
internal enum PhraseMeaning
{
    /// <summary>Says nothing about the goods ("đặc sản", "các loại").</summary>
    Ignore,

    /// <summary>Asks for something to give.</summary>
    Gift,

    /// <summary>Names product sets.</summary>
    Sets,

    /// <summary>Stands for any of several terms.</summary>
    Terms,

    /// <summary>Means the same as other terms.</summary>
    Synonym,
}

internal sealed record PhraseEntry(PhraseMeaning Meaning, string[] Exact, int[] Sets, string[] Terms);

/// <summary>Phrases by their folded words; a phrase may have several syllables, and several phrases may fold alike.</summary>
internal sealed class PhraseTable
{
    private readonly Dictionary<string, List<PhraseEntry>> _entries = [];

    public int LongestSyllables { get; private set; } = 1;

    public void Add(string phrase, PhraseMeaning meaning, int[] sets, string[] terms)
    {
        var exact = VietnameseText.Exact(phrase);
        var folded = VietnameseText.Fold(phrase);
        if (folded.Length == 0)
        {
            return;
        }

        if (!_entries.TryGetValue(folded, out var entries))
        {
            _entries[folded] = entries = [];
        }

        entries.Add(new PhraseEntry(meaning, exact.Split(' '), sets, terms));
        LongestSyllables = Math.Max(LongestSyllables, exact.Split(' ').Length);
    }

    /// <summary>
    /// The entries a piece of a query means. A piece typed with marks must agree in its marks; a piece without any agrees by letters, but a
    /// single bare syllable is taken only for synonyms and only when the whole query is bare ("qua" is not yet "quà").
    /// </summary>
    public IEnumerable<PhraseEntry> Find(string[] folded, string[] exact, int start, int length, bool queryHasMarks)
    {
        if (!_entries.TryGetValue(string.Join(' ', folded, start, length), out var entries))
        {
            return [];
        }

        var typed = exact.AsSpan(start, length);
        var bare = typed.SequenceEqual(folded.AsSpan(start, length));
        var kept = new List<PhraseEntry>();
        foreach (var entry in entries)
        {
            var agrees = typed.SequenceEqual(entry.Exact)
                || (bare && (length > 1 || (entry.Meaning is PhraseMeaning.Synonym && !queryHasMarks)));
            if (agrees)
            {
                kept.Add(entry);
            }
        }

        return kept;
    }
}

/// <summary>Synonyms from their table and occasions from the project's data, kept in memory until the table changes.</summary>
internal sealed class SearchWords : IDisposable
{
    /// <summary>What the trigger on the table says (MarketChanges.VersionOf): other changes read nothing anew.</summary>
    private const string ChangeName = "synonyms";

    private readonly Kept<PhraseTable> _table;
    private readonly NpgsqlDataSource _database;

    public SearchWords(NpgsqlDataSource database, MarketChanges changes)
    {
        _database = database;
        _table = new Kept<PhraseTable>(changes, LoadAsync, patience: TimeSpan.FromSeconds(1), ChangeName);
    }

    public ValueTask<PhraseTable> GetAsync(CancellationToken ct) => _table.GetAsync(null, ct);

    /// <summary>A change made here counts at once.</summary>
    public void Forget() => _table.Forget();

    public void Dispose() => _table.Dispose();

    private async Task<PhraseTable> LoadAsync(CancellationToken ct)
    {
        var table = new PhraseTable();
        var assembly = typeof(SearchWords).Assembly;
        foreach (var (phrase, meaning, value) in DataFile.Read(assembly, "OcopMarket.Catalog.Search.occasions.csv", row => (row.GetString("phrase"), row.GetString("meaning"), row.GetString("value"))))
        {
            var kind = Enum.Parse<PhraseMeaning>(meaning, ignoreCase: true);
            table.Add(phrase, kind, kind is PhraseMeaning.Sets ? [.. value.Split(';').Select(int.Parse)] : [], kind is PhraseMeaning.Terms ? value.Split('|') : []);
        }

        await using var command = _database.CreateCommand("select terms from catalog.synonyms order by id");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var terms = reader.GetFieldValue<string[]>(0);
            foreach (var term in terms)
            {
                table.Add(term, PhraseMeaning.Synonym, [], terms);
            }
        }

        return table;
    }
}
