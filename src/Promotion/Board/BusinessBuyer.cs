using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Board;

public enum BuyerKind
{
    Supermarket,
    Shop,
    Hotel,
    Restaurant,

    /// <summary>Bếp ăn tập thể.</summary>
    Kitchen,
    Distributor,
    Exporter,
    Other,
}

public enum BuyerState
{
    /// <summary>Waits for the office of its place.</summary>
    Applied,
    Verified,

    /// <summary>Not taken, or taken off the board; may ask again.</summary>
    Refused,
}

/// <summary>A business that buys by contract. It posts needs once the office of its place has seen that it exists.</summary>
internal sealed class BusinessBuyer
{
    public const int LongestName = 200, LongestText = 600;

    public BusinessBuyer(AccountId account, DateTimeOffset now) => (Id, AccountId, AppliedAt) = (BusinessBuyerId.New(), account, now);

    private BusinessBuyer() { } // EF

    public BusinessBuyerId Id { get; private init; }

    /// <summary>Who speaks for it; one business a person.</summary>
    public AccountId AccountId { get; private init; }
    public string Name { get; set; } = "";

    /// <summary>Ten or thirteen digits (Luật Quản lý thuế 2019, article 30), the second part after a hyphen.</summary>
    public string TaxCode { get; set; } = "";
    public BuyerKind Kind { get; set; }
    public string ContactName { get; set; } = "";
    public string Phone { get; set; } = "";
    public string? Address { get; set; }
    public string ProvinceCode { get; set; } = "";
    public string CommuneCode { get; set; } = "";
    public string? About { get; set; }
    public BuyerState State { get; private set; }

    /// <summary>Why it was not taken.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset AppliedAt { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Who it is has changed, so the office looks again; its open needs stay hidden meanwhile.</summary>
    public void Apply(DateTimeOffset now) => (State, Reason, AppliedAt, DecidedAt) = (BuyerState.Applied, null, now, null);

    public Result Decide(bool verified, string? reason, DateTimeOffset now)
    {
        if (State is BuyerState.Refused || (State is BuyerState.Verified && verified))
        {
            return PromotionRefusals.BuyerWrongState(State);
        }

        (State, Reason, DecidedAt) = (verified ? BuyerState.Verified : BuyerState.Refused, verified ? null : reason, now);
        return Result.Success;
    }

    /// <summary>Its person is gone, and with them whoever could be reached.</summary>
    public void Forget(DateTimeOffset now)
    {
        (ContactName, Phone, Address, About) = ("", "", null, null);
        (State, Reason, DecidedAt) = (BuyerState.Refused, "–", now);
    }
}

internal sealed class BusinessBuyerConfiguration : IEntityTypeConfiguration<BusinessBuyer>
{
    public void Configure(EntityTypeBuilder<BusinessBuyer> buyer)
    {
        buyer.ToTable("business_buyers", PromotionModule.Schema, t => t.HasCheckConstraint("ck_business_buyers_reason", "(state = 'Refused') = (reason is not null)"));
        buyer.Property(b => b.Id).ValueGeneratedNever();
        buyer.Property(b => b.Name).HasMaxLength(BusinessBuyer.LongestName);
        buyer.Property(b => b.TaxCode).HasMaxLength(14);
        buyer.Property(b => b.ContactName).HasMaxLength(100);
        buyer.Property(b => b.Phone).HasMaxLength(20);
        buyer.Property(b => b.Address).HasMaxLength(BusinessBuyer.LongestName);
        buyer.Property(b => b.ProvinceCode).HasMaxLength(2);
        buyer.Property(b => b.CommuneCode).HasMaxLength(5);
        buyer.Property(b => b.About).HasMaxLength(BusinessBuyer.LongestText);
        buyer.Property(b => b.Reason).HasMaxLength(BusinessBuyer.LongestText);
        buyer.HasIndex(b => b.AccountId).IsUnique();
        buyer.HasIndex(b => new { b.State, b.AppliedAt });
        buyer.Property<uint>("xmin").IsRowVersion();
    }
}
