using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>A sales point as it is written into a form.</summary>
/// <param name="Pin">Latitude and longitude, as maps give them to copy.</param>
/// <param name="Hours">Of each day in the order of <see cref="OpeningHours.Days"/>, as people write them; empty is closed.</param>
/// <param name="Timetable">Of moving points: a stop a line, "06:00 Ga Hà Nội".</param>
/// <param name="Photos">Public ones of the actor, or on the point already, with the words for those who do not see them.</param>
public sealed partial record SalesPointDraft(
    string? Name, SalesPointKind Kind, string? PlaceType, string? Street, string? CommuneCode, string? Pin, string? Phone, string? Operator, string? Owner, string? Funder, string? Manager,
    int? AreaSquareMetres, string? TextVi, string? TextEn, IReadOnlyList<string?> Hours, IReadOnlyList<SpecialDays> Special, string? Timetable, string? OcopStreet, PointSupport Support,
    IReadOnlyList<(PictureId Picture, string Alt)> Photos)
{
    public const int LongestName = SalesPoint.LongestName, LongestLine = SalesPoint.LongestLine, LongestText = SalesPoint.LongestText, MostPhotos = SalesPoint.MostPhotos;

    /// <summary>Writes it onto the point, all but the photos; refused, nothing is written.</summary>
    internal Result WriteTo(SalesPoint point, AreaDirectory areas)
    {
        var (name, street, phone, @operator) = (VietnameseText.Clean(Name), VietnameseText.Clean(Street), ContactText.Phone(Phone), VietnameseText.Clean(Operator));
        var (textVi, textEn, ocopStreet) = (ContactText.Message(TextVi), ContactText.Message(TextEn), VietnameseText.Clean(OcopStreet));
        var commune = areas.FindCommune(CommuneCode);
        if ((name.Length == 0 || street.Length == 0 || @operator.Length == 0 || PlaceTypes.Find(PlaceType) is null || !Enum.IsDefined(Kind) ? PromotionRefusals.PointIncomplete()
            : name.Length > LongestName || ocopStreet.Length > LongestName ? PromotionRefusals.PointTextTooLong(LongestName)
            : new[] { street, @operator, Owner, Funder, Manager, Support.Document }.Any(t => t?.Length > LongestLine) ? PromotionRefusals.PointTextTooLong(LongestLine)
            : textVi.Length > LongestText || textEn.Length > LongestText ? PromotionRefusals.PointTextTooLong(LongestText)
            : commune is null ? PromotionRefusals.PointPlaceUnknown(CommuneCode ?? "")
            : phone is null ? PromotionRefusals.PointPhoneWrong()
            : AreaSquareMetres <= 0 || Support.Amount?.Dong < 0 || Photos.Count > MostPhotos ? PromotionRefusals.PointIncomplete()
            : null) is { } refusal)
        {
            return refusal;
        }

        var (pin, hours, timetable) = (GeoPoint.Read(Pin, commune!), ReadHours(Hours, Special), ReadTimetable(Timetable));
        if ((pin.Refusal ?? hours.Refusal ?? timetable.Refusal) is { } wrong)
        {
            return wrong;
        }

        (point.Name, point.NameKey, point.Kind, point.PlaceType, point.Street) = (name, SalesPoint.KeyOf(name), Kind, PlaceType!, street);
        (point.CommuneCode, point.ProvinceCode, point.Latitude, point.Longitude) = (commune!.Code, commune.ProvinceCode, pin.Value.Latitude, pin.Value.Longitude);
        (point.Phone, point.Operator, point.Owner, point.Funder, point.Manager) = (phone!, @operator, Line(Owner), Line(Funder), Line(Manager));
        (point.AreaSquareMetres, point.TextVi, point.TextEn) = (AreaSquareMetres, textVi.Length == 0 ? null : textVi, textEn.Length == 0 ? null : textEn);
        (point.Hours, point.Timetable) = (hours.Value, Kind.Moves() ? timetable.Value : []);
        (point.OcopStreet, point.OcopStreetSlug) = ocopStreet.Length == 0 ? (null, null) : (ocopStreet, VietnameseText.Slug(ocopStreet));
        point.Support = Support with { Document = Line(Support.Document) };
        return Result.Success;
    }

    internal static Result<OpeningHours> ReadHours(IReadOnlyList<string?> days, IReadOnlyList<SpecialDays> special)
    {
        var week = new List<DayHours>();
        foreach (var (day, written) in OpeningHours.Days.Zip(days))
        {
            var read = OpeningHours.Read(day, written);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            week.AddRange(read.Value);
        }

        var hours = new OpeningHours(week, [.. special.OrderBy(s => s.From)]);
        return hours.WhyNot() is { } wrong ? wrong : hours;
    }

    internal static Result<IReadOnlyList<TimetableRow>> ReadTimetable(string? written)
    {
        var rows = new List<TimetableRow>();
        foreach (var line in (written ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Clean).Where(l => l.Length > 0))
        {
            var match = Stop().Match(line);
            var at = match.Groups[1].Success ? TimeOnly.TryParseExact(match.Groups[1].Value.Replace('h', ':'), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null : null;
            if (!match.Success || (match.Groups[1].Success && at is null) || line.Length > LongestLine || rows.Count == SalesPoint.MostStops)
            {
                return PromotionRefusals.TimetableUnreadable(line);
            }

            rows.Add(new(at, match.Groups[2].Value.Trim()));
        }

        return rows;
    }

    public static string Written(IEnumerable<TimetableRow> timetable)
        => string.Join('\n', timetable.Select(r => r.At is { } at ? $"{at.ToString("HH:mm", CultureInfo.InvariantCulture)} {r.Place}" : r.Place));

    private static string? Line(string? text) => VietnameseText.Clean(text) is { Length: > 0 } clean ? clean : null;

    [GeneratedRegex(@"^(\d{1,2}[:h]\d{2})?\s*(\S.*)$")]
    private static partial Regex Stop();
}
