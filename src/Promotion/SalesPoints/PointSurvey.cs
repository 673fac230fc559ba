using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

public enum SurveyVerdict
{
    Met,
    NotMet,
    NotApplicable,
}

/// <summary>What somebody found at one item of the checklist.</summary>
/// <param name="Photos">Private pictures, for officers of the place.</param>
public sealed record SurveyAnswer(string Code, SurveyVerdict Verdict, string? Note, IReadOnlyList<PictureId> Photos);

/// <summary>A walk through the checklist at the place. Every item is kept as soon as it is answered, so that a dropped line loses nothing.</summary>
internal sealed class PointSurvey
{
    public const int LongestNote = 1000, MostPhotos = 3;

    public PointSurvey(SalesPointId point, CriteriaSet criteria, IReadOnlyList<PointCriterion> province, AccountId? by, DateTimeOffset now)
        => (PointId, Criteria, OfProvince, StartedBy, StartedAt) = (point, criteria.Version, province, by, now);

    private PointSurvey() { } // EF

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public SalesPointId PointId { get; private init; }

    /// <summary>Version of the set it goes through.</summary>
    public string Criteria { get; private init; } = "";

    /// <summary>What the province had added when it began, as it was written then.</summary>
    public IReadOnlyList<PointCriterion> OfProvince { get; private init; } = [];
    public AccountId? StartedBy { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }
    public IReadOnlyList<SurveyAnswer> Answers { get; set; } = [];
    public DateTimeOffset? FinishedAt { get; set; }

    public IReadOnlyList<PointCriterion> Items => [.. PointCriteria.Find(Criteria)?.Items ?? [], .. OfProvince];

    /// <summary>Required items that are not met; what does not apply there does not count.</summary>
    public IEnumerable<PointCriterion> Unmet => Items.Where(i => i.IsRequired && Answers.FirstOrDefault(a => a.Code == i.Code) is null or { Verdict: SurveyVerdict.NotMet });
}

internal sealed class PointSurveyConfiguration : IEntityTypeConfiguration<PointSurvey>
{
    public void Configure(EntityTypeBuilder<PointSurvey> survey)
    {
        survey.ToTable("point_surveys", PromotionModule.Schema);
        survey.Ignore(s => s.Items).Ignore(s => s.Unmet);
        survey.Property(s => s.Id).ValueGeneratedNever();
        survey.Property(s => s.Criteria).HasMaxLength(20);
        survey.Property(s => s.OfProvince).AsJson();
        survey.Property(s => s.Answers).AsJson();
        survey.HasIndex(s => s.PointId).IsUnique().HasFilter("finished_at is null").HasDatabaseName("ux_point_surveys_one_open");
        survey.HasIndex(s => new { s.PointId, s.StartedAt });
        survey.HasOne<SalesPoint>().WithMany().HasForeignKey(s => s.PointId).OnDelete(DeleteBehavior.Restrict);
        survey.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>What a number of a province's criterion counts.</summary>
public enum PointMeasure
{
    /// <summary>Nothing: somebody looks.</summary>
    None,

    /// <summary>OCOP products in force on the shelf list.</summary>
    Products,
    SquareMetres,
}

/// <summary>What a province asks for beside the decision, from a day on.</summary>
internal sealed class ProvinceCriterion
{
    public const int LongestText = 400, LongestSource = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string ProvinceCode { get; init; }
    public required CriterionKind Kind { get; init; }
    public required string TextVi { get; init; }
    public string? TextEn { get; init; }
    public required string Source { get; init; }
    public required PointMeasure Measure { get; init; }

    /// <summary>Of what is measured; null where somebody looks.</summary>
    public int? Least { get; init; }

    /// <summary>Days in Vietnam, both included.</summary>
    public required DateOnly From { get; init; }
    public DateOnly? Through { get; set; }
}

internal sealed class ProvinceCriterionConfiguration : IEntityTypeConfiguration<ProvinceCriterion>
{
    public void Configure(EntityTypeBuilder<ProvinceCriterion> criterion)
    {
        criterion.ToTable("province_criteria", PromotionModule.Schema, t =>
        {
            t.HasCheckConstraint("ck_province_criteria_least", "(measure = 'None') = (least is null) and (least is null or least > 0)");
            t.HasCheckConstraint("ck_province_criteria_days", "\"from\" <= through");
        });
        criterion.Property(c => c.ProvinceCode).HasMaxLength(2);
        criterion.Property(c => c.TextVi).HasMaxLength(ProvinceCriterion.LongestText);
        criterion.Property(c => c.TextEn).HasMaxLength(ProvinceCriterion.LongestText);
        criterion.Property(c => c.Source).HasMaxLength(ProvinceCriterion.LongestSource);
        criterion.HasIndex(c => new { c.ProvinceCode, c.From });
    }
}
