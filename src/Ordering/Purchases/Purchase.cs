using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Purchases;

/// <summary>
/// What one buyer confirmed: parcels, one for each producer and recipient. It never changes after the confirmation, apart from the contact;
/// its status is computed from its parcels and payments. Contract data: kept for its legal term (law 122/2025/QH15, three years).
/// </summary>
internal sealed class Purchase
{
    private readonly List<Parcel> _parcels = [];

    public PurchaseId Id { get; init; } = PurchaseId.New();

    /// <summary>To say on the telephone; not a secret.</summary>
    public required string Number { get; init; }

    /// <summary>SHA-256 of the giver's secret, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret itself, sealed (<see cref="PrivateLinks"/>).</summary>
    public required string TokenSeal { get; init; }

    /// <summary>Of the page that confirmed it: sent twice, it is the same purchase.</summary>
    public required Guid CheckoutKey { get; init; }

    /// <summary>Whose it is; null for a guest's, and when its member's account is deleted.</summary>
    public AccountId? Account { get; set; }
    public required CartPurpose Purpose { get; init; }
    public Occasion? Occasion { get; init; }
    public DateOnly? WantedFrom { get; init; }
    public DateOnly? WantedThrough { get; init; }
    public required string BuyerName { get; set; }
    public string? BuyerEmail { get; set; }
    public string? BuyerPhone { get; set; }

    /// <summary>Of the buyer: "vi" or "en"; letters are written in it.</summary>
    public required string Language { get; init; }
    public string? SenderName { get; init; }
    public bool HideAmounts { get; init; }
    public bool StoryCard { get; init; }
    public InvoiceRequest? Invoice { get; init; }
    public string? Note { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Sums over all lines; <see cref="Total"/> is goods and shipping and wrapping less discount.</summary>
    public Money Goods { get; set; }
    public Money Shipping { get; set; }
    public Money Wrapping { get; set; }
    public Money Discount { get; set; }
    public Money Total { get; set; }
    public IReadOnlyList<Parcel> Parcels => _parcels;

    public void Add(Parcel parcel) => _parcels.Add(parcel);

    /// <summary>Whether it was bought with this mailbox; an account's is confirmed, since nobody signs in before.</summary>
    public bool BelongsTo((string Email, string Language)? mailbox) => BuyerEmail is { Length: > 0 } email && string.Equals(email, mailbox?.Email, StringComparison.OrdinalIgnoreCase);
}

internal sealed class PurchaseConfiguration : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> purchase)
    {
        purchase.ToTable("purchases", OrderingModule.Schema, t => t.HasCheckConstraint("ck_purchases_total", "total = goods + shipping + wrapping - discount and total >= 0"));
        purchase.Property(p => p.Id).ValueGeneratedNever();
        purchase.Property(p => p.Number).HasMaxLength(20);
        purchase.Property(p => p.TokenHash).HasMaxLength(64);
        purchase.Property(p => p.TokenSeal).HasMaxLength(1000);
        purchase.Property(p => p.BuyerName).HasMaxLength(Cart.LongestName);
        purchase.Property(p => p.BuyerEmail).HasMaxLength(Cart.LongestEmail);
        purchase.Property(p => p.BuyerPhone).HasMaxLength(Cart.LongestPhone);
        purchase.Property(p => p.Language).HasMaxLength(2);
        purchase.Property(p => p.SenderName).HasMaxLength(Cart.LongestName);
        purchase.Property(p => p.Invoice).AsJson();
        purchase.Property(p => p.Note).HasMaxLength(Cart.LongestMessage);
        purchase.HasIndex(p => p.Number).IsUnique();
        purchase.HasIndex(p => p.TokenHash).IsUnique();
        purchase.HasIndex(p => p.CheckoutKey).IsUnique();
        purchase.HasIndex(p => new { p.Account, p.PlacedAt }).HasFilter("account is not null");
        purchase.HasIndex(p => p.BuyerEmail);
        purchase.HasIndex(p => p.BuyerPhone);
        purchase.HasIndex(p => p.PlacedAt);
        purchase.HasMany(p => p.Parcels).WithOne().HasForeignKey(p => p.PurchaseId).OnDelete(DeleteBehavior.Restrict);
        purchase.Navigation(p => p.Parcels).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
