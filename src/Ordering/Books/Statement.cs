using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Books;

/// <summary>A month of a producer as it was issued; the database lets nobody change it. What comes later counts for the next month.</summary>
internal sealed class Statement
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; init; }
    public required ProducerId ProducerId { get; init; }

    /// <summary>First and last day of the month, in Vietnam.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly Through { get; init; }
    public required Money Opening { get; init; }
    public required Money Closing { get; init; }
    public required StatementContent Content { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
}

/// <summary>What a statement says. Opening and what was earned, less what was received, is closing: what the producer has still to get.</summary>
/// <param name="Number">Empty while the month is running.</param>
/// <param name="Received">Money that came to the producer's bank or by the carrier, less what it paid out.</param>
/// <param name="Balances">Of the claims and debts that make up <paramref name="Closing"/>, on the last day.</param>
public sealed record StatementContent(
    string Number, string ProducerName, string? TaxCode, DateOnly From, DateOnly Through, Money Opening, IReadOnlyList<StatementRow> Rows, IReadOnlyList<StatementOther> Others,
    Money Received, Money Closing, IReadOnlyList<StatementBalance> Balances)
{
    public Money Net => Rows.Aggregate(Money.Zero, (sum, row) => sum + row.Net) + Others.Aggregate(Money.Zero, (sum, other) => sum + other.Amount);

    public Money Sum(Func<StatementRow, Money> of) => Rows.Aggregate(Money.Zero, (sum, row) => sum + of(row));
}

/// <summary>What a parcel brought in the month; of a parcel sold earlier only what changed since.</summary>
/// <param name="Discount">Everything buyers did not pay because of a voucher.</param>
/// <param name="Support">The part of it that others pay, named in <paramref name="Payers"/>.</param>
/// <param name="Refund">What buyers got or get back.</param>
public sealed record StatementRow(
    ParcelId Parcel, string Number, DateOnly Day, PaymentMethod Method, Money Goods, Money Shipping, Money Wrapping, Money Discount, Money Support, string Payers, Money Fee, Money Refund)
{
    public Money Net => Goods + Shipping + Wrapping - Discount + Support - Fee - Refund;
}

/// <summary>Earned or lost beside parcels: a card payment lost in a dispute.</summary>
public sealed record StatementOther(DateOnly Day, LedgerKind Kind, string? Memo, Money Amount);

/// <param name="Party">Who promised it, for vouchers.</param>
public sealed record StatementBalance(LedgerAccount Account, string? Party, Money Amount);

internal sealed class StatementConfiguration : IEntityTypeConfiguration<Statement>
{
    public void Configure(EntityTypeBuilder<Statement> statement)
    {
        statement.ToTable("statements", OrderingModule.Schema, t => t.HasCheckConstraint("ck_statements_month", "extract(day from \"from\") = 1 and through = (\"from\" + interval '1 month' - interval '1 day')::date"));
        statement.Property(s => s.Id).ValueGeneratedNever();
        statement.Property(s => s.Number).HasMaxLength(20);
        statement.Property(s => s.Content).AsJson();
        statement.HasIndex(s => s.Number).IsUnique();
        statement.HasIndex(s => new { s.ProducerId, s.From }).IsUnique();
    }
}
