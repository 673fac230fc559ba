using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Gifts;

/// <summary>
/// The question to a receiver where a gift shall go: one for all parcels of a purchase that are for this person. None of them is packed before it is
/// answered. The clock runs from the payment on.
/// </summary>
internal sealed class AddressAsk
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required PurchaseId PurchaseId { get; init; }
    public required string RecipientName { get; init; }

    /// <summary>As the giver named it: shipping was quoted and paid for this province.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Where the question goes by mail, as long as it is open; else the giver passes the link on.</summary>
    public string? Email { get; set; }

    /// <summary>SHA-256 of the secret, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret itself, sealed (<see cref="PrivateLinks"/>).</summary>
    public required string TokenSeal { get; init; }
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>The last day for the answer; later ones still count while the parcels wait.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The day of the next reminder; null when there is none to come.</summary>
    public DateOnly? RemindOn { get; set; }
    public DateTimeOffset? FilledAt { get; set; }

    /// <summary>Province of an answer that the paid shipping does not reach; the giver was told.</summary>
    public string? OutsideProvince { get; set; }
}

/// <summary>Days of questions for addresses.</summary>
public static class AddressSettings
{
    /// <summary>Days that a receiver has for the answer, counted from the payment.</summary>
    public static readonly Setting<int> Days = Setting.Whole("ordering.address_days", SettingUnit.Days, 7, least: 1, most: 60);

    /// <summary>Days between reminders.</summary>
    public static readonly Setting<int> ReminderDays = Setting.Whole("ordering.address_reminder_days", SettingUnit.Days, 2, least: 1, most: 30);

    internal static IReadOnlyList<Setting> All { get; } = [Days, ReminderDays];
}

internal sealed class AddressAskConfiguration : IEntityTypeConfiguration<AddressAsk>
{
    public void Configure(EntityTypeBuilder<AddressAsk> ask)
    {
        ask.ToTable("address_asks", OrderingModule.Schema);
        ask.Property(a => a.Id).ValueGeneratedNever();
        ask.Property(a => a.RecipientName).HasMaxLength(Cart.LongestName);
        ask.Property(a => a.ProvinceCode).HasMaxLength(2);
        ask.Property(a => a.OutsideProvince).HasMaxLength(2);
        ask.Property(a => a.Email).HasMaxLength(Cart.LongestEmail);
        ask.Property(a => a.TokenHash).HasMaxLength(64);
        ask.Property(a => a.TokenSeal).HasMaxLength(1000);
        ask.HasOne<Purchase>().WithMany().HasForeignKey(a => a.PurchaseId).OnDelete(DeleteBehavior.Restrict);
        ask.HasIndex(a => a.TokenHash).IsUnique();
        ask.HasIndex(a => a.RemindOn);
        ask.Property<uint>("xmin").IsRowVersion();
    }
}
