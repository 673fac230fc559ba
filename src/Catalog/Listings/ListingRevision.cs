using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Catalog.Listings;

public enum RevisionState
{
    Draft,
    InReview,
    Approved,
    Returned,
}

/// <summary>Why a revision went back to its producer.</summary>
public enum ReturnReason
{
    LabelIncomplete,
    LabelWrong,
    HealthClaim,
    StarsInText,
    ContactInText,
    PhotosUnclear,
    PhotosOfOtherGoods,
    KindWrong,
    TranslationWrong,
    Other,
}

/// <summary>What a producer wants a listing to say and show next; the live version stays until an officer approves it. One at most is open for a listing.</summary>
internal sealed class ListingRevision
{
    public const int LongestNote = 1000;

    public ListingRevision(ListingId listing, int number, ListingContent content, Actor by, DateTimeOffset now)
        => (Id, ListingId, Number, Content, State, BegunBy, BegunAt, EditedAt) = (RevisionId.New(), listing, number, content, RevisionState.Draft, by.ToString(), now, now);

    private ListingRevision() { } // EF

    public RevisionId Id { get; private init; }
    public ListingId ListingId { get; private init; }

    /// <summary>1, 2, 3 … of its listing.</summary>
    public int Number { get; private init; }
    public RevisionState State { get; private set; }
    public ListingContent Content { get; private set; } = null!;
    public string BegunBy { get; private init; } = "";
    public DateTimeOffset BegunAt { get; private init; }
    public DateTimeOffset EditedAt { get; private set; }
    public string? SubmittedBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public string? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public IReadOnlyList<ReturnReason> Reasons { get; private set; } = [];
    public string? Note { get; private set; }

    public Result Edit(ListingContent content, DateTimeOffset now)
    {
        if (State is not RevisionState.Draft)
        {
            return CatalogRefusals.RevisionWrongState(State);
        }

        (Content, EditedAt) = (content, now);
        return Result.Success;
    }

    public Result Submit(Actor by, DateTimeOffset now)
    {
        if (State is not RevisionState.Draft)
        {
            return CatalogRefusals.RevisionWrongState(State);
        }

        (State, SubmittedBy, SubmittedAt) = (RevisionState.InReview, by.ToString(), now);
        return Result.Success;
    }

    /// <summary>Called back by its producer before anybody decided.</summary>
    public Result CallBack()
    {
        if (State is not RevisionState.InReview)
        {
            return CatalogRefusals.RevisionWrongState(State);
        }

        (State, SubmittedBy, SubmittedAt) = (RevisionState.Draft, null, null);
        return Result.Success;
    }

    public Result Approve(Actor by, DateTimeOffset now) => Decide(RevisionState.Approved, by, now);

    public Result Return(IReadOnlyList<ReturnReason> reasons, string? note, Actor by, DateTimeOffset now)
    {
        var decided = Decide(RevisionState.Returned, by, now);
        (Reasons, Note) = decided.Succeeded ? (reasons, note) : (Reasons, Note);
        return decided;
    }

    private Result Decide(RevisionState decision, Actor by, DateTimeOffset now)
    {
        if (State is not RevisionState.InReview)
        {
            return CatalogRefusals.RevisionWrongState(State);
        }

        (State, DecidedBy, DecidedAt) = (decision, by.ToString(), now);
        return Result.Success;
    }
}

internal sealed class ListingRevisionConfiguration : IEntityTypeConfiguration<ListingRevision>
{
    public void Configure(EntityTypeBuilder<ListingRevision> revision)
    {
        revision.ToTable("listing_revisions", CatalogModule.Schema);
        revision.Property(r => r.Content).AsJson();
        revision.Property(r => r.Reasons).AsJson();
        revision.Property(r => r.Note).HasMaxLength(ListingRevision.LongestNote);
        revision.Property(r => r.BegunBy).HasMaxLength(200);
        revision.Property(r => r.SubmittedBy).HasMaxLength(200);
        revision.Property(r => r.DecidedBy).HasMaxLength(200);
        revision.HasOne<Listing>().WithMany().HasForeignKey(r => r.ListingId).OnDelete(DeleteBehavior.Cascade);
        revision.HasIndex(r => new { r.ListingId, r.Number }).IsUnique();
        revision.HasIndex(r => r.ListingId).IsUnique().HasFilter("state in ('Draft', 'InReview')").HasDatabaseName("ix_listing_revisions_open");
        revision.HasIndex(r => r.SubmittedAt).HasFilter("state = 'InReview'").HasDatabaseName("ix_listing_revisions_waiting");
        revision.Property<uint>("xmin").IsRowVersion();
    }
}
