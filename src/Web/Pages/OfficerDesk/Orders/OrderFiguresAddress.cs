using OcopMarket.Ordering.Figures;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Orders;

/// <summary>The addresses of the figures of orders: area, period and <c>ky</c> (step), on an officer's or the administrators' desk.</summary>
/// <param name="Root">Of the desk's page; the others hang under it.</param>
internal sealed record OrderFiguresAddress(string Root, ScopeAddress Scope, OrderStep Step)
{
    private const string Week = "tuan";

    public string Figures => Of("");

    public string FiguresFile => Of("/bang.xlsx");

    public string Load => Scope.Url(Root + "/phai-gui");

    public string LoadFile => Scope.Url(Root + "/phai-gui/bang.xlsx");

    public static string Key(OrderStep step) => step is OrderStep.Week ? Week : "thang";

    public static OrderFiguresAddress Read(HttpRequest request)
        => new(request.Path.StartsWithSegments(Urls.AdminDesk) ? Urls.AllOrders : Urls.DeskOrders, ScopeAddress.Read(request.Query), request.Query["ky"] == Week ? OrderStep.Week : OrderStep.Month);

    private string Of(string path) => Scope.Url(Root + path, Step is OrderStep.Week ? [KeyValuePair.Create("ky", (string?)Week)] : Array.Empty<KeyValuePair<string, string?>>());
}
