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
}

/// <summary>Words that mean the same in different regions, e.g. heo and lợn.</summary>
internal sealed class SynonymGroup
{
    public int Id { get; private init; }

    /// <summary>The terms, with their marks.</summary>
    public required string[] Terms { get; set; }
    public string? Note { get; set; }
}

internal sealed class SearchConfiguration : IEntityTypeConfiguration<SearchDocument>, IEntityTypeConfiguration<SynonymGroup>
{
    public void Configure(EntityTypeBuilder<SearchDocument> document)
    {
        document.ToTable("search_documents", CatalogModule.Schema);
        document.HasKey(d => d.No);
        document.Property(d => d.No).ValueGeneratedNever();
        document.Property(d => d.Name).HasMaxLength(400);
        document.Property(d => d.Haystack).HasMaxLength(800);
        document.HasOne<Listing>().WithOne().HasForeignKey<SearchDocument>(d => d.No).HasPrincipalKey<Listing>(l => l.No).OnDelete(DeleteBehavior.Cascade);
        document.HasIndex(d => d.Words).HasMethod("GIN");
        document.HasIndex(d => d.Haystack).HasMethod("GIN").HasOperators("gin_trgm_ops");
        document.HasIndex(d => d.Name).HasMethod("GIN").HasOperators("gin_trgm_ops");
    }

    public void Configure(EntityTypeBuilder<SynonymGroup> group)
    {
        group.ToTable("synonyms", CatalogModule.Schema);
        group.Property(g => g.Note).HasMaxLength(500);
    }
}
