using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Search.Synonyms;

/// <summary>Words that mean the same in different regions, e.g. heo and lợn.</summary>
internal sealed class SynonymGroup
{
    public const int MostTerms = 20, MostSyllables = 6, LongestTerm = 60, LongestNote = 500;

    public int Id { get; private init; }

    /// <summary>The terms, with their marks.</summary>
    public required string[] Terms { get; set; }
    public string? Note { get; set; }

    /// <summary>The terms as they are kept, or what is wrong with one of them.</summary>
    public static Result<string[]> Read(IEnumerable<string> typed)
    {
        var terms = typed.Select(VietnameseText.Clean).Where(t => t.Length > 0).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            var exact = VietnameseText.Exact(term);
            if (exact.Length == 0 || VietnameseText.Fold(term).Length == 0)
            {
                return CatalogRefusals.SynonymUnreadable(term);
            }

            if (term.Length > LongestTerm || exact.Split(' ').Length > MostSyllables)
            {
                return CatalogRefusals.SynonymTooLong(term.Length > LongestTerm ? term[..LongestTerm] : term, MostSyllables, LongestTerm);
            }

            if (!seen.Add(exact))
            {
                return CatalogRefusals.SynonymTwice(term);
            }
        }

        return terms.Length < 2 ? CatalogRefusals.SynonymsTooFew() : terms.Length > MostTerms ? CatalogRefusals.SynonymsTooMany(MostTerms) : terms;
    }
}

internal sealed class SynonymConfiguration : IEntityTypeConfiguration<SynonymGroup>
{
    public void Configure(EntityTypeBuilder<SynonymGroup> group)
    {
        group.ToTable("synonyms", CatalogModule.Schema);
        group.Property(g => g.Note).HasMaxLength(SynonymGroup.LongestNote);
        group.Property<uint>("xmin").IsRowVersion();
    }
}
