using System.Globalization;
using CsvHelper;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Web.Demo;

/// <summary>Fairs of the past as newspapers told of them, and invented ones to come, counted from the first start; each of its province's office.</summary>
internal sealed class DemoFairs(
    SaveFair save, AnnounceFair announce, MoveFair move, PostponeFair postpone, CancelFair cancel, SayAfter after, RemoveFairs remove, FairQueries fairs, FairDeskQueries desk, AreaDirectory areas, TimeProvider clock, ILogger<DemoFairs> log)
{
    /// <summary>How much later than first said a moved one is.</summary>
    private const int MovedDays = 7;

    private static readonly List<DemoFair> All = DataFile.Read(typeof(DemoFairs).Assembly, "OcopMarket.Web.Demo.demo-fairs.csv", Read);

    /// <summary>Makes those that are not there.</summary>
    public async Task EnsureAsync(Actor actor, CancellationToken ct)
    {
        foreach (var fair in All)
        {
            if (await fairs.FindAsync(Slug(fair), ct) is null && await MakeAsync(actor with { Area = fair.Province is { } province ? new(OfficeLevel.Province, province) : new(OfficeLevel.Ministry) }, fair, ct) is { } refusal)
            {
                log.LogWarning("Demo fair {Fair} is not shown: {Refusal}", fair.Id, refusal);
            }
        }
    }

    public Task ClearAsync(Actor actor, CancellationToken ct) => remove.RunAsync(actor, [.. All.Select(Slug)], ct);

    private async Task<Refusal?> MakeAsync(Actor actor, DemoFair fair, CancellationToken ct)
    {
        var (today, isPast) = (clock.Today(), fair.Kind is DemoFairKind.Past);
        var earlier = fair.Kind is DemoFairKind.Moved ? MovedDays : 0;
        var (from, through) = (Day(fair.From, today).AddDays(-earlier), Day(fair.Through, today).AddDays(-earlier));
        if (isPast && through >= today)
        {
            return null; // the clock was set to a day before it
        }

        var commune = areas.Resolve(fair.Commune, null, areas.FindProvince(fair.Province)?.Name) is AreaResolution.Found found ? found.Commune : null;
        var draft = FairDraft.Empty with
        {
            Type = fair.Type,
            NameVi = fair.NameVi,
            NameEn = fair.NameEn,
            Edition = fair.Edition,
            Series = fair.Series,
            Organiser = fair.Organiser,
            Website = fair.Website,
            Source = fair.Source,
            TextVi = fair.TextVi,
            TextEn = fair.TextEn,
            From = from,
            Through = through,
            ClosedDays = fair.Closed,
            Place = new(fair.Venue, fair.Address, commune?.Code, commune is null ? null : new GeoPoint(commune.Lat, commune.Lon).ToString(), null, fair.Province),
            PlannedBooths = fair.Booths,
            ApplyFrom = fair.Apply is { } first ? today.AddDays(first.From) : null,
            ApplyThrough = fair.Apply is { } last ? today.AddDays(last.Through) : null,
            BoothFee = fair.Apply is null ? null : new Money(5_000_000),
            SupportPercent = fair.Apply is null ? 0 : 50,
            Zones = [.. Parts(fair.Zones).Select(z => new FairZone(z[0], z[1], z[2]))],
            Programme = [.. Parts(fair.Programme).Select(p => new FairProgrammeItem(from.AddDays(int.Parse(p[0], CultureInfo.InvariantCulture)), TimeOnly.ParseExact(p[1], "HH:mm", CultureInfo.InvariantCulture), p[2], p[3]))],
        };
        var saved = await save.RunAsync(new(actor, null, 0, draft, OpenAtTet: true), ct);
        if (saved.Refusal is { } refusal)
        {
            return refusal;
        }

        var id = saved.Value;
        var result = await announce.RunAsync(new(actor, id, await VersionAsync(actor, id, ct), isPast), ct);
        if (result.Succeeded)
        {
            var version = await VersionAsync(actor, id, ct);
            result = fair.Kind switch
            {
                DemoFairKind.Past => fair.AfterVi is null ? Result.Success : await after.RunAsync(new(actor, id, version, fair.AfterVi, fair.AfterEn, []), ct),
                DemoFairKind.Announced => Result.Success,
                DemoFairKind.Moved => await move.RunAsync(new(actor, id, version, Day(fair.From, today), Day(fair.Through, today), null, fair.ReasonVi, fair.ReasonEn, OpenAtTet: true), ct),
                DemoFairKind.Postponed => await postpone.RunAsync(new(actor, id, version, fair.ReasonVi, fair.ReasonEn), ct),
                DemoFairKind.Cancelled => await cancel.RunAsync(new(actor, id, version, fair.ReasonVi, fair.ReasonEn), ct),
            };
        }

        return result.Refusal;
    }

    private async Task<uint> VersionAsync(Actor actor, FairId id, CancellationToken ct) => (await desk.FindAsync(actor, id, ct))?.Version ?? 0;

    private static string Slug(DemoFair fair) => VietnameseText.Slug(fair.NameVi);

    /// <summary>A date, or days from the first start.</summary>
    private static DateOnly Day(string written, DateOnly today)
        => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : today.AddDays(int.Parse(written, CultureInfo.InvariantCulture));

    private static DemoFair Read(CsvReader row) => new(
        row.GetString("id"), Enum.Parse<DemoFairKind>(row.GetString("kind")), Enum.Parse<FairType>(row.GetString("type")), row.GetString("name_vi"), row.GetString("name_en"), Or(row, "edition"), Or(row, "series"), row.GetString("organiser"),
        Or(row, "venue"), Or(row, "address"), Or(row, "commune"), Or(row, "province"), row.GetString("from"), row.GetString("through"),
        [.. row.GetString("closed").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(d => DateOnly.ParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture))],
        Or(row, "booths") is { } booths ? int.Parse(booths, CultureInfo.InvariantCulture) : null,
        Or(row, "apply_days")?.Split(':') is [var first, var last] ? (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(last, CultureInfo.InvariantCulture)) : null,
        Or(row, "website"), Or(row, "text_vi"), Or(row, "text_en"), Or(row, "after_vi"), Or(row, "after_en"), Or(row, "source"), Or(row, "reason_vi"), Or(row, "reason_en"), row.GetString("zones"), row.GetString("programme"));

    private static IEnumerable<string[]> Parts(string written) => written.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('|'));

    private static string? Or(CsvReader row, string column) => row.GetString(column) is { Length: > 0 } value ? value : null;

    private enum DemoFairKind
    {
        Past,
        Announced,
        Moved,
        Postponed,
        Cancelled,
    }

    private sealed record DemoFair(
        string Id, DemoFairKind Kind, FairType Type, string NameVi, string NameEn, string? Edition, string? Series, string Organiser, string? Venue, string? Address, string? Commune, string? Province, string From, string Through,
        IReadOnlyList<DateOnly> Closed, int? Booths, (int From, int Through)? Apply, string? Website, string? TextVi, string? TextEn, string? AfterVi, string? AfterEn, string? Source, string? ReasonVi, string? ReasonEn, string Zones, string Programme);
}
