using System.Globalization;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Pages.Shop.Certificates;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Certificates;

/// <summary>Columns of the officers' table, in their order.</summary>
public enum CertificateColumn
{
    Number,
    Product,
    Producer,
    Place,
    Stars,
    Group,
    OcopCode,
    Decision,
    Issuer,
    IssuedOn,
    LastDay,
    State,
}

/// <summary>What the address of the officers' table asks for; the file of it is asked for by the same words.</summary>
internal sealed record CertificatesAddress(
    ScopeAddress Scope, DeskState State, string Text, int? Stars, ProductGroup? Group, DeskSort Sort, bool Descending, IReadOnlyList<CertificateColumn> Columns, int Page, bool Ignored,
    ProductSet? Set = null, ProducerType? Form = null, CertificateTurn? Turn = null, DateOnly? OnDay = null)
{
    private const int LongestText = 200;

    public static readonly IReadOnlyList<CertificateColumn> Usual =
        [CertificateColumn.Number, CertificateColumn.Product, CertificateColumn.Producer, CertificateColumn.Place, CertificateColumn.Stars, CertificateColumn.IssuedOn, CertificateColumn.LastDay, CertificateColumn.State];

    private static readonly (DeskState State, string Key)[] States =
        [(DeskState.InForce, "hieu-luc"), (DeskState.EndingSoon, "sap-het-han"), (DeskState.Expired, "het-han"), (DeskState.Revoked, "thu-hoi"), (DeskState.All, "tat-ca")];

    private static readonly (DeskSort Sort, string Key)[] Sorts =
        [(DeskSort.IssuedOn, "ngay-cap"), (DeskSort.LastDay, "ngay-het"), (DeskSort.Number, "so"), (DeskSort.Product, "san-pham"), (DeskSort.Producer, "chu-the"), (DeskSort.Stars, "sao")];

    private static readonly (CertificateColumn Column, string Key)[] Keys =
    [
        (CertificateColumn.Number, "so"), (CertificateColumn.Product, "san-pham"), (CertificateColumn.Producer, "chu-the"), (CertificateColumn.Place, "xa"), (CertificateColumn.Stars, "sao"), (CertificateColumn.Group, "bo"),
        (CertificateColumn.OcopCode, "ma"), (CertificateColumn.Decision, "quyet-dinh"), (CertificateColumn.Issuer, "co-quan"), (CertificateColumn.IssuedOn, "ngay-cap"), (CertificateColumn.LastDay, "ngay-het"), (CertificateColumn.State, "tinh-trang"),
    ];

    private static readonly (CertificateTurn Turn, string Key)[] Turns =
    [
        (CertificateTurn.First, "cap-lan-dau"), (CertificateTurn.Renewed, "cap-lai"), (CertificateTurn.Upgraded, "nang-hang"), (CertificateTurn.RanOut, "het-thoi-han"), (CertificateTurn.Lapsed, "chua-cong-nhan-lai"),
    ];

    public static IEnumerable<CertificateTurn> AllTurns => Turns.Select(t => t.Turn);

    public static IEnumerable<DeskState> AllStates => States.Select(s => s.State);

    public DeskFilter Filter => new(Scope.Scope, State, Text, Stars, Group?.Number, Sort, Descending, Set?.Number, Form, Turn, OnDay);

    public bool IsFiltered => Text.Length > 0 || Stars is not null || Group is not null || Set is not null || Form is not null || Turn is not null || OnDay is not null || Scope.Values().Any();

    public static string Key(CertificateColumn column) => Keys.First(k => k.Column == column).Key;

    public static string Key(CertificateTurn turn) => Turns.First(t => t.Turn == turn).Key;

    /// <summary>The rows of a state in an area and a period, as the table shows them first.</summary>
    public static CertificatesAddress Of(ScopeAddress scope, DeskState state) => new(scope, state, "", null, null, DeskSort.IssuedOn, true, Usual, 1, false);

    public static string Key(DeskState state) => States.First(s => s.State == state).Key;

    /// <summary>The order a column stands for; null when the table is not sorted by it.</summary>
    public static DeskSort? SortOf(CertificateColumn column) => column switch
    {
        CertificateColumn.Number => DeskSort.Number,
        CertificateColumn.Product => DeskSort.Product,
        CertificateColumn.Producer => DeskSort.Producer,
        CertificateColumn.Stars => DeskSort.Stars,
        CertificateColumn.IssuedOn => DeskSort.IssuedOn,
        CertificateColumn.LastDay => DeskSort.LastDay,
        CertificateColumn.Place or CertificateColumn.Group or CertificateColumn.OcopCode or CertificateColumn.Decision or CertificateColumn.Issuer or CertificateColumn.State => null,
    };

    public static CertificatesAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var scope = ScopeAddress.Read(query);
        var text = VietnameseText.Clean(query["q"].ToString());
        var state = States.Where(s => s.Key == query["tinh-trang"]).Select(s => (DeskState?)s.State).FirstOrDefault();
        var sort = Sorts.Where(s => s.Key == query["sap-xep"]).Select(s => (DeskSort?)s.Sort).FirstOrDefault();
        var stars = query["sao"].ToString() is ['3' or '4' or '5'] star ? star[0] - '0' : (int?)null;
        var group = ProductSets.FindGroup(query["nhom"].ToString());
        var set = int.TryParse(query["bo"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= ProductSets.All.Count ? ProductSets.Get(number) : null;
        var (form, onDay) = (ProducerTypeSlugs.Find(query["hinh-thuc"]), FormText.Day(query["ngay"]));
        var turn = Turns.Where(t => t.Key == query["viec"]).Select(t => (CertificateTurn?)t.Turn).FirstOrDefault();
        var asked = query["cot"].SelectMany(c => (c ?? "").Split(',')).ToHashSet();
        var columns = Keys.Where(k => asked.Contains(k.Key)).Select(k => k.Column).ToList();
        var page = RegisterAddress.ReadPage(query, out var badPage);
        var ignored = scope.Ignored || badPage || text.Length > LongestText || (Given("tinh-trang") && state is null) || (Given("sap-xep") && sort is null) || (Given("sao") && stars is null) || (Given("nhom") && group is null)
            || (Given("bo") && set is null) || (Given("hinh-thuc") && form is null) || (Given("viec") && turn is null) || (Given("ngay") && onDay is null);
        return new(
            scope, state ?? DeskState.InForce, text.Length <= LongestText ? text : text[..LongestText], stars, group, sort ?? (state is DeskState.EndingSoon ? DeskSort.LastDay : DeskSort.IssuedOn),
            sort is null ? state is not DeskState.EndingSoon : query["chieu"] == "giam", columns.Count == 0 ? Usual : columns, page, ignored, set, form, turn, onDay);

        bool Given(string key) => query[key].ToString().Length > 0;
    }

    public string Url(int page = 1) => (this with { Page = page }).Of(Urls.DeskCertificates);

    public string Url(DeskState state) => (this with { State = state, Page = 1, Sort = state is DeskState.EndingSoon ? DeskSort.LastDay : DeskSort.IssuedOn, Descending = state is not DeskState.EndingSoon }).Of(Urls.DeskCertificates);

    /// <summary>The same rows by another order; by the present one turned around.</summary>
    public string UrlBy(DeskSort sort) => (this with { Sort = sort, Descending = sort == Sort && !Descending, Page = 1 }).Of(Urls.DeskCertificates);

    public string FileUrl => (this with { Page = 1 }).Of(Urls.DeskCertificatesFile);

    private string Of(string path)
    {
        var usualOrder = (State is DeskState.EndingSoon ? DeskSort.LastDay : DeskSort.IssuedOn, State is not DeskState.EndingSoon);
        var turned = (Sort, Descending) != usualOrder;
        (string Key, string? Value)[] values =
        [
            ("q", Text.Length > 0 ? Text : null), ("tinh-trang", State is DeskState.InForce ? null : Key(State)), ("sao", Stars?.ToString(CultureInfo.InvariantCulture)), ("nhom", Group?.Slug),
            ("bo", Set?.Number.ToString(CultureInfo.InvariantCulture)), ("hinh-thuc", Form is { } form ? ProducerTypeSlugs.Of(form) : null), ("viec", Turn is { } turn ? Key(turn) : null), ("ngay", FormText.Iso(OnDay)),
            ("sap-xep", turned ? Sorts.First(s => s.Sort == Sort).Key : null), ("chieu", turned && Descending ? "giam" : null),
            ("cot", Columns.SequenceEqual(Usual) ? null : string.Join(',', Columns.Select(Key))), ("trang", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return Scope.Url(path, values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value)));
    }
}
