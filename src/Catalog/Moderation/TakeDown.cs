using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;

namespace OcopMarket.Catalog.Moderation;

public enum TakeDownReason
{
    /// <summary>An authority asked for it (Law 122/2025: within 24 hours).</summary>
    AuthorityRequest,
    HealthClaim,
    MisleadingStars,
    WrongGoods,
    UnsafeGoods,
    LabelFalse,
    PicturesNotTheirs,
    Other,
}

public enum TakeDownOutcome
{
    Confirmed,
    Restored,
}

/// <summary>A live listing that an officer took off the shelf. In the time set for it an officer confirms that or brings the listing back.</summary>
internal sealed class TakeDown
{
    public const int LongestNote = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ListingId ListingId { get; init; }
    public required TakeDownReason Reason { get; init; }
    public required string Note { get; init; }
    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset DecideBy { get; init; }
    public TakeDownOutcome? Outcome { get; set; }
    public string? OutcomeNote { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
}

internal sealed class TakeDownConfiguration : IEntityTypeConfiguration<TakeDown>
{
    public void Configure(EntityTypeBuilder<TakeDown> taken)
    {
        taken.ToTable("take_downs", CatalogModule.Schema);
        taken.Property(t => t.Note).HasMaxLength(TakeDown.LongestNote);
        taken.Property(t => t.OutcomeNote).HasMaxLength(TakeDown.LongestNote);
        taken.Property(t => t.By).HasMaxLength(200);
        taken.Property(t => t.DecidedBy).HasMaxLength(200);
        taken.HasOne<Listing>().WithMany().HasForeignKey(t => t.ListingId).OnDelete(DeleteBehavior.Cascade);
        taken.HasIndex(t => new { t.ListingId, t.At });
        taken.HasIndex(t => t.DecideBy).HasFilter("outcome is null").HasDatabaseName("ix_take_downs_open");
        taken.Property<uint>("xmin").IsRowVersion();
    }
}
