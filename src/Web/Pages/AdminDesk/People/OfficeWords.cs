using Microsoft.Extensions.Localization;
using OcopMarket.Accounts.Profile;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.AdminDesk.People;

/// <summary>An office in words: where, what, how long.</summary>
internal static class OfficeWords
{
    public static IReadOnlyList<OfficeTasks> Tasks { get; } = [OfficeTasks.Registry, OfficeTasks.Moderation, OfficeTasks.Fairs, OfficeTasks.SalesPoints];

    public static string Area(this OfficeRow office, AreaDirectory areas, IStringLocalizer text)
        => office.Level is OfficeLevel.Ministry ? text["WholeCountry"] : Show.Place(areas, office.CommuneCode, office.ProvinceCode);

    public static string TasksIn(this OfficeRow office, IStringLocalizer text) => string.Join(", ", Tasks.Where(t => office.Tasks.HasFlag(t)).Select(t => text[$"Task{t}"].Value));

    public static string Term(this OfficeRow office, IStringLocalizer text)
        => office.Through is { } through ? text["FromThrough", Show.Day(office.From), Show.Day(through)] : text["From", Show.Day(office.From)];

    public static OfficeTasks Sum(IEnumerable<string>? names)
        => (names ?? []).Select(n => Enum.TryParse<OfficeTasks>(n, out var task) && Tasks.Contains(task) ? task : OfficeTasks.None).Aggregate(OfficeTasks.None, (a, b) => a | b);

    /// <summary>What a choice of the picker says: <c>m</c>, <c>p:</c> and a province, <c>c:</c> and a commune.</summary>
    public static OfficeArea ReadArea(string? choice) => choice switch
    {
        "m" => new(OfficeLevel.Ministry),
        ['p', ':', .. var province] => new(OfficeLevel.Province, province),
        ['c', ':', .. var commune] => new(OfficeLevel.Commune, CommuneCode: commune),
        _ => new(OfficeLevel.Commune),
    };
}
