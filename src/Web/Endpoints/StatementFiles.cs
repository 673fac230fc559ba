using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Papers;
using OcopMarket.Platform.Tables;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Pages.ProducerDesk.Money;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>Statements to take home: a workbook to count on with, a paper to print.</summary>
internal static class StatementFiles
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Number, day, payment and payers are text; the rest is counted.
    private const int FirstFigure = 3;

    public static void MapStatementFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Urls.Revenue).RequireAuthorization(Policies.Producer).ExcludeFromDescription();
        desk.MapGet("/tam-tinh.xlsx", RunningWorkbookAsync);
        desk.MapGet("/tam-tinh.pdf", RunningPaperAsync);
        desk.MapGet("/{id:guid}/sao-ke.xlsx", WorkbookAsync);
        desk.MapGet("/{id:guid}/sao-ke.pdf", PaperAsync);
    }

    private static async Task<IResult> RunningWorkbookAsync(HttpContext http, CurrentActor current, CurrentProducer chosen, StatementQueries books, IStringLocalizer<RevenueText> text, CancellationToken ct)
        => await AnswerAsync(http, await books.PreviewAsync(await current.GetAsync(ct), (await chosen.GetAsync(ct))!.Producer, ct), text, StatusCodes.Status403Forbidden, ct);

    private static async Task<IResult> RunningPaperAsync(HttpContext http, CurrentActor current, CurrentProducer chosen, StatementQueries books, CancellationToken ct)
        => Paper(http, await books.PreviewAsync(await current.GetAsync(ct), (await chosen.GetAsync(ct))!.Producer, ct), StatusCodes.Status403Forbidden);

    private static async Task<IResult> WorkbookAsync(Guid id, HttpContext http, CurrentActor current, StatementQueries books, IStringLocalizer<RevenueText> text, CancellationToken ct)
        => await AnswerAsync(http, await books.FindAsync(await current.GetAsync(ct), id, ct), text, StatusCodes.Status404NotFound, ct);

    private static async Task<IResult> PaperAsync(Guid id, HttpContext http, CurrentActor current, StatementQueries books, CancellationToken ct)
        => Paper(http, await books.FindAsync(await current.GetAsync(ct), id, ct), StatusCodes.Status404NotFound);

    private static IResult Paper(HttpContext http, StatementContent? statement, int otherwise)
    {
        http.Response.Headers.CacheControl = "no-store";
        return statement is null ? TypedResults.StatusCode(otherwise) : TypedResults.File(StatementPaper.Write(statement, CultureInfo.CurrentUICulture), "application/pdf", $"{NameOf(statement)}.pdf");
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, StatementContent? statement, IStringLocalizer<RevenueText> text, int otherwise, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (statement is null)
        {
            return TypedResults.StatusCode(otherwise);
        }

        var columns = StatementTable.Columns;
        using var file = new MemoryStream();
        await using (var table = await TableWriter.CreateAsync(
            file, TableFormat.Xlsx, [text["Parcel"], text["Day"], text["Method"], .. columns.Select(c => text[c.Name].Value), text["Payers"]], ct, [.. Enumerable.Range(FirstFigure, columns.Length)]))
        {
            Task LineAsync(string name, string day, string method, IEnumerable<string> figures, string payers = "") => table.WriteAsync([name, day, method, .. figures, payers], ct);
            IEnumerable<string> Last(long amount) => [.. columns.SkipLast(1).Select(_ => ""), Figure(amount)];
            await LineAsync($"{statement.ProducerName} · {(statement.Number.Length > 0 ? statement.Number : text["Running"].Value)}", Show.Day(statement.From), Show.Day(statement.Through), columns.Select(_ => ""), statement.TaxCode is { Length: > 0 } code ? text["TaxCode", code] : "");
            await LineAsync(text["Opening"], Show.Day(statement.From), "", Last(statement.Opening.Dong));
            foreach (var row in statement.Rows)
            {
                await LineAsync(row.Number, Show.Day(row.Day), text[$"Method{row.Method}"], columns.Select(c => Figure(c.Of(row).Dong)), row.Payers);
            }

            foreach (var other in statement.Others)
            {
                await LineAsync(text[$"Kind{other.Kind}"], Show.Day(other.Day), "", Last(other.Amount.Dong));
            }

            await LineAsync(text["Sum"], "", "", columns.Select(c => Figure(c.Name == "Net" ? statement.Net.Dong : statement.Sum(c.Of).Dong)));
            await LineAsync(text["Received"], "", "", Last(-statement.Received.Dong));
            await LineAsync(text["Closing"], Show.Day(statement.Through), "", Last(statement.Closing.Dong));
            foreach (var balance in statement.Balances)
            {
                await LineAsync(text[$"Account{balance.Account}"], Show.Day(statement.Through), "", Last(balance.Amount.Dong), balance.Party ?? "");
            }
        }

        return TypedResults.File(file.ToArray(), Workbook, $"{NameOf(statement)}.xlsx");
    }

    private static string NameOf(StatementContent statement)
        => statement.Number.Length > 0 ? statement.Number : string.Create(CultureInfo.InvariantCulture, $"tam-tinh-{statement.From:yyyyMM}");

    private static string Figure(long amount) => amount.ToString(CultureInfo.InvariantCulture);
}
