using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Who types the address.</summary>
public enum AddressBy
{
    Buyer,

    /// <summary>The receiver, by a private link that the buyer passes on.</summary>
    Receiver,
}

/// <summary>Somebody who shall get the goods of a cart. Personal data of a third person: it serves the delivery only (law 91/2025/QH15).</summary>
internal sealed class Recipient
{
    public const int LongestAddress = 200, MostUsual = 50, Most = 2_000;

    public RecipientId Id { get; init; } = RecipientId.New();
    public required CartId CartId { get; init; }
    public required int Position { get; set; }
    public string Name { get; set; } = "";
    public string? Phone { get; set; }

    /// <summary>House, street, hamlet.</summary>
    public string? Street { get; set; }
    public string? CommuneCode { get; set; }
    public string? ProvinceCode { get; set; }

    /// <summary>The place as it was typed, where it was an older name.</summary>
    public string? PlaceWritten { get; set; }
    public string? Message { get; set; }
    public WrapChoice? Wrap { get; set; }
    public AddressBy AddressBy { get; set; }

    /// <summary>Where somebody who fills in the address is asked.</summary>
    public string? Email { get; set; }

    /// <summary>SHA-256 of the private link's secret, hexadecimal.</summary>
    public string? LinkHash { get; set; }

    /// <summary>The receiver does not want the giver to see the address.</summary>
    public bool AddressHidden { get; set; }
    public DateTimeOffset? FilledAt { get; set; }

    /// <summary>Where people of one order get theirs on different days: a company's, which lies in no basket.</summary>
    public DateOnly? WantedOn { get; init; }

    /// <summary>The same person where several parcels of one producer go to them: a company's, which lies in no basket.</summary>
    public RecipientId? SameAs { get; init; }

    /// <summary>Goods of which this person gets another number than everybody.</summary>
    public Dictionary<Guid, int> Quantities { get; set; } = [];

    public int QuantityOf(CartLine line) => Quantities.TryGetValue(line.Id, out var own) ? own : line.Quantity;

    /// <summary>The address comes after the purchase; its province is enough to quote.</summary>
    public bool AsksAddress => AddressBy is AddressBy.Receiver && ProvinceCode is not null;

    public bool HasAddress => Street is { Length: > 0 } && CommuneCode is not null && Phone is { Length: > 0 };
}

/// <summary>The kinds of wrapping, the same for all producers; each says which it offers and at what price.</summary>
public enum WrapKind
{
    Paper,
    Box,
    WoodenBox,
    BambooBasket,
    Bag,
}

/// <summary>The wrapping chosen for a recipient: the kind; each producer of the parcel charges its own price, or has none.</summary>
public sealed record WrapChoice(WrapKind Kind);

/// <summary>A wrapping that a producer offers.</summary>
internal sealed class GiftWrap
{
    public const int LongestNote = 200;

    public WrapId Id { get; init; } = WrapId.New();
    public required ProducerId ProducerId { get; init; }
    public required WrapKind Kind { get; init; }

    /// <summary>For a parcel; zero is free.</summary>
    public required Money Price { get; set; }
    public string? NoteVi { get; set; }
    public string? NoteEn { get; set; }

    /// <summary>A <c>PictureKey</c>; null shows the drawing of the kind.</summary>
    public string? Picture { get; set; }
    public PictureId? PictureId { get; set; }

    /// <summary>Goods of up to this weight fit into it; null is any. Heavier parcels go in a plain box.</summary>
    public int? MostGrams { get; set; }
    public bool Offered { get; set; } = true;

    public bool Holds(int grams) => MostGrams is not { } most || grams <= most;
}

internal sealed class RecipientConfiguration : IEntityTypeConfiguration<Recipient>, IEntityTypeConfiguration<GiftWrap>
{
    public void Configure(EntityTypeBuilder<Recipient> recipient)
    {
        recipient.ToTable("recipients", OrderingModule.Schema);
        recipient.Property(r => r.Id).ValueGeneratedNever();
        recipient.Property(r => r.Name).HasMaxLength(Cart.LongestName);
        recipient.Property(r => r.Phone).HasMaxLength(Cart.LongestPhone);
        recipient.Property(r => r.Street).HasMaxLength(Recipient.LongestAddress);
        recipient.Property(r => r.CommuneCode).HasMaxLength(5);
        recipient.Property(r => r.ProvinceCode).HasMaxLength(2);
        recipient.Property(r => r.PlaceWritten).HasMaxLength(300);
        recipient.Property(r => r.Message).HasMaxLength(Cart.LongestMessage);
        recipient.Property(r => r.Wrap).AsJson();
        recipient.Property(r => r.Quantities).AsJson();
        recipient.Property(r => r.LinkHash).HasMaxLength(64);
        recipient.Property(r => r.Email).HasMaxLength(Cart.LongestEmail);
        recipient.Ignore(r => r.WantedOn).Ignore(r => r.SameAs);
        recipient.Ignore(r => r.HasAddress);
        recipient.Ignore(r => r.AsksAddress);
        recipient.HasIndex(r => new { r.CartId, r.Position });
        recipient.HasIndex(r => r.LinkHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GiftWrap> wrap)
    {
        wrap.ToTable("gift_wraps", OrderingModule.Schema, t => t.HasCheckConstraint("ck_gift_wraps_price", "price >= 0"));
        wrap.Property(w => w.NoteVi).HasMaxLength(GiftWrap.LongestNote);
        wrap.Property(w => w.NoteEn).HasMaxLength(GiftWrap.LongestNote);
        wrap.Property(w => w.Picture).HasMaxLength(200);
        wrap.HasIndex(w => new { w.ProducerId, w.Kind }).IsUnique();
    }
}
