using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

public enum ParticipationState
{
    /// <summary>None of its products may go to the fair as things stand.</summary>
    NotEligible,
    Eligible,

    /// <summary>A place is asked for and none is free; the next free one is offered in the order of applying.</summary>
    Waiting,

    /// <summary>A place is kept for it until the offer ends.</summary>
    Offered,
    Accepted,

    /// <summary>Said no to the offer.</summary>
    Declined,

    /// <summary>Did not answer the offer in time.</summary>
    Lapsed,

    /// <summary>The office says no, with a reason.</summary>
    TurnedDown,

    /// <summary>Taken back by the producer.</summary>
    Withdrawn,

    /// <summary>Came.</summary>
    CheckedIn,
}

/// <summary>Whom the office talks to about an application.</summary>
public sealed record FairContact(string Name, string Phone, string? Email);

/// <summary>A producer asks for a place at a fair: one application each, that goes its way from asking to having come.</summary>
internal sealed class FairApplication
{
    public const int MostBooths = 6, MostProducts = 40, LongestName = 120, LongestText = 1000, LongestDocument = 120;

    public FairApplication(FairId fair, ProducerId producer, int number, string communeCode, string provinceCode, DateTimeOffset now)
        => (Id, FairId, ProducerId, Number, CommuneCode, ProvinceCode, AppliedAt, ChangedAt) = (FairApplicationId.New(), fair, producer, number, communeCode, provinceCode, now, now);

    private FairApplication() { } // EF

    public FairApplicationId Id { get; private init; }
    public FairId FairId { get; private init; }
    public ProducerId ProducerId { get; private init; }

    /// <summary>In the order of applying, from 1; the order of the waiting list.</summary>
    public int Number { get; private set; }

    /// <summary>Of the producer as it applied; quotas count by it.</summary>
    public string CommuneCode { get; private init; } = "";
    public string ProvinceCode { get; private init; } = "";

    /// <summary>Of the six groups the one that most of its products belong to; quotas count by it.</summary>
    public string Group { get; set; } = "";

    /// <summary>What it wants to show; what may be shown is asked of the registry each time.</summary>
    public IReadOnlyList<ProductId> Products { get; set; } = [];
    public int Booths { get; set; }
    public FairContact Contact { get; set; } = new("", "", null);
    public string? Wishes { get; set; }
    public AccountId? AppliedBy { get; set; }
    public ParticipationState State { get; private set; }

    /// <summary>When it took its place in the order.</summary>
    public DateTimeOffset AppliedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Set exactly while an offer stands: the first moment that is too late.</summary>
    public DateTimeOffset? OfferEndsAt { get; private set; }

    /// <summary>Why the office turned it down.</summary>
    public string? Reason { get; private set; }

    /// <summary>So many of its products were eligible when it was last looked at.</summary>
    public int EligibleProducts { get; private set; }

    /// <summary>Pressed at the ground, by the clock of the device that may have been without a line.</summary>
    public DateTimeOffset? CameAt { get; private set; }

    /// <summary>When the market heard of it.</summary>
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>Of the press that checked it in: sent twice it does nothing.</summary>
    public Guid? CheckInKey { get; private set; }

    /// <summary>Money of the state for this participation, in whole đồng, with the paper that grants it.</summary>
    public Money? Support { get; private set; }
    public string? SupportDocument { get; private set; }

    /// <summary>Reminders about the results that have gone out.</summary>
    public int Reminders { get; set; }

    /// <summary>A place that nobody else can have.</summary>
    public bool HoldsPlace => State is ParticipationState.Offered or ParticipationState.Accepted or ParticipationState.CheckedIn;

    /// <summary>Waits for the office or for a place.</summary>
    public bool IsOpen => State is ParticipationState.NotEligible or ParticipationState.Eligible or ParticipationState.Waiting;

    /// <summary>Asks once more after it was over, at the end of the line.</summary>
    public Result Renew(int number, DateTimeOffset now)
    {
        if (State is not (ParticipationState.Declined or ParticipationState.Lapsed or ParticipationState.Withdrawn))
        {
            return ParticipationRefusals.ApplicationWrongState(State);
        }

        (State, Number, AppliedAt, ChangedAt) = (ParticipationState.NotEligible, number, now, now);
        return Result.Success;
    }

    /// <summary>What the registry says of its products today. Places that are accepted stay: their office decides.</summary>
    /// <returns>Whether the producer has to hear of it.</returns>
    public bool Look(int eligible, DateTimeOffset now)
    {
        var before = (State, EligibleProducts);
        EligibleProducts = eligible;
        State = (State, eligible) switch
        {
            (ParticipationState.Eligible or ParticipationState.Waiting or ParticipationState.Offered, 0) => ParticipationState.NotEligible,
            (ParticipationState.NotEligible, > 0) => ParticipationState.Eligible,
            var (state, _) => state,
        };
        OfferEndsAt = State is ParticipationState.Offered ? OfferEndsAt : null;
        if (before == (State, EligibleProducts))
        {
            return false;
        }

        ChangedAt = now;
        return before.State != State || (State is ParticipationState.Accepted && eligible < before.EligibleProducts);
    }

    public Result PutOnWaiting(DateTimeOffset now) => Move(now, ParticipationState.Waiting, ParticipationState.Eligible);

    public Result Offer(DateTimeOffset now, DateTimeOffset ends)
    {
        var moved = Move(now, ParticipationState.Offered, ParticipationState.Eligible, ParticipationState.Waiting);
        OfferEndsAt = moved.Succeeded ? ends : OfferEndsAt;
        return moved;
    }

    /// <summary>The fair was moved: whoever had said yes is asked again, and keeps the place meanwhile.</summary>
    public Result AskAgain(DateTimeOffset now, DateTimeOffset ends)
    {
        var moved = Move(now, ParticipationState.Offered, ParticipationState.Accepted, ParticipationState.Offered);
        OfferEndsAt = moved.Succeeded ? ends : OfferEndsAt;
        return moved;
    }

    public Result Accept(DateTimeOffset now)
        => State is ParticipationState.Accepted ? Result.Success // pressed twice
            : State is ParticipationState.Offered && now >= OfferEndsAt ? ParticipationRefusals.OfferOver(OfferEndsAt.Value)
            : Move(now, ParticipationState.Accepted, ParticipationState.Offered);

    public Result Decline(DateTimeOffset now)
        => State is ParticipationState.Declined ? Result.Success
            : State is ParticipationState.Offered && now >= OfferEndsAt ? ParticipationRefusals.OfferOver(OfferEndsAt.Value)
            : Move(now, ParticipationState.Declined, ParticipationState.Offered);

    public Result Lapse(DateTimeOffset now)
        => State is ParticipationState.Offered && now < OfferEndsAt ? ParticipationRefusals.ApplicationWrongState(State) : Move(now, ParticipationState.Lapsed, ParticipationState.Offered);

    public Result TurnDown(string reason, DateTimeOffset now)
    {
        var moved = Move(now, ParticipationState.TurnedDown, ParticipationState.NotEligible, ParticipationState.Eligible, ParticipationState.Waiting, ParticipationState.Offered, ParticipationState.Accepted);
        Reason = moved.Succeeded ? reason : Reason;
        return moved;
    }

    public Result Withdraw(DateTimeOffset now)
        => Move(now, ParticipationState.Withdrawn, ParticipationState.NotEligible, ParticipationState.Eligible, ParticipationState.Waiting, ParticipationState.Offered, ParticipationState.Accepted);

    /// <param name="cameAt">As the device says; what lies ahead of the market's clock counts as now.</param>
    public Result CheckIn(Guid key, DateTimeOffset cameAt, DateTimeOffset now)
    {
        if (State is ParticipationState.CheckedIn)
        {
            return Result.Success; // here already, by this press or another's
        }

        var moved = Move(now, ParticipationState.CheckedIn, ParticipationState.Accepted);
        if (moved.Succeeded)
        {
            (CheckInKey, CameAt, CheckedInAt) = (key, cameAt < now ? cameAt : now, now);
        }

        return moved;
    }

    public Result UndoCheckIn(DateTimeOffset now)
    {
        var moved = Move(now, ParticipationState.Accepted, ParticipationState.CheckedIn);
        if (moved.Succeeded)
        {
            (CheckInKey, CameAt, CheckedInAt) = (null, null, null);
        }

        return moved;
    }

    public void Grant(Money? amount, string? document, DateTimeOffset now) => (Support, SupportDocument, ChangedAt) = (amount, document, now);

    public void Touch(DateTimeOffset now) => ChangedAt = now;

    private Result Move(DateTimeOffset now, ParticipationState to, params ReadOnlySpan<ParticipationState> from)
    {
        if (!from.Contains(State))
        {
            return ParticipationRefusals.ApplicationWrongState(State);
        }

        (State, ChangedAt, OfferEndsAt) = (to, now, null);
        return Result.Success;
    }
}

internal sealed class FairApplicationConfiguration : IEntityTypeConfiguration<FairApplication>
{
    public void Configure(EntityTypeBuilder<FairApplication> application)
    {
        application.ToTable("fair_applications", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_fair_applications_booths", "booths between 1 and 6 and number > 0");
            t.HasCheckConstraint("ck_fair_applications_products", "jsonb_array_length(products) between 1 and 40");
            t.HasCheckConstraint("ck_fair_applications_offer", "(state = 'Offered') = (offer_ends_at is not null)");
            t.HasCheckConstraint("ck_fair_applications_came", "(state = 'CheckedIn') = (checked_in_at is not null) and num_nulls(came_at, checked_in_at, check_in_key) in (0, 3)");
            t.HasCheckConstraint("ck_fair_applications_support", "num_nulls(support, support_document) in (0, 2) and support >= 0");
        });
        application.Ignore(a => a.HoldsPlace).Ignore(a => a.IsOpen);
        application.Property(a => a.Id).ValueGeneratedNever();
        application.Property(a => a.CommuneCode).HasMaxLength(5);
        application.Property(a => a.ProvinceCode).HasMaxLength(2);
        application.Property(a => a.Group).HasMaxLength(60);
        application.Property(a => a.Products).AsJson();
        application.Property(a => a.Contact).AsJson();
        application.Property(a => a.Wishes).HasMaxLength(FairApplication.LongestText);
        application.Property(a => a.Reason).HasMaxLength(FairApplication.LongestText);
        application.Property(a => a.SupportDocument).HasMaxLength(FairApplication.LongestDocument);
        application.HasOne<Fair>().WithMany().HasForeignKey(a => a.FairId).OnDelete(DeleteBehavior.Restrict);
        application.HasIndex(a => new { a.FairId, a.ProducerId }).IsUnique();
        application.HasIndex(a => new { a.FairId, a.Number }).IsUnique();
        application.HasIndex(a => a.ProducerId);
        application.HasIndex(a => a.OfferEndsAt).HasFilter("offer_ends_at is not null");
        application.Property<uint>("xmin").IsRowVersion();
    }
}
