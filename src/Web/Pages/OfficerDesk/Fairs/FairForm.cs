using System.Globalization;
using Microsoft.Extensions.Primitives;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Pages.Shop.Checkout;
using OcopMarket.Web.Pages.Shop.Fairs;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Fairs;

/// <summary>A fair as its form says it: what was typed stays as it was, and what cannot be read is named by field.</summary>
public sealed class FairForm
{
    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _wrong = [];
    private readonly IReadOnlyList<FairPhoto> _photos;

    /// <summary>Shows a fair.</summary>
    public FairForm(FairDraft draft, AreaDirectory areas)
    {
        _photos = draft.Pictures;
        Place = new TypedPlace(areas, null);
        (Place.Commune, Place.Province) = (areas.FindCommune(draft.Place.CommuneCode)?.FullName, draft.Place.ProvinceCode);

        (string Name, string? Value)[] values =
        [
            ("loai", FairTypeSlugs.Of(draft.Type)), ("ten", draft.NameVi), ("ten-en", draft.NameEn), ("chu-de", draft.ThemeVi), ("chu-de-en", draft.ThemeEn), ("loi", draft.TextVi), ("loi-en", draft.TextEn), ("chuoi", draft.Series), ("ky", draft.Edition),
            ("to-chuc", draft.Organiser), ("phoi-hop", draft.CoOrganisers), ("trang", draft.Website), ("nguon", draft.Source), ("dk-so", draft.Registration.Number), ("dk-nop", Iso(draft.Registration.FiledOn)), ("dk-xn", Iso(draft.Registration.ConfirmedOn)),
            ("dk-noi", draft.Registration.Office), ("tu", Iso(draft.From)), ("den", Iso(draft.Through)), ("mo", Clock(draft.Opens)), ("dong", Clock(draft.Closes)), ("nghi", string.Join(", ", draft.ClosedDays.Select(Show.Day))),
            ("gio-rieng", Lines(draft.OtherHours.Select(h => $"{Show.Day(h.Day)} {Clock(h.Opens)}-{Clock(h.Closes)}"))), ("noi", draft.Place.Name), ("dia-chi", draft.Place.Address), ("pin", draft.Place.Pin), ("di-lai", draft.Place.Access),
            ("khu", Lines(draft.Zones.Select(z => Parts(z.Code, z.NameVi, z.NameEn)))), ("chuong-trinh", Lines(draft.Programme.Select(p => $"{Show.Day(p.Day)} {Clock(p.At)} {Parts(p.TitleVi, p.TitleEn)}"))),
            ("so-gian", Number(draft.PlannedBooths)), ("phi", draft.BoothFee is { } fee ? Show.Amount(fee.Dong) : null), ("ho-tro", Number(draft.SupportPercent)), ("nhan-tu", Iso(draft.ApplyFrom)), ("nhan-den", Iso(draft.ApplyThrough)), ("han", Number(draft.OfferHours)),
            ("han-xa", Lines(draft.Quotas.Where(q => q.CommuneCode is not null).Select(q => Parts(areas.FindCommune(q.CommuneCode)?.FullName ?? q.CommuneCode!, Number(q.MostBooths))))),
            .. draft.Quotas.Where(q => q.Group is not null).Select(q => ($"nhom-{q.Group}", Number(q.MostBooths))),
        ];
        foreach (var (name, value) in values)
        {
            _values[name] = value ?? "";
        }
    }

    /// <summary>Reads what was sent.</summary>
    public FairForm(IFormCollection form, AreaDirectory areas, IReadOnlyList<FairPhoto> photos)
    {
        ArgumentNullException.ThrowIfNull(form);
        _photos = photos;
        Place = new TypedPlace(areas, form);
        foreach (var (name, value) in form.Where(f => f.Value != StringValues.Empty))
        {
            _values[name] = value.ToString();
        }
    }

    public TypedPlace Place { get; }

    /// <summary>Whether every field could be read.</summary>
    public bool IsReadable => _wrong.Count == 0;

    public string? this[string name] => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>What could not be read in a field; null when all could.</summary>
    public string? Wrong(string name) => _wrong.GetValueOrDefault(name);

    /// <summary>Where it is to be; null where an old name of a place has to be asked about first.</summary>
    public FairPlace? ReadPlace()
    {
        var isNamed = !string.IsNullOrWhiteSpace(Place.Commune);
        var commune = isNamed ? Place.Resolve() : null;
        return isNamed && commune is null ? null : new(this["noi"], this["dia-chi"], commune?.Commune, this["pin"], this["di-lai"], Place.Province);
    }

    /// <param name="place">As it stands, where this form does not change it.</param>
    public FairDraft Read(FairPlace place, DateOnly? from, DateOnly? through, AreaDirectory areas) => new(
        FairTypeSlugs.Find(this["loai"]) ?? FairType.Fair, this["ten"], this["ten-en"], this["chu-de"], this["chu-de-en"], this["loi"], this["loi-en"], this["chuoi"], this["ky"], this["to-chuc"], this["phoi-hop"], this["trang"], this["nguon"],
        new(this["dk-so"], Day("dk-nop"), Day("dk-xn"), this["dk-noi"]), from, through, Time("mo"), Time("dong"), ClosedDays(), OtherHours(), place, Zones(), Programme(), Whole("so-gian"), Fee(), Whole("ho-tro") ?? 0,
        Day("nhan-tu"), Day("nhan-den"), Whole("han") ?? FairDraft.Empty.OfferHours, Quotas(areas, areas.FindCommune(place.CommuneCode)?.ProvinceCode ?? Place.Province), _photos);

    public DateOnly? Day(string name) => this[name] is not { } text ? null : FormText.Day(text) ?? Bad<DateOnly?>(name, text);

    private TimeOnly? Time(string name) => this[name] is not { } text ? null : TimeOf(text) ?? Bad<TimeOnly?>(name, text);

    private int? Whole(string name) => this[name] is not { } text ? null : FormText.Dong(text) is { } number and <= int.MaxValue ? (int)number : Bad<int?>(name, text);

    private Money? Fee() => this["phi"] is not { } text ? null : FormText.Dong(text) is { } dong ? new Money(dong) : Bad<Money?>("phi", text);

    private List<DateOnly> ClosedDays()
        => [.. (this["nghi"] ?? "").Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(text => FormText.Day(text) ?? Bad<DateOnly?>("nghi", text)).OfType<DateOnly>()];

    // "06/02/2027 13:00-22:00"
    private List<FairHours> OtherHours() => Each("gio-rieng", line => line.Split([' ', '-', '–'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var day, var opens, var closes]
        && FormText.Day(day) is { } on && TimeOf(opens) is { } from && TimeOf(closes) is { } to ? new FairHours(on, from, to) : null);

    // "A | Khu OCOP | OCOP zone"
    private List<FairZone> Zones() => Each("khu", line => line.Split('|', StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 } code, { Length: > 0 } name] => new FairZone(code, name, null),
        [{ Length: > 0 } code, { Length: > 0 } name, var english] => new FairZone(code, name, english),
        _ => null,
    });

    // "05/02/2027 09:00 Khai mạc | Opening"
    private List<FairProgrammeItem> Programme() => Each("chuong-trinh", line => line.Split(' ', 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var day, var time, var title]
        && FormText.Day(day) is { } on && TimeOf(time) is { } at ? title.Split('|', 2, StringSplitOptions.TrimEntries) is [var vi, var en] ? new FairProgrammeItem(on, at, vi, en) : new FairProgrammeItem(on, at, title, null) : null);

    // "Xã Ba Vì | 3", and one field for each group
    private List<FairQuota> Quotas(AreaDirectory areas, string? province)
        =>
        [
            .. Each("han-xa", line => line.Split('|', StringSplitOptions.TrimEntries) is [var name, var booths] && int.TryParse(booths, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
                && areas.Resolve(name, null, areas.FindProvince(province)?.Name) is AreaResolution.Found found ? new FairQuota(found.Commune.Code, null, most) : null),
            .. ProductSets.Groups.Select(g => Whole($"nhom-{g.Slug}") is { } most ? new FairQuota(null, g.Slug, most) : null).OfType<FairQuota>(),
        ];

    private List<T> Each<T>(string name, Func<string, T?> read) where T : class
        => [.. (this[name] ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => read(line) ?? Bad<T>(name, line)).OfType<T>()];

    private T? Bad<T>(string name, string text)
    {
        _wrong.TryAdd(name, text.Length > 80 ? text[..80] + "…" : text);
        return default;
    }

    private static TimeOnly? TimeOf(string text) => TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "H:mm", "HH:mm:ss", "H'h'mm", "H'h'"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Parts(params IReadOnlyList<string?> parts) => string.Join(" | ", parts.Where(p => p is not null));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string? Iso(DateOnly? day) => FormText.Iso(day);

    private static string? Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
