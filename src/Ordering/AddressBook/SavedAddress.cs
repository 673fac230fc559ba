using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;

namespace OcopMarket.Ordering.AddressBook;

/// <summary>Somebody to whom a member sends again. Often data of a third person: it serves the member's next orders only (law 91/2025/QH15).</summary>
internal sealed class SavedAddress
{
    public const int Most = 50;

    public SavedAddressId Id { get; init; } = SavedAddressId.New();
    public required AccountId Account { get; init; }
    public string Name { get; set; } = "";
    public string Phone { get; set; } = "";

    /// <summary>House, street, hamlet.</summary>
    public string Street { get; set; } = "";
    public string CommuneCode { get; set; } = "";
    public string ProvinceCode { get; set; } = "";

    /// <summary>The commune's full name when it was saved: what is asked about when its code is gone.</summary>
    public string CommuneName { get; set; } = "";

    /// <summary>The place as it was typed, where it was an older name.</summary>
    public string? PlaceWritten { get; set; }

    /// <summary>Where the member gets things themselves; one in a book at most.</summary>
    public bool Own { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    /// <summary>The commune of today; null where it has been divided since, or nobody knows it: then the member has to say it anew.</summary>
    public Commune? CommuneOf(AreaDirectory areas)
        => areas.FindCommune(CommuneCode) ?? (areas.Resolve(CommuneName, null, areas.FindProvince(ProvinceCode)?.Name) is AreaResolution.Found found ? found.Commune : null);
}

internal sealed class SavedAddressConfiguration : IEntityTypeConfiguration<SavedAddress>
{
    public void Configure(EntityTypeBuilder<SavedAddress> address)
    {
        address.ToTable("saved_addresses", OrderingModule.Schema);
        address.Property(a => a.Id).ValueGeneratedNever();
        address.Property(a => a.Name).HasMaxLength(Cart.LongestName);
        address.Property(a => a.Phone).HasMaxLength(Cart.LongestPhone);
        address.Property(a => a.Street).HasMaxLength(Recipient.LongestAddress);
        address.Property(a => a.CommuneCode).HasMaxLength(5);
        address.Property(a => a.ProvinceCode).HasMaxLength(2);
        address.Property(a => a.CommuneName).HasMaxLength(150);
        address.Property(a => a.PlaceWritten).HasMaxLength(300);
        address.HasIndex(a => a.Account);
        address.HasIndex(a => a.Account, "ix_saved_addresses_own").IsUnique().HasFilter("own");
    }
}
