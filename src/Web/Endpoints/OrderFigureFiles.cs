using OcopMarket.Ordering.Figures;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Hosting.Access;
using OcopMarket.Web.Pages.OfficerDesk.Orders;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

/// <summary>The figures of orders as workbooks: exactly the tables of the page.</summary>
internal static class OrderFigureFiles
{
    public static void MapOrderFigureFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var (root, policy) in new[] { (Urls.DeskOrders, Policies.Officer), (Urls.AllOrders, Policies.Administrator) })
        {
            var desk = routes.MapGroup(root).RequireAuthorization(policy).ExcludeFromDescription();
            desk.MapGet("/bang.xlsx", FiguresAsync);
            desk.MapGet("/phai-gui/bang.xlsx", LoadAsync);
        }
    }

    private static async Task FiguresAsync(HttpContext http, CurrentActor current, OrderFigureQueries figures, OrderTables tables, TimeProvider clock, CancellationToken ct)
    {
        var (actor, address) = (await current.GetAsync(ct), OrderFiguresAddress.Read(http.Request));
        await SendAsync(http, $"don-hang-{clock.Today():yyyyMMdd}.xlsx", await figures.ReadAsync(actor, address.Scope.Scope, address.Step, ct), tables.Print, ct);
    }

    private static async Task LoadAsync(HttpContext http, CurrentActor current, HandOverLoadQueries loads, OrderTables tables, TimeProvider clock, CancellationToken ct)
    {
        var (actor, address) = (await current.GetAsync(ct), OrderFiguresAddress.Read(http.Request));
        await SendAsync(http, $"phai-gui-{clock.Today():yyyyMMdd}.xlsx", await loads.ReadAsync(actor, address.Scope.Scope, ct), tables.Print, ct);
    }

    private static Task SendAsync<T>(HttpContext http, string name, Result<T> read, Func<T, ReportDocument> print, CancellationToken ct)
        => OfficerFiles.SendAsync(http, name, async file =>
        {
            if (!read.Succeeded)
            {
                return false;
            }

            await ReportWorkbook.WriteAsync(print(read.Value), file, ct);
            return true;
        }, StatusCodes.Status403Forbidden, ct);
}
