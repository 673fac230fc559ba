using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>What a shopper put together and shares by a secret address. It tells nobody who made it, and never changes.</summary>
internal sealed class OwnBasket
{
    public const int LongestName = 80, MostLines = 30, MostADay = 20, KeptMonths = 12;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>SHA-256 of the secret in its address, hexadecimal.</summary>
    public required string TokenHash { get; init; }
    public required string Name { get; init; }

    /// <summary>Packings and pieces of one basket.</summary>
    public required IReadOnlyList<StockLine> Lines { get; init; }

    /// <summary>The member who keeps it: for nobody else to know. Guests' belong to nobody.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The secret itself, sealed (<see cref="Purchases.PrivateLinks"/>), so that its member is told the address again; null for guests'.</summary>
    public string? TokenSeal { get; init; }

    /// <summary>A hash of whose cart it was, for a day: it only bounds how many somebody makes.</summary>
    public string? Maker { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody last opened it, to the day.</summary>
    public required DateTimeOffset UsedAt { get; init; }
}

internal sealed class OwnBasketConfiguration : IEntityTypeConfiguration<OwnBasket>
{
    public void Configure(EntityTypeBuilder<OwnBasket> basket)
    {
        basket.ToTable("own_baskets", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_own_baskets_lines", "jsonb_array_length(lines) between 1 and 30");
            t.HasCheckConstraint("ck_own_baskets_member", "(account is null) = (token_seal is null)");
        });
        basket.Property(b => b.Id).ValueGeneratedNever();
        basket.Property(b => b.TokenHash).HasMaxLength(64);
        basket.Property(b => b.Name).HasMaxLength(OwnBasket.LongestName);
        basket.Property(b => b.Lines).AsJson();
        basket.Property(b => b.TokenSeal).HasMaxLength(1000);
        basket.Property(b => b.Maker).HasMaxLength(64);
        basket.HasIndex(b => b.Account).HasFilter("account is not null");
        basket.HasIndex(b => b.TokenHash).IsUnique();
        basket.HasIndex(b => b.Maker).HasFilter("maker is not null");
        basket.HasIndex(b => b.UsedAt);
    }
}
