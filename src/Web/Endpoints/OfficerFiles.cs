using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Pages.OfficerDesk.Certificates;
using OcopMarket.Web.Pages.OfficerDesk.Imports;
using OcopMarket.Web.Pages.OfficerDesk.Reports;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Tables that officers take home: what a page shows, templates, files they brought.</summary>
internal static class OfficerFiles
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly string[] OfPlans = ["product_name", "commune", "district", "province", "subgroup", "stars", "producer_name", "note"];

    public static void MapOfficerFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("").RequireAuthorization(Policies.Officer).ExcludeFromDescription();
        desk.MapGet(Urls.DeskCertificatesFile, CertificatesAsync);
        desk.MapGet(Urls.DeskReportFile("{slug}"), ReportAsync);
        desk.MapGet(Urls.DeskSentReports + "/{id:guid}/bang.xlsx", SentReportAsync);
        desk.MapGet(Urls.DeskTemplateFile, TemplateAsync);
        desk.MapGet(Urls.DeskImports + "/{id:guid}/tep", KeptAsync);
        desk.MapGet(Urls.DeskImports + "/{id:guid}/dong-loi.xlsx", HeldAsync);
    }

    // Exactly the columns and rows of the page, all its pages.
    private static async Task CertificatesAsync(
        HttpContext http, CurrentActor current, CertificateDeskQueries desk, AreaDirectory areas, EndingSoon soon, TimeProvider clock, IStringLocalizer<CertificatesText> text, IStringLocalizer<UiText> words, CancellationToken ct)
    {
        var (actor, address, today, soonDays) = (await current.GetAsync(ct), CertificatesAddress.Read(http.Request.Query), clock.Today(), await soon.Days(ct));
        await SendAsync(http, $"giay-chung-nhan-{today:yyyyMMdd}.xlsx", async file =>
        {
            await using var table = await TableWriter.CreateAsync(file, TableFormat.Xlsx, [.. address.Columns.Select(c => text[$"Column.{c}"].Value)], ct);
            return (await desk.ExportAsync(actor, address.Filter, row => table.WriteAsync([.. address.Columns.Select(c => CertificateCells.Of(c, row, areas, words, address.OnDay ?? today, soonDays))], ct), ct)).Refusal is null;
        }, StatusCodes.Status403Forbidden, ct);
    }

    private static async Task ReportAsync(string slug, HttpContext http, CurrentActor current, ReportQueries reports, IReportPrinter printer, TimeProvider clock, CancellationToken ct)
    {
        var (actor, address) = (await current.GetAsync(ct), ReportAddress.Read(slug, http.Request.Query));
        await SendAsync(http, $"bao-cao-{slug}-{clock.Today():yyyyMMdd}.xlsx", async file =>
        {
            if (address is null || await reports.ReadAsync(actor, address.Question, ct) is not { Refusal: null, Value: var figures })
            {
                return false;
            }

            await ReportWorkbook.WriteAsync(printer.Print(figures), file, ct);
            return true;
        }, address is null ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden, ct);
    }

    private static async Task<IResult> SentReportAsync(Guid id, CurrentActor current, SentReportQueries reports, CancellationToken ct)
        => await reports.FileAsync(await current.GetAsync(ct), id, ct) is { Refusal: null, Value: var (number, workbook) } ? TypedResults.File(workbook, Workbook, $"{number}.xlsx") : TypedResults.NotFound();

    private static Task TemplateAsync(HttpContext http, IStringLocalizer<RecordText> fields, IStringLocalizer<ImportsText> text, CancellationToken ct)
    {
        var planned = http.Request.Query["loai"] == "ke-hoach";
        var columns = planned ? OfPlans : [.. ImportLayout.Names.Where(n => n != "commune_code")];
        return SendAsync(http, planned ? "mau-ke-hoach.xlsx" : "mau-giay-chung-nhan.xlsx", async file =>
        {
            await using var table = await TableWriter.CreateAsync(file, TableFormat.Xlsx, [.. columns.Select(c => Show.English ? c : fields[$"Field.{c}"].Value)], ct);
            await table.WriteAsync([.. columns.Select(c => text[$"Example.{c}"] is { ResourceNotFound: false } example ? example.Value : "")], ct);
            return true;
        }, StatusCodes.Status200OK, ct);
    }

    private static async Task<IResult> KeptAsync(Guid id, CurrentActor current, ImportFileQueries files, CancellationToken ct)
        => await files.ContentAsync(await current.GetAsync(ct), id, ct) is { } file ? TypedResults.File(file.Content, "application/octet-stream", file.Name) : TypedResults.NotFound();

    private static async Task HeldAsync(Guid id, HttpContext http, CurrentActor current, ImportFileQueries files, RefusalTexts refusals, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        await SendAsync(http, "dong-chua-nhap.xlsx", file => files.WriteRefusedAsync(actor, id, file, TableFormat.Xlsx, refusals.Say, ct), StatusCodes.Status404NotFound, ct);
    }

    /// <summary>A workbook is written whole before it is sent: it may be refused half way, and its archive cannot be written to the wire.</summary>
    /// <param name="write">False: answer <paramref name="otherwise"/> instead.</param>
    internal static async Task SendAsync(HttpContext http, string name, Func<Stream, Task<bool>> write, int otherwise, CancellationToken ct)
    {
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        http.Response.Headers.CacheControl = "no-store";
        if (!await write(file))
        {
            http.Response.StatusCode = otherwise;
            return;
        }

        file.Position = 0;
        (http.Response.ContentType, http.Response.ContentLength) = (Workbook, file.Length);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await file.CopyToAsync(http.Response.Body, ct);
    }
}
