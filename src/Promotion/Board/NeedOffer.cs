using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Board;

public enum NeedOfferState
{
    Sent,

    /// <summary>Taken back by its producer.</summary>
    Withdrawn,
    Accepted,
    Declined,
}

/// <summary>What became of an accepted offer, as the buyer or the producer last said; for the office's report.</summary>
public enum ContractState
{
    Talking,
    Concluded,
    Delivering,
    Done,
    Broken,
}

/// <summary>A producer's price for a need. Its buyer and its producer see it, nobody else.</summary>
internal sealed class NeedOffer
{
    public const int LongestText = 2000, MostProducts = 20, MostLeadDays = 365;

    public NeedOffer(BuyerNeedId need, ProducerId producer, DateTimeOffset now) => (Id, NeedId, ProducerId, SentAt, ChangedAt) = (NeedOfferId.New(), need, producer, now, now);

    private NeedOffer() { } // EF

    public NeedOfferId Id { get; private init; }
    public BuyerNeedId NeedId { get; private init; }

    /// <summary>One offer a producer and need; a new price takes the place of the old one.</summary>
    public ProducerId ProducerId { get; private init; }
    public Guid[] Products { get; set; } = [];

    /// <summary>For one unit of the need, in đồng.</summary>
    public Money Price { get; set; }
    public long Quantity { get; set; }
    public int LeadDays { get; set; }
    public string? Text { get; set; }

    /// <summary>The last day the price stands.</summary>
    public DateOnly ValidThrough { get; set; }
    public NeedOfferState State { get; private set; }
    public string? Reason { get; private set; }
    public ContractState? Contract { get; private set; }
    public string? ContractNumber { get; private set; }
    public DateOnly? SignedOn { get; private set; }
    public Money? ContractValue { get; private set; }
    public DateTimeOffset SentAt { get; private init; }
    public DateTimeOffset ChangedAt { get; private set; }

    public bool StandsOn(DateOnly today) => State is NeedOfferState.Sent && today <= ValidThrough;

    /// <summary>A new price, also after it was taken back, declined or ran out.</summary>
    public Result Send(DateTimeOffset now)
    {
        if (State is NeedOfferState.Accepted)
        {
            return PromotionRefusals.OfferWrongState(State);
        }

        (State, Reason, ChangedAt) = (NeedOfferState.Sent, null, now);
        return Result.Success;
    }

    public Result Withdraw(DateTimeOffset now)
    {
        if (State is not NeedOfferState.Sent)
        {
            return PromotionRefusals.OfferWrongState(State);
        }

        (State, ChangedAt) = (NeedOfferState.Withdrawn, now);
        return Result.Success;
    }

    public Result Answer(bool accepted, string? reason, DateOnly today, DateTimeOffset now)
    {
        if (State is not NeedOfferState.Sent)
        {
            return PromotionRefusals.OfferWrongState(State);
        }

        if (accepted && today > ValidThrough)
        {
            return PromotionRefusals.OfferRanOut(ValidThrough);
        }

        (State, Reason, Contract, ChangedAt) = (accepted ? NeedOfferState.Accepted : NeedOfferState.Declined, reason, accepted ? ContractState.Talking : null, now);
        return Result.Success;
    }

    /// <summary>How the contract stands; a signed one has number, day and value.</summary>
    public Result Say(ContractState state, string? number, DateOnly? signedOn, Money? value, DateTimeOffset now)
    {
        if (State is not NeedOfferState.Accepted)
        {
            return PromotionRefusals.OfferWrongState(State);
        }

        if (state is not (ContractState.Talking or ContractState.Broken) && (number is null || signedOn is null || value is not { Dong: > 0 }))
        {
            return PromotionRefusals.ContractIncomplete();
        }

        (Contract, ContractNumber, SignedOn, ContractValue, ChangedAt) = (state, number, signedOn, value, now);
        return Result.Success;
    }
}

internal sealed class NeedOfferConfiguration : IEntityTypeConfiguration<NeedOffer>
{
    public void Configure(EntityTypeBuilder<NeedOffer> offer)
    {
        offer.ToTable("need_offers", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_need_offers_numbers", "price > 0 and quantity > 0 and lead_days between 0 and 365 and cardinality(products) between 1 and 20 and contract_value > 0");
            t.HasCheckConstraint("ck_need_offers_contract", "(state = 'Accepted') = (contract is not null)");
        });
        offer.Property(o => o.Id).ValueGeneratedNever();
        offer.Property(o => o.Text).HasMaxLength(NeedOffer.LongestText);
        offer.Property(o => o.Reason).HasMaxLength(NeedOffer.LongestText);
        offer.Property(o => o.ContractNumber).HasMaxLength(60);
        offer.HasIndex(o => new { o.NeedId, o.ProducerId }).IsUnique();
        offer.HasIndex(o => new { o.ProducerId, o.ChangedAt });
        offer.HasOne<BuyerNeed>().WithMany().HasForeignKey(o => o.NeedId).OnDelete(DeleteBehavior.Restrict);
        offer.Property<uint>("xmin").IsRowVersion();
    }
}
