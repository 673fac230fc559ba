using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Certificates;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Names, cells and links that all reports share.</summary>
internal sealed class ReportWords(IStringLocalizer<ReportsText> text, IStringLocalizer<RecordText> fields, AreaDirectory areas, DateOnly today, ReportFigures figures)
{
    public static readonly int[] Stars = [3, 4, 5];

    public DateOnly Today => today;

    public DeskScope Scope => figures.Scope;

    public string Area => Scope switch
    {
        { CommuneCode: not null } => Show.Place(areas, Scope.CommuneCode, Scope.ProvinceCode),
        { ProvinceCode: { } code } => OfficeWords.Province(areas, code),
        _ => text["WholeCountry"],
    };

    public string PlaceHead => text[figures.ByProvince ? "Province" : "Commune"];

    public string Say(string name, params object[] values) => text[name, values];

    public string Form(ProducerType form) => fields[$"Type.{form}"];

    /// <summary>Places of a table, in the order of their names.</summary>
    public List<string> InOrder(IEnumerable<string> codes) => [.. codes.Distinct().OrderBy(c => VietnameseText.Fold(Name(c)), StringComparer.Ordinal).ThenBy(c => c, StringComparer.Ordinal)];

    public string Name(string place) => areas.FindCommune(place) is { } commune && place.Length > 2 ? Show.Name(commune) : areas.FindProvince(place) is { } province ? Show.Name(province) : place;

    /// <summary>The scope narrowed to a place of the table; null is the whole.</summary>
    public DeskScope At(string? place) => place is null ? Scope : place.Length > 2 ? Scope with { ProvinceCode = areas.FindCommune(place)?.ProvinceCode ?? Scope.ProvinceCode, CommuneCode = place } : Scope with { ProvinceCode = place };

    /// <summary>A number with the certificates behind it.</summary>
    public static ReportCell Certificates(int count, DeskScope scope, DeskState state, Func<CertificatesAddress, CertificatesAddress> narrow)
        => Count(count, () => narrow(CertificatesAddress.Of(ScopeAddress.Of(scope), state)).Url());

    /// <summary>A number with the products behind it that are in force on the report's day.</summary>
    public ReportCell InForce(int count, string? place, DateOnly day, Func<CertificatesAddress, CertificatesAddress> narrow)
        => Certificates(count, At(place) with { From = null, Through = null }, DeskState.InForce, a => narrow(a with { OnDay = day == today ? null : day }));

    /// <summary>A number with the producers behind it.</summary>
    public ReportCell Producers(int count, string? place, ProducerType? form, DateOnly? holdingOn)
    {
        (string Key, string? Value)[] values = [("hinh-thuc", form is { } f ? ProducerTypeSlugs.Of(f) : null), ("hieu-luc", holdingOn is null ? null : "1"), ("ngay", holdingOn is { } day && day != today ? FormText.Iso(day) : null)];
        return Count(count, () => ScopeAddress.Of(At(place) with { From = null, Through = null }).Url(Urls.DeskProducers, values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value))));
    }

    /// <summary>Nothing has no rows to open.</summary>
    public static ReportCell Count(int count, Func<string> url) => new(Number: count) { Url = count == 0 ? null : url() };

    public ReportHead PlaceColumn(int rows = 1) => new(PlaceHead, Rows: rows, Number: false);

    public IEnumerable<ReportHead> StarColumns() => Stars.Select(s => new ReportHead(text["StarsOf", s]));

    /// <summary>A table with one row of heads.</summary>
    public static ReportTable Table(string key, string sheet, string caption, IReadOnlyList<ReportHead> heads, IReadOnlyList<ReportLine> lines)
        => new(key, sheet, caption, [heads], [.. heads.Select(h => h.Text)], lines);

    public static ReportLine Line(ReportLineKind kind, string name, params IEnumerable<ReportCell> cells) => new(kind, [new(name), .. cells]);

    public ReportFact OnDay(DateOnly day) => new(text["AsOf"], Show.Day(day));

    public ReportFact Period(DateOnly from, DateOnly through) => new(text["Period"], text["FromThrough", Show.Day(from), Show.Day(through)]);
}
