using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What a point sold in a quarter, by its keeper.</summary>
public sealed record PointPeriodView(int Year, int Quarter, int Products, Money Revenue, int Visitors, int Events, string? Text, DateTimeOffset SentAt);

internal sealed class PointPeriod
{
    public const int LongestText = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required SalesPointId PointId { get; init; }
    public required int Year { get; init; }
    public required int Quarter { get; init; }

    /// <summary>Different OCOP products sold.</summary>
    public int Products { get; set; }
    public Money Revenue { get; set; }
    public int Visitors { get; set; }
    public int Events { get; set; }
    public string? Text { get; set; }
    public DateTimeOffset SentAt { get; set; }
}

internal sealed class PointPeriodConfiguration : IEntityTypeConfiguration<PointPeriod>
{
    public void Configure(EntityTypeBuilder<PointPeriod> period)
    {
        period.ToTable("point_periods", PromotionModule.Schema, t => t.HasCheckConstraint("ck_point_periods_numbers", "quarter between 1 and 4 and products >= 0 and revenue >= 0 and visitors >= 0 and events >= 0"));
        period.Property(p => p.Text).HasMaxLength(PointPeriod.LongestText);
        period.HasIndex(p => new { p.PointId, p.Year, p.Quarter }).IsUnique();
        period.HasOne<SalesPoint>().WithMany().HasForeignKey(p => p.PointId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Sends in what a point sold in a quarter that has begun; sent again, it is corrected.</summary>
public sealed class SendPointPeriod(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    private const int FirstYear = 2020;

    public sealed record Command(Actor Actor, SalesPointId Point, int Year, int Quarter, int Products, Money Revenue, int Visitors, int Events, string? Text);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var (found, text, today) = (await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: true, ct), ContactText.Message(command.Text), clock.Today());
            if ((found.Refusal
                ?? (command.Quarter is < 1 or > 4 || command.Year < FirstYear || command.Year > today.Year || new DateOnly(command.Year, (command.Quarter * 3) - 2, 1) > today
                    || command.Products < 0 || command.Revenue.Dong < 0 || command.Visitors < 0 || command.Events < 0 ? PromotionRefusals.PeriodNumbersWrong() : null)
                ?? (text.Length > PointPeriod.LongestText ? PromotionRefusals.PointTextTooLong(PointPeriod.LongestText) : null)) is { } refusal)
            {
                return refusal;
            }

            var period = await db.PointPeriods.SingleOrDefaultAsync(p => p.PointId == command.Point && p.Year == command.Year && p.Quarter == command.Quarter, ct);
            var before = period is null ? null : new { period.Products, period.Revenue, period.Visitors, period.Events, period.Text };
            if (period is null)
            {
                db.PointPeriods.Add(period = new() { PointId = command.Point, Year = command.Year, Quarter = command.Quarter });
            }

            (period.Products, period.Revenue, period.Visitors, period.Events) = (command.Products, command.Revenue, command.Visitors, command.Events);
            (period.Text, period.SentAt) = (text.Length == 0 ? null : text, clock.GetUtcNow());
            db.Audit(clock, command.Actor, "promotion.point_period_sent", found.Value.Subject(), before: before, after: new { period.Year, period.Quarter, period.Products, period.Revenue, period.Visitors, period.Events, period.Text });
            return Result.Success;
        }, ct);
    }
}
