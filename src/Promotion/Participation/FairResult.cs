using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.Participation;

/// <summary>What a fair brought one participant, in numbers; whole đồng.</summary>
/// <param name="Ocop">Of the revenue, that with certified products.</param>
/// <param name="Visitors">Talked to.</param>
/// <param name="Contracts">Contracts and memoranda signed.</param>
public sealed record FairNumbers(long Revenue, long Ocop, int Visitors, int Contacts, int Contracts, long ContractsWorth);

/// <summary>A participant's own account of a fair.</summary>
internal sealed class FairResult
{
    public const long Most = 1_000_000_000_000;
    public const int MostPeople = 1_000_000, LongestText = 2000, MostPhotos = 6;

    public required FairApplicationId ApplicationId { get; init; }
    public required FairNumbers Numbers { get; set; }
    public string? Wishes { get; set; }

    /// <summary>Keys of pictures.</summary>
    public IReadOnlyList<string> Photos { get; set; } = [];
    public DateTimeOffset SentAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class FairResultConfiguration : IEntityTypeConfiguration<FairResult>
{
    public void Configure(EntityTypeBuilder<FairResult> result)
    {
        result.ToTable("fair_results", PromotionModule.Schema, t => t.HasCheckConstraint("ck_fair_results_numbers", "(numbers ->> 'ocop')::bigint between 0 and (numbers ->> 'revenue')::bigint"));
        result.HasKey(r => r.ApplicationId);
        result.Property(r => r.Numbers).AsJson();
        result.Property(r => r.Photos).AsJson();
        result.Property(r => r.Wishes).HasMaxLength(FairResult.LongestText);
        result.HasOne<FairApplication>().WithMany().HasForeignKey(r => r.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
