using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>What somebody who went there found.</summary>
public enum PointReportKind
{
    Closed,
    WrongHours,
    WrongPlace,

    /// <summary>Goods sold as OCOP without a certificate.</summary>
    NotOcop,
    Other,
}

/// <summary>A report as its office reads it.</summary>
public sealed record PointReportView(Guid Id, string Number, PointReportKind Kind, string Text, string? Contact, DateTimeOffset At, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>Somebody says that a point is closed or wrong; it waits until its office answers.</summary>
internal sealed class PointReport
{
    public const int LongestText = 1000, LongestContact = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>To say on the telephone; not a secret.</summary>
    public required string Number { get; init; }

    /// <summary>Of the secret address by which its sender follows it; null of those sent before there was one.</summary>
    public string? TokenHash { get; init; }
    public required SalesPointId PointId { get; init; }
    public required PointReportKind Kind { get; init; }
    public required string Text { get; init; }
    public string? Contact { get; init; }
    public required DateTimeOffset At { get; init; }
    public string? Answer { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class PointReportConfiguration : IEntityTypeConfiguration<PointReport>
{
    public void Configure(EntityTypeBuilder<PointReport> report)
    {
        report.ToTable("point_reports", PromotionModule.Schema, t => t.HasCheckConstraint("ck_point_reports_answer", "(answer is null) = (answered_at is null)"));
        report.Property(r => r.Number).HasMaxLength(20);
        report.Property(r => r.TokenHash).HasMaxLength(64);
        report.Property(r => r.Text).HasMaxLength(PointReport.LongestText);
        report.Property(r => r.Contact).HasMaxLength(PointReport.LongestContact);
        report.Property(r => r.Answer).HasMaxLength(PointReport.LongestText);
        report.HasIndex(r => r.Number).IsUnique();
        report.HasIndex(r => r.TokenHash).IsUnique();
        report.HasIndex(r => new { r.PointId, r.AnsweredAt });
        report.HasOne<SalesPoint>().WithMany().HasForeignKey(r => r.PointId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Takes from anyone that a point is closed or wrong, for the office of its place.</summary>
public sealed class SendPointReport(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>More that wait say nothing new.</summary>
    private const int MostOpen = 20;

    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // none that are taken for another

    public sealed record Command(string Slug, PointReportKind Kind, string? Text, string? Contact);

    /// <param name="Token">The secret part of the address by which its sender follows it.</param>
    public sealed record Receipt(string Number, string Token);

    public Task<Result<Receipt>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<Receipt>(async db =>
        {
            var (text, contact) = (ContactText.Message(command.Text), VietnameseText.Clean(command.Contact));
            if (await db.SalesPoints.AsNoTracking().SingleOrDefaultAsync(p => p.Slug == command.Slug, ct) is not { } point || !point.State.IsPublic())
            {
                return PromotionRefusals.PointUnknown();
            }

            if ((text.Length > PointReport.LongestText ? PromotionRefusals.PointTextTooLong(PointReport.LongestText)
                : contact.Length > PointReport.LongestContact ? PromotionRefusals.PointTextTooLong(PointReport.LongestContact)
                : command.Kind is PointReportKind.Other && text.Length == 0 ? PromotionRefusals.PointReasonMissing()
                : !Enum.IsDefined(command.Kind) ? PromotionRefusals.PointReasonMissing()
                : await db.PointReports.CountAsync(r => r.PointId == point.Id && r.AnsweredAt == null, ct) >= MostOpen ? PromotionRefusals.ReportedAlready()
                : null) is { } refusal)
            {
                return refusal;
            }

            var token = Secrets.New();
            var report = new PointReport { Number = $"DB-{RandomNumberGenerator.GetString(Letters, 8)}", TokenHash = Secrets.Hash(token), PointId = point.Id, Kind = command.Kind, Text = text, Contact = contact.Length == 0 ? null : contact, At = clock.GetUtcNow() };
            db.PointReports.Add(report);
            db.Audit(clock, Actor.Guest, "promotion.point_reported", point.Subject(), after: new { report.Number, report.Kind });
            return new Receipt(report.Number, token);
        }, ct);
    }
}

/// <summary>Answers a report; the answer is kept with it, and the report makes the point doubtful no more.</summary>
public sealed class AnswerPointReport(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Report, string? Answer);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            if ((await db.PointReports.FromSql($"select * from promotion.point_reports where id = {command.Report} for update").ToListAsync(ct)) is not [var report]
                || await db.SalesPoints.AsNoTracking().SingleAsync(p => p.Id == report.PointId, ct) is not { } point || !command.Actor.MayRunPoints(point.ProvinceCode, point.CommuneCode))
            {
                return PromotionRefusals.PointUnknown();
            }

            var answer = ContactText.Message(command.Answer);
            if ((report.AnsweredAt is not null ? PromotionRefusals.ReportAnsweredAlready(report.Number)
                : answer.Length == 0 ? PromotionRefusals.PointReasonMissing()
                : answer.Length > PointReport.LongestText ? PromotionRefusals.PointTextTooLong(PointReport.LongestText)
                : null) is { } refusal)
            {
                return refusal;
            }

            (report.Answer, report.AnsweredAt) = (answer, clock.GetUtcNow());
            await db.CloseCaseAsync(clock, CaseKind.SalesPointReport, report.Id, ct);
            db.Audit(clock, command.Actor, "promotion.point_report_answered", point.Subject(), after: new { report.Number, report.Answer });
            return Result.Success;
        }, ct);
    }
}

/// <summary>A report as its sender follows it.</summary>
public sealed record PointReportFollow(string Number, string PointName, string PointSlug, PointReportKind Kind, string Text, DateTimeOffset At, string? Answer, DateTimeOffset? AnsweredAt);

/// <summary>Reads reports by their secret address.</summary>
public sealed class PointReportQueries(IDbContextFactory<MarketDbContext> contexts)
{
    public async Task<PointReportFollow?> FollowAsync(string token, CancellationToken ct)
    {
        if (!Secrets.IsWellFormed(token))
        {
            return null;
        }

        var hash = Secrets.Hash(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.PointReports.Where(r => r.TokenHash == hash).Join(db.SalesPoints, r => r.PointId, p => p.Id, (r, p) => new PointReportFollow(r.Number, p.Name, p.Slug, r.Kind, r.Text, r.At, r.Answer, r.AnsweredAt)).SingleOrDefaultAsync(ct);
    }
}

/// <summary>Reports of points, in the queue of the place's officers.</summary>
internal sealed class PointReportCases : ICases
{
    public CaseKind Kind => CaseKind.SalesPointReport;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select r.id as "Id", p.name || ': ' || r.number as "Title", p.province_code as "ProvinceCode", p.commune_code as "CommuneCode", r.at as "Since",
               r.answered_at is null as "Open", p.id::text as "Target", 'sales_point:' || p.id as "Subject"
        from promotion.point_reports r join promotion.sales_points p on p.id = r.point_id
        """);
}

/// <summary>Places that wait for a survey or a decision.</summary>
internal sealed class SalesPointCases : ICases
{
    public CaseKind Kind => CaseKind.SalesPoint;

    public IQueryable<CaseFacts> In(MarketDbContext db) => db.Database.SqlQuery<CaseFacts>(
        $"""
        select id as "Id", name as "Title", province_code as "ProvinceCode", commune_code as "CommuneCode", created_at as "Since",
               state in ('Proposed', 'Surveyed') as "Open", id::text as "Target", 'sales_point:' || id as "Subject"
        from promotion.sales_points
        """);
}
