using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Shared;

/// <summary>Area and period of the desk as its addresses hold them: <c>tinh</c> (slug), <c>xa</c> (code), <c>tu</c> and <c>den</c> (days).</summary>
/// <param name="Ignored">The address held a value that nothing has; it was left out.</param>
public sealed record ScopeAddress(Province? Province, Commune? Commune, DateOnly? From, DateOnly? Through, bool Ignored)
{
    public DeskScope Scope => new(Province?.Code, Commune?.Code, From, Through);

    public static ScopeAddress Of(DeskScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(AreaDirectory.Instance.FindProvince(scope.ProvinceCode), AreaDirectory.Instance.FindCommune(scope.CommuneCode), scope.From, scope.Through, false);
    }

    public static ScopeAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var areas = AreaDirectory.Instance;
        var (province, commune) = (areas.FindProvinceBySlug(query["tinh"]), areas.FindCommune(query["xa"]));
        // Another province was chosen while the old one's commune was still in the form.
        var stale = commune is not null && province is not null && commune.ProvinceCode != province.Code;
        var (from, through) = (FormText.Day(query["tu"]), FormText.Day(query["den"]));
        return new(province, stale ? null : commune, from, through,
            (Given("tinh") && province is null) || (Given("xa") && commune is null) || (Given("tu") && from is null) || (Given("den") && through is null));

        bool Given(string key) => query[key].ToString().Length > 0;
    }

    public IEnumerable<KeyValuePair<string, string?>> Values()
    {
        (string Key, string? Value)[] values = [("tinh", Province?.Slug), ("xa", Commune?.Code), ("tu", FormText.Iso(From)), ("den", FormText.Iso(Through))];
        return values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value));
    }

    /// <summary>A page of the desk by the same area and period.</summary>
    public string Url(string path, params IEnumerable<KeyValuePair<string, string?>> more) => path + QueryString.Create(Values().Concat(more)).ToUriComponent();
}
