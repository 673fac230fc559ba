using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Registry.Reports;

public sealed record SentReportRow(Guid Id, string Number, string Title, string? ProvinceCode, string? CommuneCode, OfficeArea From, OfficeArea To, string Actor, DateTimeOffset At);

public sealed record SentReportView(SentReportRow Row, ReportDocument Document);

/// <summary>Sent reports, for the office that sent them and the one that got them; nobody else opens them.</summary>
public sealed class SentReportQueries(IDbContextFactory<MarketDbContext> contexts)
{
    private const int PageSize = 50;

    /// <param name="received">Those that came in; otherwise those that went out.</param>
    public async Task<Result<ListPage<SentReportRow>>> PageAsync(Actor actor, bool received, int page, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Officer, Area: { } office })
        {
            return RegistryRefusals.OfficersOnly();
        }

        var key = SentReport.Key(office);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.SentReports.AsNoTracking().Where(r => received ? r.ToOffice == key : r.Office == key);
        var total = await rows.CountAsync(ct);
        page = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var items = await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(r => new { r.Id, r.Year, r.Serial, r.Title, r.ProvinceCode, r.CommuneCode, r.Office, r.ToOffice, r.Actor, r.At }).ToListAsync(ct);
        return new ListPage<SentReportRow>(
            [.. items.Select(r => new SentReportRow(r.Id, SentReport.NumberOf(r.Year, r.Serial), r.Title, r.ProvinceCode, r.CommuneCode, SentReport.OfficeOf(r.Office), SentReport.OfficeOf(r.ToOffice), r.Actor, r.At))], total, page, PageSize);
    }

    public async Task<Result<SentReportView>> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Mine(db, actor, id).Select(r => new { r.Id, r.Year, r.Serial, r.Title, r.ProvinceCode, r.CommuneCode, r.Office, r.ToOffice, r.Actor, r.At, r.Content }).SingleOrDefaultAsync(ct) is { } r
            ? new SentReportView(
                new(r.Id, SentReport.NumberOf(r.Year, r.Serial), r.Title, r.ProvinceCode, r.CommuneCode, SentReport.OfficeOf(r.Office), SentReport.OfficeOf(r.ToOffice), r.Actor, r.At),
                JsonSerializer.Deserialize<ReportDocument>(r.Content, PlatformJson.Options)!)
            : RegistryRefusals.SentReportUnknown();
    }

    /// <returns>The workbook as it was sent, and its number.</returns>
    public async Task<Result<(string Number, byte[] Workbook)>> FileAsync(Actor actor, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Mine(db, actor, id).Select(r => new { r.Year, r.Serial, r.Workbook }).SingleOrDefaultAsync(ct) is { } r ? (SentReport.NumberOf(r.Year, r.Serial), r.Workbook) : RegistryRefusals.SentReportUnknown();
    }

    private static IQueryable<SentReport> Mine(MarketDbContext db, Actor actor, Guid id)
    {
        var key = actor is { Kind: ActorKind.Officer, Area: { } office } ? SentReport.Key(office) : "";
        return db.SentReports.AsNoTracking().Where(r => r.Id == id && (r.Office == key || r.ToOffice == key));
    }
}
