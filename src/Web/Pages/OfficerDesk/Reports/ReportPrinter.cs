using System.Globalization;
using Microsoft.Extensions.Localization;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Promotion.Reports;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Certificates;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>Puts the figures of reports into tables with words and links, in the language of the page.</summary>
internal sealed class ReportPrinter(IStringLocalizer<ReportsText> text, IStringLocalizer<RecordText> fields, AreaDirectory areas, TimeProvider clock) : IReportPrinter
{
    public ReportDocument Print(ReportFigures figures)
    {
        var words = new ReportWords(text, fields, areas, clock.Today(), figures);
        var body = figures switch
        {
            AnnexFigures annex => AnnexTables.Print(annex, words),
            MovementFigures movement => MovementTables.Print(movement, words),
            ProducersFigures producers => ProducersTables.Print(producers, words),
            ForecastFigures forecast => ForecastTables.Print(forecast, words),
            PlanFigures plan => PlanTables.Print(plan, words),
            ParticipationFigures participation => ParticipationTables.Print(participation, words),
            _ => throw new InvalidOperationException($"No tables for {figures.GetType().Name}."),
        };
        return new(
            figures.Kind, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, text[$"Title.{figures.Kind}"],
            [new(text["Area"], words.Area), .. body.Facts, new(text["DrawnUpOn"], Show.Day(words.Today))], body.Charts, body.Tables, [.. body.Notes, text[figures is ParticipationFigures ? "Note.SourcePromotion" : "Note.Source"].Value]);
    }

    public ReportDocument Stamp(ReportDocument document, ReportStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(stamp);
        ReportFact[] head = [new(text["Number"], stamp.Number), new(text["FromOffice"], OfficeWords.Say(text, areas, stamp.From)), new(text["ToOffice"], OfficeWords.Say(text, areas, stamp.To)), new(text["SentBy"], stamp.Sender), new(text["SentAt"], Show.Moment(stamp.At))];
        return document with { Facts = [.. head, .. stamp.Note is { } note ? [new ReportFact(text["SenderNote"], note)] : Array.Empty<ReportFact>(), .. document.Facts] };
    }
}

/// <summary>An office by its place.</summary>
internal static class OfficeWords
{
    public static string Say(IStringLocalizer<ReportsText> text, AreaDirectory areas, OfficeArea office) => office.Level switch
    {
        OfficeLevel.Ministry => text["Office.Ministry"],
        OfficeLevel.Province => text["Office.Province", Province(areas, office.ProvinceCode)],
        OfficeLevel.Commune => text["Office.Commune", Show.Place(areas, office.CommuneCode, areas.FindCommune(office.CommuneCode)?.ProvinceCode)],
    };

    /// <summary>With its kind, as papers of state write it.</summary>
    public static string Province(AreaDirectory areas, string? code) => areas.FindProvince(code) is not { } province ? "" : Show.English ? Show.Name(province) : province.FullName;
}

/// <summary>What one kind of report adds to title, area and source.</summary>
internal sealed record ReportBody(IReadOnlyList<ReportFact> Facts, IReadOnlyList<ReportChart> Charts, IReadOnlyList<ReportTable> Tables, IReadOnlyList<string> Notes);
