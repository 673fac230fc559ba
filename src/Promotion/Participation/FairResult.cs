using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>What a fair brought one participant, in numbers; whole đồng.</summary>
/// <param name="Ocop">Of the revenue, that with certified products.</param>
/// <param name="Visitors">Talked to.</param>
/// <param name="Contracts">Contracts and memoranda signed.</param>
public sealed record FairNumbers(long Revenue, long Ocop, int Visitors, int Contacts, int Contracts, long ContractsWorth)
{
    /// <summary>Whoever told nothing adds nothing.</summary>
    public static FairNumbers Sum(IEnumerable<FairNumbers?> told)
        => told.OfType<FairNumbers>().Aggregate(new FairNumbers(0, 0, 0, 0, 0, 0), (a, b) => new(
            a.Revenue + b.Revenue, a.Ocop + b.Ocop, a.Visitors + b.Visitors, a.Contacts + b.Contacts, a.Contracts + b.Contracts, a.ContractsWorth + b.ContractsWorth));
}

/// <summary>A photo that a participant sent with its results.</summary>
/// <param name="Shown">Its office lets everybody see it on the fair's page.</param>
public sealed record ResultPhoto(PictureId Picture, string Key, string Alt, bool Shown)
{
    [JsonIgnore]
    public FairPhoto Photo => new(Picture, Key, Alt);
}

/// <summary>A participant's own account of a fair.</summary>
internal sealed class FairResult
{
    public const long Most = 1_000_000_000_000;
    public const int MostPeople = 1_000_000, LongestText = 2000, MostPhotos = 6;

    public required FairApplicationId ApplicationId { get; init; }
    public required FairNumbers Numbers { get; set; }
    public string? Wishes { get; set; }

    public IReadOnlyList<ResultPhoto> Photos { get; set; } = [];
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
