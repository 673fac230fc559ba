using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Ordering.Books;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.AdminDesk.Taxes;

/// <summary>The tables of the page of taxes as files: the same columns, the same rows.</summary>
internal static class TaxFiles
{
    public static IReadOnlyList<string> SalesColumns { get; } = ["Producer", "Type", "TaxCode", "Parcels", "Gross", "Returned", "Base", "Vat", "Pit", "Year", "Withheld"];

    public static IReadOnlyList<string> InvoiceColumns { get; } = ["Producer", "TaxCode", "Purchase", "Day", "Company", "CompanyTaxCode", "Address", "Email", "Amount"];

    public static void MapTaxFiles(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup(Urls.Taxes).RequireAuthorization(Policies.Administrator).ExcludeFromDescription();
        desk.MapGet("/doanh-thu.xlsx", (HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, CancellationToken ct) => SalesAsync(http, current, taxes, clock, text, TableFormat.Xlsx, ct));
        desk.MapGet("/doanh-thu.csv", (HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, CancellationToken ct) => SalesAsync(http, current, taxes, clock, text, TableFormat.Csv, ct));
        desk.MapGet("/hoa-don.xlsx", (HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, CancellationToken ct) => InvoicesAsync(http, current, taxes, clock, text, TableFormat.Xlsx, ct));
        desk.MapGet("/hoa-don.csv", (HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, CancellationToken ct) => InvoicesAsync(http, current, taxes, clock, text, TableFormat.Csv, ct));
    }

    public static string Address(string file, string kind, DateOnly month) => $"{Urls.Taxes}/{file}.{kind}?ky={Key(month)}";

    public static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The first day of the month asked for; of the running one where that is none or in the future.</summary>
    public static DateOnly MonthOf(string? key, DateOnly today)
        => DateOnly.TryParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month <= today && month.Year >= 2020 ? month : new(today.Year, today.Month, 1);

    public static bool IsFigure(string column) => column is "Parcels" or "Gross" or "Returned" or "Base" or "Vat" or "Pit" or "Year";

    public static long Figure(string column, TaxRow row) => column switch
    {
        "Parcels" => row.Parcels,
        "Gross" => row.Sold.Dong,
        "Returned" => row.GivenBack.Dong,
        "Base" => row.Base.Dong,
        "Vat" => row.Vat.Dong,
        "Pit" => row.IncomeTax.Dong,
        "Year" => row.Year.Dong,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    public static string Words(string column, TaxRow row, IStringLocalizer<TaxesText> text) => column switch
    {
        "Producer" => row.Producer.Name,
        "Type" => text[$"ProducerType{row.Producer.Type}"],
        "TaxCode" => row.Producer.TaxCode is { Length: > 0 } code ? code : text["Missing"],
        "Withheld" => text[row.AboveThreshold ? "Yes" : "No"],
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, null),
    };

    public static IReadOnlyList<string> Cells(InvoiceRow row)
        => [row.Producer.Name, row.Producer.TaxCode ?? "", row.Purchase, Show.Day(row.Day), row.Request.Company, row.Request.TaxCode, row.Request.Address, row.Request.Email, row.Amount.Dong.ToString(CultureInfo.InvariantCulture)];

    private static async Task<IResult> SalesAsync(HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, TableFormat format, CancellationToken ct)
    {
        var month = MonthOf(http.Request.Query["ky"], clock.Today());
        var (rows, rates) = (await taxes.SalesAsync(await current.GetAsync(ct), month, ct), await taxes.RatesAsync(month, ct));
        var warning = $"{text["Rates", Show.PerCent(rates.Vat), Show.PerCent(rates.IncomeTax), Show.Dong(rates.FreeUpTo)].Value} {text["RatesUnverified"].Value}";
        return await WriteAsync(http, $"doanh-thu-{Key(month)}", format, [.. SalesColumns.Select(c => text[c].Value)], [.. Enumerable.Range(0, SalesColumns.Count).Where(i => IsFigure(SalesColumns[i]))],
            [.. rows.Select(r => SalesColumns.Select(c => IsFigure(c) ? Figure(c, r).ToString(CultureInfo.InvariantCulture) : Words(c, r, text)).ToList()), [warning, .. SalesColumns.Skip(1).Select(_ => "")]], ct);
    }

    private static async Task<IResult> InvoicesAsync(HttpContext http, CurrentActor current, TaxQueries taxes, TimeProvider clock, IStringLocalizer<TaxesText> text, TableFormat format, CancellationToken ct)
    {
        var month = MonthOf(http.Request.Query["ky"], clock.Today());
        var rows = await taxes.InvoicesAsync(await current.GetAsync(ct), month, ct);
        return await WriteAsync(http, $"hoa-don-{Key(month)}", format, [.. InvoiceColumns.Select(c => text[c].Value)], [InvoiceColumns.Count - 1], [.. rows.Select(Cells)], ct);
    }

    private static async Task<IResult> WriteAsync(HttpContext http, string name, TableFormat format, IReadOnlyList<string> header, IReadOnlyCollection<int> figures, IReadOnlyList<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        using var file = new MemoryStream();
        await using (var table = await TableWriter.CreateAsync(file, format, header, ct, figures))
        {
            foreach (var row in rows)
            {
                await table.WriteAsync(row, ct);
            }
        }

        http.Response.Headers.CacheControl = "no-store";
        return format switch
        {
            TableFormat.Csv => TypedResults.File(file.ToArray(), "text/csv", $"{name}.csv"),
            TableFormat.Xlsx => TypedResults.File(file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx"),
        };
    }
}
