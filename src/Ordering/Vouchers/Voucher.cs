using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Vouchers;

public enum VoucherState
{
    /// <summary>Being written; nobody can use it.</summary>
    Draft,
    Active,

    /// <summary>For good: what it has given stays given.</summary>
    Stopped,
}

public enum VoucherPayerKind
{
    /// <summary>The producer whose own voucher it is.</summary>
    Producer,
    Market,

    /// <summary>A province, a fund, a company: by name.</summary>
    Sponsor,
}

/// <summary>Who pays for a discount, and how much of each đồng of it in per cent.</summary>
public sealed record VoucherPayer(VoucherPayerKind Kind, string Name, int Percent);

/// <summary>What a voucher is for. <paramref name="All"/> is every product; otherwise each list that is not empty must hold the product.</summary>
/// <param name="Provinces">Codes of the provinces of the producers.</param>
public sealed record VoucherScope(bool All, IReadOnlyList<Guid> Producers, IReadOnlyList<int> Groups, IReadOnlyList<int> Sets, IReadOnlyList<string> Provinces)
{
    public static VoucherScope Everything { get; } = new(true, [], [], [], []);

    public static VoucherScope OfProducer(ProducerId producer) => new(false, [producer.Value], [], [], []);

    /// <summary>Whether anything was said.</summary>
    public bool IsNamed => All || Producers.Count + Groups.Count + Sets.Count + Provinces.Count > 0;
}

/// <summary>Less to pay for goods in its scope, by a code; who pays the difference is named before anybody can use it (law of promotions: <see cref="PromotionLimits"/>).</summary>
internal sealed class Voucher
{
    public const int ShortestCode = 4, LongestCode = 20, LongestName = 200, MostUses = 1_000_000, MostPayers = 5;

    public VoucherId Id { get; init; } = VoucherId.New();

    /// <summary>Capitals and digits (<see cref="CodeOf"/>).</summary>
    public required string Code { get; set; }

    /// <summary>The producer whose voucher it is; null for the market's.</summary>
    public ProducerId? Issuer { get; init; }

    /// <summary>What it is given for, as buyers read it.</summary>
    public required string Name { get; set; }
    public VoucherScope? Scope { get; set; }
    public IReadOnlyList<VoucherPayer> Payers { get; set; } = [];

    /// <summary>One of <see cref="Percent"/> and <see cref="Amount"/> is set.</summary>
    public int? Percent { get; set; }

    /// <summary>The most a per cent gives.</summary>
    public Money? Ceiling { get; set; }
    public Money? Amount { get; set; }

    /// <summary>Of goods in scope.</summary>
    public Money Minimum { get; set; }

    /// <summary>Days in Vietnam, both included.</summary>
    public required DateOnly ValidFrom { get; set; }
    public required DateOnly ValidThrough { get; set; }
    public required int UsesInTotal { get; set; }
    public required int UsesPerBuyer { get; set; }

    /// <summary>Purchases that hold it now.</summary>
    public int Used { get; private set; }
    public VoucherState State { get; private set; } = VoucherState.Draft;
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ActivatedAt { get; private set; }

    /// <summary>What somebody typed, as codes are kept: capitals and digits without marks; empty when it can be none.</summary>
    public static string CodeOf(string? typed)
    {
        var code = VietnameseText.Fold(typed).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return code.Length is >= ShortestCode and <= LongestCode && code.All(char.IsAsciiLetterOrDigit) ? code : "";
    }

    /// <summary>Payer, scope and split must have names first.</summary>
    public Result Activate(DateTimeOffset now)
    {
        if (State is not VoucherState.Draft)
        {
            return VoucherRefusals.VoucherWrongState(Code, State);
        }

        if (WhyIncomplete() is { } refusal)
        {
            return refusal;
        }

        (State, ActivatedAt) = (VoucherState.Active, now);
        return Result.Success;
    }

    public Result Stop()
    {
        if (State is not VoucherState.Active)
        {
            return VoucherRefusals.VoucherWrongState(Code, State);
        }

        State = VoucherState.Stopped;
        return Result.Success;
    }

    /// <summary>Why it gives nothing today, whatever is bought.</summary>
    public Refusal? WhyNot(DateOnly today)
        => State is not VoucherState.Active || today < ValidFrom ? VoucherRefusals.VoucherUnknown(Code)
        : today > ValidThrough ? VoucherRefusals.VoucherEnded(Code, ValidThrough)
        : Used >= UsesInTotal ? VoucherRefusals.VoucherUsedUp(Code)
        : null;

    public void Take() => Used++;

    public void GiveBack() => Used--;

    private Refusal? WhyIncomplete()
        => Payers.Count == 0 || Payers.Any(p => string.IsNullOrWhiteSpace(p.Name)) ? VoucherRefusals.VoucherNeedsPayer()
        : Payers.Any(p => p.Percent <= 0) || Payers.Sum(p => p.Percent) != 100 ? VoucherRefusals.VoucherNeedsSplit()
        : Scope is not { IsNamed: true } ? VoucherRefusals.VoucherNeedsScope()
        : Percent is null == Amount is null ? VoucherRefusals.VoucherNeedsValue()
        : null;
}

/// <summary>A purchase that used a voucher. Given back, it no longer counts, and stays on record.</summary>
internal sealed class VoucherUse
{
    private readonly List<VoucherShare> _shares = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required VoucherId VoucherId { get; init; }
    public required PurchaseId PurchaseId { get; init; }
    public AccountId? Account { get; init; }

    /// <summary>Folded; a buyer is counted by account or by e-mail.</summary>
    public string? Email { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? GivenBackAt { get; set; }
    public IReadOnlyList<VoucherShare> Shares => _shares;

    public void Add(VoucherShare share) => _shares.Add(share);
}

/// <summary>What one payer pays of the discount of one parcel.</summary>
internal sealed class VoucherShare
{
    public required Guid UseId { get; init; }
    public required ParcelId ParcelId { get; init; }

    /// <summary>Place of the payer in its voucher.</summary>
    public required int Payer { get; init; }
    public required VoucherPayerKind Kind { get; init; }
    public required string Name { get; init; }
    public required ProducerId ProducerId { get; init; }
    public required Money Amount { get; init; }
}

internal sealed class VoucherConfiguration : IEntityTypeConfiguration<Voucher>, IEntityTypeConfiguration<VoucherUse>, IEntityTypeConfiguration<VoucherShare>
{
    public void Configure(EntityTypeBuilder<Voucher> voucher)
    {
        voucher.ToTable("vouchers", OrderingModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_vouchers_value", "percent between 1 and 100 and amount is null or percent is null and ceiling is null and (amount is null or amount > 0)");
            t.HasCheckConstraint("ck_vouchers_bounds", "minimum >= 0 and (ceiling is null or ceiling > 0) and valid_from <= valid_through and uses_in_total > 0 and uses_per_buyer > 0");
            t.HasCheckConstraint("ck_vouchers_used", "used >= 0 and used <= uses_in_total");
            t.HasCheckConstraint("ck_vouchers_named", "state = 'Draft' or (payers <> '[]' and scope is not null and num_nonnulls(percent, amount) = 1)");
        });
        voucher.Property(v => v.Id).ValueGeneratedNever();
        voucher.Property(v => v.Code).HasMaxLength(Voucher.LongestCode);
        voucher.Property(v => v.Name).HasMaxLength(Voucher.LongestName);
        voucher.Property(v => v.Scope).AsJson();
        voucher.Property(v => v.Payers).AsJson();
        voucher.HasIndex(v => v.Code).IsUnique();
        voucher.HasIndex(v => new { v.Issuer, v.CreatedAt });
        voucher.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<VoucherUse> use)
    {
        use.ToTable("voucher_uses", OrderingModule.Schema, t => t.HasCheckConstraint("ck_voucher_uses_amount", "amount > 0"));
        use.Property(u => u.Email).HasMaxLength(254);
        use.HasOne<Voucher>().WithMany().HasForeignKey(u => u.VoucherId).OnDelete(DeleteBehavior.Restrict);
        use.HasOne<Purchase>().WithMany().HasForeignKey(u => u.PurchaseId).OnDelete(DeleteBehavior.Restrict);
        use.HasIndex(u => u.PurchaseId).IsUnique();
        use.HasIndex(u => new { u.VoucherId, u.At });
        use.HasMany(u => u.Shares).WithOne().HasForeignKey(s => s.UseId).OnDelete(DeleteBehavior.Restrict);
        use.Navigation(u => u.Shares).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<VoucherShare> share)
    {
        share.ToTable("voucher_shares", OrderingModule.Schema, t => t.HasCheckConstraint("ck_voucher_shares_amount", "amount >= 0"));
        share.HasKey(s => new { s.UseId, s.ParcelId, s.Payer });
        share.Property(s => s.Name).HasMaxLength(Voucher.LongestName);
        share.HasIndex(s => s.ParcelId);
        share.HasIndex(s => s.ProducerId);
    }
}
