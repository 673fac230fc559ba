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

    /// <summary>The product's name with its marks, lower case: exact tones rank first.</summary>
    public required string NameExact { get; set; }

    /// <summary>Folded words by weight: A name, B producer, C places old and new, D group, set and story.</summary>
    public NpgsqlTsVector Words { get; private set; } = null!;

    /// <summary>Words of the name and producer with their marks.</summary>
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

/// <summary>A word or pair of words that occurs in names: what a mistyped query is corrected to.</summary>
internal sealed class SearchPhrase
{
    /// <summary>Folded; one or two syllables.</summary>
    public required string Phrase { get; init; }

    /// <summary>How it is usually written, with marks.</summary>
    public required string Written { get; set; }

    /// <summary>In how many names it occurs.</summary>
    public required int Names { get; set; }
}

internal sealed class SearchConfiguration : IEntityTypeConfiguration<SearchDocument>, IEntityTypeConfiguration<SynonymGroup>, IEntityTypeConfiguration<SearchPhrase>
{
    public void Configure(EntityTypeBuilder<SearchDocument> document)
    {
        document.ToTable("search_documents", CatalogModule.Schema);
        document.HasKey(d => d.No);
        document.Property(d => d.No).ValueGeneratedNever();
        document.Property(d => d.Name).HasMaxLength(400);
        document.Property(d => d.NameExact).HasMaxLength(400);
        document.HasOne<Listing>().WithOne().HasForeignKey<SearchDocument>(d => d.No).HasPrincipalKey<Listing>(l => l.No).OnDelete(DeleteBehavior.Cascade);
        document.HasIndex(d => d.Words).HasMethod("GIN");
        document.HasIndex(d => d.Name).HasMethod("GIN").HasOperators("gin_trgm_ops");
    }

    public void Configure(EntityTypeBuilder<SynonymGroup> group)
    {
        group.ToTable("synonyms", CatalogModule.Schema);
        group.Property(g => g.Note).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<SearchPhrase> phrase)
    {
        phrase.ToTable("search_phrases", CatalogModule.Schema);
        phrase.HasKey(p => p.Phrase);
        phrase.Property(p => p.Phrase).HasMaxLength(100);
        phrase.Property(p => p.Written).HasMaxLength(100);
        phrase.HasIndex(p => p.Phrase).HasDatabaseName("ix_search_phrases_trgm").HasMethod("GIN").HasOperators("gin_trgm_ops");
    }
}
