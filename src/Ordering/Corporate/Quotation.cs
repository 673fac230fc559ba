using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Corporate;

/// <summary>What a company was quoted, numbered and dated; the database lets nobody change it. A newer one of the order takes its place.</summary>
internal sealed class Quotation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required CorporateOrderId OrderId { get; init; }
    public required string Number { get; init; }

    /// <summary>Of the order that it was made of.</summary>
    public required int Revision { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly ValidThrough { get; init; }
    public required Money Total { get; init; }
    public required QuotationContent Content { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Why it can no longer be approved; null while it can.</summary>
    public Refusal? WhyOver(CorporateOrder order, DateOnly today)
        => order.PurchaseId is not null ? CorporateRefusals.CorporateOrdered()
            : order.Revision != Revision ? CorporateRefusals.QuotationReplaced(Number)
            : today > ValidThrough ? CorporateRefusals.QuotationOver(Number, ValidThrough)
            : null;
}

/// <summary>What a quotation says: prices of the sellers, no name or address of a receiver.</summary>
/// <param name="TransferHours">In which each seller is to be paid after the approval.</param>
/// <param name="Voucher">Code of the voucher that was taken off.</param>
/// <param name="Asked">Of the receivers, those who fill in their address themselves.</param>
public sealed record QuotationContent(
    string Number, DateOnly IssuedOn, DateOnly ValidThrough, InvoiceRequest Company, string ContactName, string ContactEmail, string ContactPhone,
    IReadOnlyList<QuotedGift> Gifts, IReadOnlyList<QuotedSeller> Sellers, IReadOnlyList<QuotedDay> Days, int Receivers, bool Alcohol, int TransferHours, string? Voucher = null, int Asked = 0)
{
    public Money Goods => Sum(s => s.Goods);

    public Money Shipping => Sum(s => s.ShippingFee);

    public Money Wrapping => Sum(s => s.Wrapping);

    public Money Discount => Sum(s => s.Discount);

    public Money Total => Goods + Shipping + Wrapping - Discount;

    private Money Sum(Func<QuotedSeller, Money> of) => Sellers.Aggregate(Money.Zero, (sum, seller) => sum + of(seller));
}

/// <param name="Holds">"2 × Mật ong bạc hà – 500 ml", of one gift.</param>
public sealed record QuotedGift(string Name, int Count, IReadOnlyList<string> Holds);

/// <summary>Who sells, and what of it all.</summary>
public sealed record QuotedSeller(ProducerId Producer, string Name, string? TaxCode, string? Phone, IReadOnlyList<QuotedLine> Lines, IReadOnlyList<QuotedShipping> Shipping, Money Wrapping, Money Discount = default)
{
    public Money Goods => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);

    public Money ShippingFee => Shipping.Aggregate(Money.Zero, (sum, to) => sum + to.Fee);

    public Money Total => Goods + ShippingFee + Wrapping - Discount;
}

public sealed record QuotedLine(VariantId Variant, string Product, string Packing, string Certificate, int Stars, DateOnly ValidThrough, Money Price, int Pieces)
{
    public Money Amount => Price * Pieces;
}

/// <summary>All parcels of a seller to one province.</summary>
public sealed record QuotedShipping(string ProvinceCode, int Parcels, Money Fee);

/// <summary>Everything that shall be there on a day.</summary>
public sealed record QuotedDay(DateOnly Day, int Receivers, int Parcels, Money Total);

public enum ApprovalAnswer
{
    Approved,
    Returned,
}

/// <summary>The question to somebody at the company whether a quotation is approved. The secret opens the quotation and takes the answer, nothing else.</summary>
internal sealed class QuotationApproval
{
    public const int MostOfQuotation = 5;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid QuotationId { get; init; }

    /// <summary>SHA-256 of the approver's secret, hexadecimal.</summary>
    public required string TokenHash { get; init; }

    /// <summary>The secret itself, sealed (<see cref="Purchases.PrivateLinks"/>).</summary>
    public required string TokenSeal { get; init; }
    public required string Email { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>As typed by whoever answered.</summary>
    public string? Name { get; private set; }
    public ApprovalAnswer? Answer { get; private set; }
    public string? Note { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public void Give(ApprovalAnswer answer, string name, string? note, DateTimeOffset now) => (Answer, Name, Note, AnsweredAt) = (answer, name, note, now);
}

public static class CorporateSettings
{
    /// <summary>Days for which a quotation holds, the day of its issue not counted.</summary>
    public static readonly Setting<int> QuotationDays = Setting.Whole("ordering.quotation_days", SettingUnit.Days, 7, least: 1, most: 60);

    /// <summary>Hours that a company has for its transfers after the approval; accounts pay on working days.</summary>
    public static readonly Setting<int> TransferHours = Setting.Whole("ordering.company_transfer_hours", SettingUnit.Hours, 120, least: 1, most: 720);

    internal static IReadOnlyList<Setting> All { get; } = [QuotationDays, TransferHours];
}

internal sealed class QuotationConfiguration : IEntityTypeConfiguration<Quotation>, IEntityTypeConfiguration<QuotationApproval>
{
    public void Configure(EntityTypeBuilder<Quotation> quotation)
    {
        quotation.ToTable("quotations", OrderingModule.Schema, t => t.HasCheckConstraint("ck_quotations_days", "issued_on <= valid_through"));
        quotation.Property(q => q.Id).ValueGeneratedNever();
        quotation.Property(q => q.Number).HasMaxLength(20);
        quotation.Property(q => q.Content).AsJson();
        quotation.HasIndex(q => q.Number).IsUnique();
        quotation.HasIndex(q => new { q.OrderId, q.IssuedAt });
        quotation.HasOne<CorporateOrder>().WithMany().HasForeignKey(q => q.OrderId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<QuotationApproval> approval)
    {
        approval.ToTable("quotation_approvals", OrderingModule.Schema);
        approval.Property(a => a.Id).ValueGeneratedNever();
        approval.Property(a => a.TokenHash).HasMaxLength(64);
        approval.Property(a => a.TokenSeal).HasMaxLength(1000);
        approval.Property(a => a.Email).HasMaxLength(Cart.LongestEmail);
        approval.Property(a => a.Name).HasMaxLength(Cart.LongestName);
        approval.Property(a => a.Note).HasMaxLength(Cart.LongestMessage);
        approval.HasIndex(a => a.TokenHash).IsUnique();
        approval.HasIndex(a => a.QuotationId);
        approval.HasOne<Quotation>().WithMany().HasForeignKey(a => a.QuotationId).OnDelete(DeleteBehavior.Restrict);
    }
}
