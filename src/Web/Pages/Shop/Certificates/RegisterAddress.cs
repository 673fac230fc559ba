using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Certificates;

/// <summary>What the address of the register asks for; every state of the list has an address that can be sent and printed.</summary>
/// <param name="Ignored">The address held a value that nothing has; it was left out.</param>
internal sealed record RegisterAddress(string Text, RegisterState? State, int? Stars, ProductGroup? Group, Province? Province, int Page, bool Ignored)
{
    private const int LongestText = 200, LastPage = 1_000_000;

    private static readonly (RegisterState State, string Key)[] States =
    [
        (RegisterState.InForce, "hieu-luc"), (RegisterState.EndingSoon, "sap-het-han"), (RegisterState.Expired, "het-han"),
        (RegisterState.Revoked, "thu-hoi"), (RegisterState.Superseded, "da-thay"),
    ];

    public static IEnumerable<RegisterState> AllStates => States.Select(s => s.State);

    public bool IsFiltered => Text.Length > 0 || State is not null || Stars is not null || Group is not null || Province is not null;

    public static string Key(RegisterState state) => States.First(s => s.State == state).Key;

    public static RegisterAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var text = VietnameseText.Clean(query["q"].ToString());
        var state = States.Where(s => s.Key == query["tinh-trang"]).Select(s => (RegisterState?)s.State).FirstOrDefault();
        var stars = query["sao"].ToString() is ['3' or '4' or '5'] star ? star[0] - '0' : (int?)null;
        var group = ProductSets.FindGroup(query["nhom"].ToString());
        var province = AreaDirectory.Instance.FindProvinceBySlug(query["tinh"].ToString());
        var page = ReadPage(query, out var badPage);
        var ignored = badPage || text.Length > LongestText || (IsGiven(query, "tinh-trang") && state is null) || (IsGiven(query, "sao") && stars is null)
            || (IsGiven(query, "nhom") && group is null) || (IsGiven(query, "tinh") && province is null);
        return new(text.Length <= LongestText ? text : text[..LongestText], state, stars, group, province, page, ignored);
    }

    /// <summary>The page number; 1 for what is none.</summary>
    public static int ReadPage(IQueryCollection query, out bool bad)
    {
        ArgumentNullException.ThrowIfNull(query);
        var page = 1;
        bad = IsGiven(query, "trang") && !(int.TryParse(query["trang"], NumberStyles.None, CultureInfo.InvariantCulture, out page) && page is >= 1 and <= LastPage);
        return bad ? 1 : page;
    }

    public static bool IsGiven(IQueryCollection query, string key) => query[key].ToString().Length > 0;

    public RegisterFilter Filter(bool adult) => new(Text, State, Stars, Group?.Number, null, Province?.Code, adult);

    public string Url(int page) => Urls.Register + QueryString.Create(Values(page)).ToUriComponent();

    private IEnumerable<KeyValuePair<string, string?>> Values(int page)
    {
        (string Key, string? Value)[] values =
        [
            ("q", Text.Length > 0 ? Text : null), ("tinh-trang", State is { } state ? Key(state) : null), ("sao", Stars?.ToString(CultureInfo.InvariantCulture)),
            ("nhom", Group?.Slug), ("tinh", Province?.Slug), ("trang", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value));
    }
}
