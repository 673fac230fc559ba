using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using OcopMarket.Catalog.Listings;

namespace OcopMarket.Catalog.Search;

/// <summary>What a listing can be found by. All words are folded in code (one folding for both sides); whether it may be shown is asked elsewhere.</summary>
internal sealed class SearchDocument
{
    /// <summary><see cref="Listing.No"/>.</summary>
    public required int No { get; init; }

    /// <summary>The product's name, folded.</summary>
    public required string Name { get; set; }

    /// <summary>Name and producer, folded: what a mistyped query is compared with.</summary>
    public required string Haystack { get; set; }

    /// <summary>Folded words by weight: A name, B producer, C places old and new, D words of the product set.</summary>
    public NpgsqlTsVector Words { get; private set; } = null!;

    /// <summary>The same words with their marks: exact tones rank first.</summary>
    public NpgsqlTsVector ExactWords { get; private set; } = null!;

    /// <summary>Digest of what it was made of; null where it was written before there was one.</summary>
    public string? Print { get; private set; }
}

/// <summary>The words of a listing by where they come from.</summary>
/// <param name="Places">Of the commune, its province and what both were called before.</param>
/// <param name="Kind">Of the product set.</param>
internal sealed record SearchFields(string Name, string Producer, string Places, string Kind);

/// <summary>What a listing is found by, as engines beside the database get it.</summary>
/// <param name="Folded">Without marks, and <paramref name="Exact"/> with them.</param>
internal sealed record SearchText(int No, string Print, SearchFields Folded, SearchFields Exact);

internal sealed class SearchConfiguration : IEntityTypeConfiguration<SearchDocument>
{
    public void Configure(EntityTypeBuilder<SearchDocument> document)
    {
        document.ToTable("search_documents", CatalogModule.Schema);
        document.HasKey(d => d.No);
        document.Property(d => d.No).ValueGeneratedNever();
        document.Property(d => d.Name).HasMaxLength(400);
        document.Property(d => d.Haystack).HasMaxLength(800);
        document.Property(d => d.Print).HasMaxLength(32);
        document.HasOne<Listing>().WithOne().HasForeignKey<SearchDocument>(d => d.No).HasPrincipalKey<Listing>(l => l.No).OnDelete(DeleteBehavior.Cascade);
        document.HasIndex(d => d.Words).HasMethod("GIN");
        document.HasIndex(d => d.Haystack).HasMethod("GIN").HasOperators("gin_trgm_ops");
        document.HasIndex(d => d.Name).HasMethod("GIN").HasOperators("gin_trgm_ops");
    }
}
