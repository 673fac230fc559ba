using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Fairs;

/// <summary>Where a fair is, as somebody types it.</summary>
/// <param name="CommuneCode">Null online and abroad; what is no code is refused by name.</param>
/// <param name="Pin">As maps give it to copy.</param>
/// <param name="ProvinceCode">Where the commune is not known.</param>
public sealed record FairPlace(string? Name, string? Address, string? CommuneCode, string? Pin, string? Access, string? ProvinceCode = null)
{
    /// <summary>A metre; as the pin is written again.</summary>
    private const int Decimals = 5;

    internal static FairPlace Of(FairVenue venue) => new(venue.Name, venue.Address, venue.CommuneCode, venue.Pin?.ToString(), venue.Access, venue.ProvinceCode);

    /// <summary>The venue, with the pin inside its commune; a fair online or abroad is in none.</summary>
    internal Result<FairVenue> Read(FairType type, AreaDirectory areas)
    {
        var (name, address, access) = (FairDraft.Line(Name), FairDraft.Line(Address), FairDraft.Text(Access));
        if (new[] { name, address }.FirstOrDefault(t => t?.Length > Fair.LongestLine) is { } line)
        {
            return PromotionRefusals.FairTextTooLong(Fair.LongestLine, line.Length);
        }

        if (access?.Length > Fair.LongestAccess)
        {
            return PromotionRefusals.FairTextTooLong(Fair.LongestAccess, access.Length);
        }

        if (type is FairType.Online or FairType.Abroad || string.IsNullOrWhiteSpace(CommuneCode))
        {
            return new FairVenue(name, address, null, type is FairType.Online or FairType.Abroad ? null : areas.FindProvince(ProvinceCode)?.Code, null, null, access);
        }

        if (areas.FindCommune(CommuneCode) is not { } commune)
        {
            return PromotionRefusals.FairPlaceUnknown(FairDraft.Line(CommuneCode) ?? "");
        }

        if (string.IsNullOrWhiteSpace(Pin))
        {
            return new FairVenue(name, address, commune.Code, commune.ProvinceCode, null, null, access);
        }

        var pin = GeoPoint.Read(Pin, commune);
        return pin.Refusal is { } wrong ? wrong : new FairVenue(name, address, commune.Code, commune.ProvinceCode, Math.Round(pin.Value.Latitude, Decimals), Math.Round(pin.Value.Longitude, Decimals), access);
    }
}

/// <summary>A fair as it is written; a draft may still lack what <see cref="AnnounceFair"/> asks for.</summary>
/// <param name="From">Days and hours of Vietnam; never null in what is kept.</param>
public sealed record FairDraft(
    FairType Type, string? NameVi, string? NameEn, string? ThemeVi, string? ThemeEn, string? TextVi, string? TextEn, string? Series, string? Edition,
    string? Organiser, string? CoOrganisers, string? Website, string? Source, FairRegistration Registration,
    DateOnly? From, DateOnly? Through, TimeOnly? Opens, TimeOnly? Closes, IReadOnlyList<DateOnly> ClosedDays, IReadOnlyList<FairHours> OtherHours, FairPlace Place,
    IReadOnlyList<FairZone> Zones, IReadOnlyList<FairProgrammeItem> Programme, int? PlannedBooths, Money? BoothFee, int SupportPercent,
    DateOnly? ApplyFrom, DateOnly? ApplyThrough, int OfferHours, IReadOnlyList<FairQuota> Quotas, IReadOnlyList<FairPhoto> Pictures)
{
    public const int LongestName = Fair.LongestName, LongestText = Fair.LongestText, LongestLine = Fair.LongestLine, LongestEdition = Fair.LongestEdition, LongestLink = Fair.LongestLink,
        LongestAccess = Fair.LongestAccess, MostPictures = Fair.MostPictures;

    /// <summary>What a new one begins with.</summary>
    public static FairDraft Empty { get; } = new(
        FairType.Fair, null, null, null, null, null, null, null, null, null, null, null, null, new(null, null, null, null), null, null, new(8, 0), new(21, 0), [], [],
        new(null, null, null, null, null), [], [], null, null, 0, null, null, 48, [], []);

    internal static FairDraft Of(Fair fair) => new(
        fair.Type, fair.NameVi, fair.NameEn, fair.ThemeVi, fair.ThemeEn, fair.TextVi, fair.TextEn, fair.Series, fair.Edition, fair.Organiser, fair.CoOrganisers, fair.Website, fair.Source,
        fair.Registration, fair.From, fair.Through, fair.Opens, fair.Closes, fair.ClosedDays, fair.OtherHours, FairPlace.Of(fair.Venue), fair.Zones, fair.Programme, fair.PlannedBooths,
        fair.BoothFee, fair.SupportPercent, fair.ApplyFrom, fair.ApplyThrough, fair.OfferHours, fair.Quotas, fair.Pictures);

    internal FairDraft Cleaned() => this with
    {
        NameVi = Line(NameVi),
        NameEn = Line(NameEn),
        ThemeVi = Line(ThemeVi),
        ThemeEn = Line(ThemeEn),
        TextVi = Text(TextVi),
        TextEn = Text(TextEn),
        Series = VietnameseText.Slug(Series, Fair.LongestName) is { Length: > 0 } series ? series : null,
        Edition = Line(Edition),
        Organiser = Line(Organiser),
        CoOrganisers = Text(CoOrganisers),
        Website = Line(Website),
        Source = Line(Source),
        Registration = Registration with { Number = Line(Registration.Number), Office = Line(Registration.Office) },
        ClosedDays = [.. ClosedDays.Distinct().Order()],
        OtherHours = [.. OtherHours.OrderBy(h => h.Day)],
        Zones = [.. Zones.Select(z => new FairZone(VietnameseText.Clean(z.Code).ToUpperInvariant(), VietnameseText.Clean(z.NameVi), Line(z.NameEn)))],
        Programme = [.. Programme.Select(p => p with { TitleVi = VietnameseText.Clean(p.TitleVi), TitleEn = Line(p.TitleEn) }).OrderBy(p => p.Day).ThenBy(p => p.At)],
    };

    /// <summary>What cannot be kept as it is written; null when all can.</summary>
    internal Refusal? WhyNot(IWordsDesk words)
        => NameVi is not { Length: <= Fair.LongestName } || NameEn is { Length: > Fair.LongestName } ? PromotionRefusals.FairNameMissing(Fair.LongestName)
        : TooLong(Fair.LongestText, TextVi, TextEn, CoOrganisers) ?? TooLong(Fair.LongestLine, ThemeVi, ThemeEn, Organiser, Source, Registration.Number, Registration.Office)
            ?? TooLong(Fair.LongestEdition, Edition) ?? TooLong(Fair.LongestLink, Website)
            ?? (new[] { NameVi, NameEn, ThemeVi, ThemeEn }.Select(words.FirstWatched).FirstOrDefault(w => w is not null) is { } watched ? PromotionRefusals.FairWords(watched) : null)
            ?? (Website is not null && !IsLink(Website) ? PromotionRefusals.FairWebsiteWrong() : null) ?? WhyNotDays() ?? WhyNotZones() ?? WhyNotQuotas() ?? WhyNotApplications();

    private Refusal? WhyNotDays()
        => (From, Through, Opens, Closes) is not ({ } from, { } through, { } opens, { } closes) ? PromotionRefusals.FairDaysMissing()
        : through < from ? PromotionRefusals.FairEndsBeforeStart(from, through)
        : through.DayNumber - from.DayNumber >= Fair.MostDays ? PromotionRefusals.FairTooLong(Fair.MostDays)
        : closes <= opens ? PromotionRefusals.FairHoursWrong(from)
        : OtherHours.FirstOrDefault(h => h.Closes <= h.Opens) is { } shut ? PromotionRefusals.FairHoursWrong(shut.Day)
        : ClosedDays.Concat(OtherHours.Select(h => h.Day)).Concat(Programme.Select(p => p.Day)).Where(d => d < from || d > through).Cast<DateOnly?>().FirstOrDefault() is { } outside ? PromotionRefusals.FairDayOutside(outside)
        : OtherHours.GroupBy(h => h.Day).FirstOrDefault(g => g.Count() > 1) is { } twice ? PromotionRefusals.FairDayTwice(twice.Key)
        : ClosedDays.FirstOrDefault(d => OtherHours.Any(h => h.Day == d)) is { Year: > 1 } both ? PromotionRefusals.FairDayTwice(both)
        : ClosedDays.Count > through.DayNumber - from.DayNumber ? PromotionRefusals.FairNeverOpen()
        : ClosedDays.Contains(from) || ClosedDays.Contains(through) ? PromotionRefusals.FairEdgeClosed()
        : Programme.Count > Fair.MostItems || Programme.Any(p => p.TitleVi.Length is 0 or > Fair.LongestLine || p.TitleEn?.Length > Fair.LongestLine) ? PromotionRefusals.FairProgrammeWrong(Fair.MostItems)
        : null;

    private Refusal? WhyNotZones()
        => Zones.Count > Fair.MostZones || Zones.Any(z => z.Code.Length is 0 or > Fair.LongestZone || z.NameVi.Length is 0 or > Fair.LongestLine || z.NameEn?.Length > Fair.LongestLine) ? PromotionRefusals.FairZonesWrong(Fair.MostZones, Fair.LongestZone)
        : Zones.GroupBy(z => z.Code).FirstOrDefault(g => g.Count() > 1) is { } twice ? PromotionRefusals.FairZoneTwice(twice.Key)
        : PlannedBooths is < 1 or > Fair.MostBooths ? PromotionRefusals.FairBoothsWrong(Fair.MostBooths)
        : BoothFee is { Dong: < 0 or > Fair.DearestBooth } ? PromotionRefusals.FairFeeWrong(Fair.DearestBooth)
        : SupportPercent is < 0 or > 100 ? PromotionRefusals.FairSupportWrong()
        : null;

    private Refusal? WhyNotQuotas()
    {
        foreach (var quota in Quotas)
        {
            var known = (quota.CommuneCode, quota.Group) switch
            {
                ({ } commune, null) => AreaDirectory.Instance.FindCommune(commune) is not null,
                (null, { } group) => ProductSets.Groups.Any(g => g.Slug == group),
                _ => false,
            };
            if (!known || quota.MostBooths < 1 || quota.MostBooths > (PlannedBooths ?? Fair.MostBooths))
            {
                return PromotionRefusals.FairQuotaWrong(PlannedBooths ?? Fair.MostBooths);
            }
        }

        return Quotas.Count > Fair.MostItems || Quotas.DistinctBy(q => (q.CommuneCode, q.Group)).Count() < Quotas.Count ? PromotionRefusals.FairQuotaTwice() : null;
    }

    private Refusal? WhyNotApplications()
        => (ApplyFrom is null) != (ApplyThrough is null) || ApplyThrough < ApplyFrom || ApplyThrough >= From ? PromotionRefusals.FairApplyWrong()
        : OfferHours is < 1 or > Fair.MostOfferHours ? PromotionRefusals.FairOfferHoursWrong(Fair.MostOfferHours)
        : null;

    internal static string? Line(string? text) => VietnameseText.Clean(text) is { Length: > 0 } clean ? clean : null;

    internal static string? Text(string? text) => ContactText.Message(text) is { Length: > 0 } clean ? clean : null;

    private static Refusal? TooLong(int most, params IReadOnlyList<string?> texts) => texts.FirstOrDefault(t => t?.Length > most) is { } text ? PromotionRefusals.FairTextTooLong(most, text.Length) : null;

    private static bool IsLink(string text) => Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.Host.Contains('.', StringComparison.Ordinal) && link.UserInfo.Length == 0;
}
