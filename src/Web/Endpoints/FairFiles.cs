using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Booths;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Pages.OfficerDesk.Participation;
using OcopMarket.Web.Pages.ProducerDesk.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>What officers take home of those who take part in a fair.</summary>
internal static class FairFiles
{
    /// <param name="Text">Why it was not written down; null when it was.</param>
    public sealed record PressResult(Guid Key, string? Text);

    public sealed record PressResults(IReadOnlyList<PressResult> Results);

    public sealed record NewPress(Guid Key, Guid Application, DateTimeOffset At);

    public sealed record NewPresses(IReadOnlyList<NewPress>? Presses);

    public static void MapFairFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/can-bo/hoi-cho/{id:guid}").RequireAuthorization(Policies.Officer).ExcludeFromDescription();
        desk.MapGet("/tham-gia/bang.xlsx", BoardAsync);
        desk.MapGet("/ket-qua/bang.xlsx", ResultsAsync);
        desk.MapGet("/ket-qua/bao-cao.pdf", ResultsPaperAsync);
        desk.MapGet("/gia/ban-ke.xlsx", BillAsync);
        desk.MapGet("/{paper:regex(^(giay-moi|the-ten|danh-sach-gian)$)}.pdf", PaperAsync);
        desk.MapGet("/nhan-ke.pdf", LabelsAsync);
        desk.MapPost("/diem-danh/gui", PressAsync);
        var own = routes.MapGroup(Urls.ProducerFairs + "/don/{id:guid}").RequireAuthorization(Policies.Producer).ExcludeFromDescription();
        own.MapGet("/giay-moi.pdf", AdmissionAsync);
        own.MapGet("/nhan.pdf", OwnLabelsAsync);
        own.MapGet("/ban-ke.xlsx", OwnBillAsync);
        own.MapPost("/xac-nhan.pdf", EvidenceAsync);
    }

    private static async Task<IResult> PaperAsync(Guid id, string paper, HttpContext http, CurrentActor current, FairPapers papers, CancellationToken ct)
        => Pdf(http, await papers.OfFairAsync(await current.GetAsync(ct), new(id), Urls.FairPaperOf(paper)!.Value, ct), paper);

    private static async Task<IResult> AdmissionAsync(Guid id, HttpContext http, CurrentActor current, FairPapers papers, CancellationToken ct)
        => Pdf(http, await papers.OfOwnAsync(await current.GetAsync(ct), new(id), ct), "giay-moi");

    private static async Task<IResult> LabelsAsync(Guid id, HttpContext http, CurrentActor current, FairLabels labels, CancellationToken ct)
        => Pdf(http, await labels.OfFairAsync(await current.GetAsync(ct), new(id), ct), "nhan-ke");

    private static async Task<IResult> OwnLabelsAsync(Guid id, HttpContext http, CurrentActor current, FairLabels labels, CancellationToken ct)
        => Pdf(http, await labels.OfOwnAsync(await current.GetAsync(ct), new(id), ct), "nhan-ke");

    // A form, since each one is written down; its field makes the framework ask for the form's token.
    private static async Task<IResult> EvidenceAsync(Guid id, [FromForm(Name = "_")] string? _, HttpContext http, CurrentActor current, IssueEvidence issue, CancellationToken ct)
        => Pdf(http, await issue.RunAsync(new(await current.GetAsync(ct), new(id)), ct), "xac-nhan-tham-gia");

    /// <summary>Presses of a device that may have been without a line. JSON: no other site can send it with the session's cookie.</summary>
    private static async Task<IResult> PressAsync(Guid id, NewPresses sent, HttpContext http, CurrentActor current, CheckInParticipants checkIn, RefusalTexts texts, CancellationToken ct)
    {
        var presses = (sent.Presses ?? []).Take(CheckInParticipants.MostPresses).Select(p => new CheckInParticipants.Press(p.Key, new(p.Application), p.At)).ToList();
        var done = await checkIn.RunAsync(new(await current.GetAsync(ct), new(id), presses), ct);
        http.Response.Headers.CacheControl = "no-store";
        return done.Refusal is { } refusal
            ? TypedResults.Ok(new PressResults([.. presses.Select(p => new PressResult(p.Key, texts.Say(refusal)))]))
            : TypedResults.Ok(new PressResults([.. presses.Select((p, i) => new PressResult(p.Key, done.Value[i] is { } why ? texts.Say(why) : null))]));
    }

    private static IResult Pdf(HttpContext http, Result<byte[]> written, string name)
    {
        if (!written.Succeeded)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"inline; filename=\"{name}.pdf\"";
        return TypedResults.Bytes(written.Value, "application/pdf");
    }

    private static async Task BoardAsync(Guid id, HttpContext http, CurrentActor current, FairBoardQueries boards, AreaDirectory areas, RefusalTexts words, IStringLocalizer<ParticipationText> text, CancellationToken ct)
    {
        var board = await boards.FindAsync(await current.GetAsync(ct), new(id), ct);
        await OfficerFiles.SendAsync(http, $"hoi-cho-{board?.Fair.Slug}.xlsx", async file =>
        {
            if (board is null)
            {
                return false;
            }

            string[] columns = ["Sheet.Number", "Producer", "Place", "Products", "Booths", "Sheet.BoothNames", "State", "Sheet.Contact", "Sheet.Phone", "Sheet.Support", "Document", "Sheet.Came"];
            await using var table = await TableWriter.CreateAsync(file, TableFormat.Xlsx, [.. columns.Select(c => text[c].Value)], ct, [0, 4, 9]);
            foreach (var row in board.Rows)
            {
                await table.WriteAsync(
                [
                    Figure(row.Number), row.ProducerName, Show.Place(areas, row.CommuneCode, row.ProvinceCode), text["ProductsOf", row.Eligible, row.Products].Value, Figure(row.Booths), string.Join(", ", row.BoothNames),
                    words.Word(row.State), row.Contact.Name, row.Contact.Phone, row.Support is { } support ? Figure(support.Dong) : "", row.SupportDocument ?? "", row.CameAt is { } came ? Show.Moment(came) : "",
                ], ct);
            }

            return true;
        }, StatusCodes.Status404NotFound, ct);
    }

    private static async Task ResultsAsync(Guid id, HttpContext http, CurrentActor current, FairResultQueries read, FairResultTables tables, CancellationToken ct)
    {
        var results = await read.OfFairAsync(await current.GetAsync(ct), new(id), ct);
        await OfficerFiles.SendAsync(http, $"ket-qua-{results?.Fair.Slug}.xlsx", async file =>
        {
            if (results is null)
            {
                return false;
            }

            await ReportWorkbook.WriteAsync(tables.Print(results), file, ct);
            return true;
        }, StatusCodes.Status404NotFound, ct);
    }

    private static async Task<IResult> ResultsPaperAsync(Guid id, HttpContext http, CurrentActor current, FairResultQueries read, FairResultTables tables, CancellationToken ct)
        => await read.OfFairAsync(await current.GetAsync(ct), new(id), ct) is { } results ? Pdf(http, ReportPaper.Write(tables.Print(results)), $"ket-qua-{results.Fair.Slug}") : TypedResults.NotFound();
    private static async Task BillAsync(Guid id, HttpContext http, CurrentActor current, FairPriceQueries prices, FairSales sales, RefusalTexts words, IStringLocalizer<FairFormText> text, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var (found, lines) = (await prices.OfFairAsync(actor, new(id), ct), await sales.PaidOfFairAsync(actor, new(id), ct));
        await OfficerFiles.SendAsync(http, $"gia-hoi-cho-{found?.Fair.Slug}.xlsx", file => WriteBillAsync(file, lines, found?.Producers ?? new Dictionary<ProducerId, string>(), words, text, ct), StatusCodes.Status404NotFound, ct);
    }

    private static async Task OwnBillAsync(Guid id, HttpContext http, CurrentActor current, FairFormQueries forms, FairSales sales, RefusalTexts words, IStringLocalizer<FairFormText> text, CancellationToken ct)
    {
        var actor = await current.GetAsync(ct);
        var own = await forms.OwnPlaceAsync(actor, new(id), ct);
        var lines = own is { } place ? await sales.OwnPaidAsync(actor, place.Producer, place.Fair, ct) : null;
        await OfficerFiles.SendAsync(http, $"gia-hoi-cho-{own?.Slug}.xlsx", file => WriteBillAsync(file, lines, own is { } named ? new Dictionary<ProducerId, string> { [named.Producer] = named.Name } : [], words, text, ct), StatusCodes.Status404NotFound, ct);
    }

    private static async Task<bool> WriteBillAsync(Stream file, IReadOnlyList<PaidLine>? lines, IReadOnlyDictionary<ProducerId, string> producers, RefusalTexts words, IStringLocalizer<FairFormText> text, CancellationToken ct)
    {
        if (lines is null)
        {
            return false;
        }

        string[] columns = ["Bill.Payer", "Bill.Producer", "Bill.Product", "Bill.Packing", "Bill.ListPrice", "Bill.Price", "Bill.PerPiece", "Bill.Pieces", "Bill.Sum"];
        await using var table = await TableWriter.CreateAsync(file, TableFormat.Xlsx, [.. columns.Select(c => text[c].Value)], ct, [4, 5, 6, 7, 8]);
        foreach (var line in lines)
        {
            await table.WriteAsync(
            [
                BoothWords.Payer(words, new(line.Payer, line.PayerName)), producers.GetValueOrDefault(line.Producer) ?? "", line.Product, line.Packing, Figure(line.ListPrice.Dong), Figure(line.Price.Dong),
                Figure(line.PerPiece.Dong), Figure(line.Pieces), Figure(line.Sum.Dong),
            ], ct);
        }

        return true;
    }

    private static string Figure(long number) => number.ToString(CultureInfo.InvariantCulture);
}
