using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion.Hall;

/// <summary>When somebody answers at a stall on one day of its fair.</summary>
/// <param name="Day">Counted from the first day, from 0: a fair that moves takes its hours along, as it does its programme.</param>
internal sealed record StallHours(int Day, TimeOnly From, TimeOnly To);

/// <summary>What a producer with a place at a fair says of itself there. Its goods are no part of it: they are asked of registry and shelf whenever somebody looks.</summary>
internal sealed class Stall
{
    public const int LongestText = 3000, MostPhotos = 6, LongestAlt = 200, LongestReason = 1000;

    public required FairApplicationId ApplicationId { get; init; }
    public string? TextVi { get; set; }
    public string? TextEn { get; set; }
    public IReadOnlyList<FairPhoto> Photos { get; set; } = [];

    /// <summary>An address that <see cref="VideoLink"/> has read.</summary>
    public string? Video { get; set; }
    public IReadOnlyList<StallHours> Hours { get; set; } = [];

    /// <summary>For visitors; null where the producer wants to show none.</summary>
    public string? Phone { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Since when the office of the fair keeps words, photos and video from being shown.</summary>
    public DateTimeOffset? TakenDownAt { get; private set; }
    public string? TakenDownReason { get; private set; }

    public bool IsShown => TakenDownAt is null;

    public void TakeDown(string reason, DateTimeOffset now) => (TakenDownReason, TakenDownAt) = (reason, now);

    public void PutBack() => (TakenDownReason, TakenDownAt) = (null, null);
}

internal sealed class StallConfiguration : IEntityTypeConfiguration<Stall>
{
    public void Configure(EntityTypeBuilder<Stall> stall)
    {
        stall.ToTable("stalls", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_stalls_taken_down", "num_nulls(taken_down_at, taken_down_reason) in (0, 2)");
            t.HasCheckConstraint("ck_stalls_photos", "jsonb_array_length(photos) <= 6 and video like 'https://%'");
        });
        stall.Ignore(s => s.IsShown);
        stall.HasKey(s => s.ApplicationId);
        stall.Property(s => s.TextVi).HasMaxLength(Stall.LongestText);
        stall.Property(s => s.TextEn).HasMaxLength(Stall.LongestText);
        stall.Property(s => s.Photos).AsJson();
        stall.Property(s => s.Video).HasMaxLength(VideoLink.Longest);
        stall.Property(s => s.Hours).AsJson();
        stall.Property(s => s.Phone).HasMaxLength(20);
        stall.Property(s => s.TakenDownReason).HasMaxLength(Stall.LongestReason);
        stall.HasOne<FairApplication>().WithOne().HasForeignKey<Stall>(s => s.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        stall.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>Photos of stalls, those that were taken down too: they may be put back.</summary>
internal sealed class StallPictures : IPictureUse
{
    public async Task<IReadOnlyCollection<PictureId>> UsedAsync(MarketDbContext db, IReadOnlyCollection<PictureView> pictures, CancellationToken ct)
    {
        var ids = pictures.Select(p => p.Id.ToString()).ToArray();
        return [.. (await db.Database.SqlQuery<Guid>(
            $"""
            select (p -> 'picture' ->> 'value')::uuid as "Value" from promotion.stalls s cross join jsonb_array_elements(s.photos) p where p -> 'picture' ->> 'value' = any ({ids})
            """).ToListAsync(ct)).Select(PictureId.From)];
    }
}
