using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Corporate;

/// <summary>
/// Gifts that a company plans for many people: what they get, who they are and on which day, until a quotation of it is approved and it becomes a
/// purchase. Whoever holds its secret may change it; nobody needs an account.
/// </summary>
internal sealed class CorporateOrder
{
    public const int MostKinds = 5, KeptDays = 90;

    public CorporateOrderId Id { get; init; } = CorporateOrderId.New();

    /// <summary>SHA-256 of the secret of whoever prepares it, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret itself, sealed (<see cref="Purchases.PrivateLinks"/>).</summary>
    public required string TokenSeal { get; init; }

    /// <summary>"vi" or "en"; letters are written in it.</summary>
    public required string Language { get; init; }

    /// <summary>One request; each seller issues its own invoice by it.</summary>
    public required InvoiceRequest Company { get; set; }
    public required string ContactName { get; set; }
    public required string ContactEmail { get; set; }
    public required string ContactPhone { get; set; }

    /// <summary>As receivers shall read it.</summary>
    public required string SenderName { get; set; }

    /// <summary>For everybody whose row and whose gift say nothing else.</summary>
    public string? Message { get; set; }

    /// <summary>The day for everybody whose row names none.</summary>
    public required DateOnly WantedOn { get; set; }
    public IReadOnlyList<GiftKind> Kinds { get; set; } = [];

    /// <summary>As the voucher is written; whether it counts is asked with each plan.</summary>
    public string? VoucherCode { get; set; }

    /// <summary>Goes up with every change: a quotation is of one revision and no longer holds for the next.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>What an approval made of it; then nothing of it changes any more.</summary>
    public PurchaseId? PurchaseId { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset TouchedAt { get; set; }

    public void Change(DateTimeOffset now) => (Revision, TouchedAt) = (Revision + 1, now);
}

/// <summary>What some of the people get, each of them the same.</summary>
/// <param name="Number">Within the order; the number of one that was taken out is not used again while others are higher.</param>
public sealed record GiftKind(int Number, string Name, IReadOnlyList<GiftItem> Items, WrapKind? Wrap, string? Message);

public sealed record GiftItem(VariantId Variant, ListingId Listing, ProducerId Producer, int Pieces);

/// <summary>Somebody who gets gifts of a company. Personal data of a third person: it goes with the order's approval, or when the order is forgotten.</summary>
internal sealed class CorporateRecipient
{
    public RecipientId Id { get; init; } = RecipientId.New();
    public required CorporateOrderId OrderId { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public string? Phone { get; init; }

    /// <summary>Null where the receiver is asked for the address once the gift is paid; with the commune.</summary>
    public string? Street { get; init; }
    public string? CommuneCode { get; init; }
    public required string ProvinceCode { get; init; }

    /// <summary>Where a receiver is asked; without one the company passes the link on.</summary>
    public string? Email { get; init; }
    public string? PlaceWritten { get; init; }
    public string? Message { get; init; }

    /// <summary><see cref="GiftKind.Number"/>.</summary>
    public required int Kind { get; init; }

    /// <summary>How many of it: a conference has all of them brought to one place.</summary>
    public required int Gifts { get; init; }

    /// <summary>Null where the order's day counts.</summary>
    public DateOnly? WantedOn { get; init; }
}

internal sealed class CorporateOrderConfiguration : IEntityTypeConfiguration<CorporateOrder>, IEntityTypeConfiguration<CorporateRecipient>
{
    public void Configure(EntityTypeBuilder<CorporateOrder> order)
    {
        order.ToTable("corporate_orders", OrderingModule.Schema);
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.TokenHash).HasMaxLength(64);
        order.Property(o => o.TokenSeal).HasMaxLength(1000);
        order.Property(o => o.Language).HasMaxLength(2);
        order.Property(o => o.Company).AsJson();
        order.Property(o => o.ContactName).HasMaxLength(Cart.LongestName);
        order.Property(o => o.ContactEmail).HasMaxLength(Cart.LongestEmail);
        order.Property(o => o.ContactPhone).HasMaxLength(Cart.LongestPhone);
        order.Property(o => o.SenderName).HasMaxLength(Cart.LongestName);
        order.Property(o => o.Message).HasMaxLength(Cart.LongestMessage);
        order.Property(o => o.Kinds).AsJson();
        order.Property(o => o.VoucherCode).HasMaxLength(Voucher.LongestCode);
        order.HasIndex(o => o.TokenHash).IsUnique();
        order.HasIndex(o => o.PurchaseId).IsUnique();
        order.HasIndex(o => o.TouchedAt).HasFilter("purchase_id is null");
        order.HasOne<Purchases.Purchase>().WithMany().HasForeignKey(o => o.PurchaseId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CorporateRecipient> recipient)
    {
        recipient.ToTable("corporate_recipients", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_corporate_recipients_gifts", "gifts > 0");
            t.HasCheckConstraint("ck_corporate_recipients_address", "(street is null) = (commune_code is null) and (street is null or phone is not null)");
        });
        recipient.Property(r => r.Id).ValueGeneratedNever();
        recipient.Property(r => r.Name).HasMaxLength(Cart.LongestName);
        recipient.Property(r => r.Phone).HasMaxLength(Cart.LongestPhone);
        recipient.Property(r => r.Street).HasMaxLength(Recipient.LongestAddress);
        recipient.Property(r => r.CommuneCode).HasMaxLength(5);
        recipient.Property(r => r.ProvinceCode).HasMaxLength(2);
        recipient.Property(r => r.Email).HasMaxLength(Cart.LongestEmail);
        recipient.Property(r => r.PlaceWritten).HasMaxLength(300);
        recipient.Property(r => r.Message).HasMaxLength(Cart.LongestMessage);
        recipient.HasOne<CorporateOrder>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Cascade);
        recipient.HasIndex(r => new { r.OrderId, r.Position }).IsUnique();
    }
}
