using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;

namespace OcopMarket.Catalog.DatedPrices;

/// <summary>
/// A lower price of a packing on some days, and who pays the difference. When it counts is said in SQL, beside the Offer rule:
/// <c>catalog.dated_prices_on</c>.
/// </summary>
internal sealed class DatedPrice
{
    public const int LongestPayer = 160, LongestFair = 160, LongestReason = 600, MostPiecesEver = 1_000_000;

    public DatedPrice(DatedPriceDraft draft, Money perPiece, AccountId? setBy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(draft);
        (Id, VariantId, ProducerId, Price, PerPiece, From, Through) = (DatedPriceId.New(), draft.Variant, draft.Producer, draft.Price, perPiece, draft.From, draft.Through);
        (PayerKind, PayerName, MostPieces, SetBy, SetAt) = (draft.Payer.Kind, draft.Payer.Name, draft.MostPieces, setBy, now);
        (FairId, FairSlug, FairName, FairNameEn, FairSequence) = (draft.Fair.Id, draft.Fair.Slug, draft.Fair.Name, draft.Fair.NameEn, draft.Fair.Sequence);
        ConfirmedAt = draft.Payer.Kind is PricePayerKind.Producer ? now : null;
    }

    private DatedPrice() { } // EF

    public DatedPriceId Id { get; private init; }
    public VariantId VariantId { get; private init; }
    public ProducerId ProducerId { get; private init; }
    public Money Price { get; private init; }

    /// <summary>What the payer bears of one piece at most: the ordinary price as it was when this one was set, less this one.</summary>
    public Money PerPiece { get; private init; }

    /// <summary>Both days included, in Vietnam.</summary>
    public DateOnly From { get; private set; }
    public DateOnly Through { get; private set; }
    public PricePayerKind PayerKind { get; private init; }

    /// <summary>Null where the producer pays itself.</summary>
    public string? PayerName { get; private init; }

    /// <summary>So many are sold at this price; null where the producer pays and sets no end.</summary>
    public int? MostPieces { get; private init; }

    /// <summary>Pieces of confirmed purchases that have not been cancelled before they left.</summary>
    public int Sold { get; private init; }

    /// <summary>The fair that it is a price of; its module is above this one.</summary>
    public Guid FairId { get; private init; }
    public string FairSlug { get; private init; } = "";
    public string FairName { get; private init; } = "";
    public string? FairNameEn { get; private init; }

    /// <summary>Of the fair when these days were right: what befell it later has still to be followed.</summary>
    public int FairSequence { get; private set; }
    public AccountId? SetBy { get; private init; }
    public DateTimeOffset SetAt { get; private init; }

    /// <summary>Null while whoever answers for the payer has not said yes.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The first moment at which it counts no more.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public DatedPriceEnd? EndedBecause { get; private set; }

    /// <summary>What an office wrote when it ended it.</summary>
    public string? Reason { get; private set; }

    public Result Confirm(DateOnly today, DateTimeOffset now)
    {
        if (WithdrawnAt is not null || ConfirmedAt is not null || Through < today)
        {
            return CatalogRefusals.DatedPriceOver();
        }

        ConfirmedAt = now;
        return Result.Success;
    }

    public Result End(DatedPriceEnd because, string? reason, DateOnly today, DateTimeOffset now)
    {
        if (WithdrawnAt is not null || Through < today)
        {
            return CatalogRefusals.DatedPriceOver();
        }

        (WithdrawnAt, EndedBecause, Reason) = (now, because, reason);
        return Result.Success;
    }

    /// <summary>Its fair has other days; what does not lie in them falls away.</summary>
    /// <returns>False when nothing is left of it.</returns>
    public bool Follow(int days, DateOnly from, DateOnly through, int sequence)
    {
        FairSequence = sequence;
        var (first, last) = (From.AddDays(days), Through.AddDays(days));
        (first, last) = (first < from ? from : first, last > through ? through : last);
        if (last < first)
        {
            return false;
        }

        (From, Through) = (first, last);
        return true;
    }

}

internal sealed class DatedPriceConfiguration : IEntityTypeConfiguration<DatedPrice>
{
    public void Configure(EntityTypeBuilder<DatedPrice> price)
    {
        price.ToTable("dated_prices", CatalogModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_dated_prices_days", "\"from\" <= through");
            t.HasCheckConstraint("ck_dated_prices_amounts", "price > 0 and per_piece > 0");
            t.HasCheckConstraint("ck_dated_prices_payer", "(payer_kind = 'Producer') = (payer_name is null) and (payer_kind = 'Producer' or most_pieces is not null)");
            t.HasCheckConstraint("ck_dated_prices_sold", "sold >= 0 and most_pieces > 0 and (most_pieces is null or sold <= most_pieces)");
            t.HasCheckConstraint("ck_dated_prices_end", "(withdrawn_at is null) = (ended_because is null)");
        });
        price.Property(p => p.Id).ValueGeneratedNever();
        price.Property(p => p.PayerName).HasMaxLength(DatedPrice.LongestPayer);
        price.Property(p => p.FairSlug).HasMaxLength(200);
        price.Property(p => p.FairName).HasMaxLength(DatedPrice.LongestFair);
        price.Property(p => p.FairNameEn).HasMaxLength(DatedPrice.LongestFair);
        price.Property(p => p.Reason).HasMaxLength(DatedPrice.LongestReason);
        price.HasOne<Variant>().WithMany().HasForeignKey(p => p.VariantId).OnDelete(DeleteBehavior.Cascade);
        price.HasIndex(p => new { p.FairId, p.ProducerId });
        price.HasIndex(p => p.VariantId);
    }
}
