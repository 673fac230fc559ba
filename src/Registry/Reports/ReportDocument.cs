using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using OcopMarket.Platform;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

/// <summary>A report in words, as a page shows it, a workbook holds it and a sent copy keeps it.</summary>
/// <param name="Kind">Null where it is no report of the register, and is sent to nobody.</param>
/// <param name="Language">Of its words: <c>vi</c> or <c>en</c>.</param>
/// <param name="Facts">Area, period and filters, named.</param>
public sealed record ReportDocument(
    ReportKind? Kind, string Language, string Title, IReadOnlyList<ReportFact> Facts, IReadOnlyList<ReportChart> Charts, IReadOnlyList<ReportTable> Tables, IReadOnlyList<string> Notes)
{
    /// <summary>The same words and numbers give the same print: what is sent is what was seen.</summary>
    public string Print() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PlatformJson.Options)));
}

public sealed record ReportFact(string Name, string Value);

/// <param name="Series">Parts of each bar, named; one is a plain bar.</param>
public sealed record ReportChart(string Caption, IReadOnlyList<string> Series, IReadOnlyList<ReportBar> Bars);

public sealed record ReportBar(string Name, IReadOnlyList<int> Values);

/// <param name="Sheet">Its name in a workbook.</param>
/// <param name="Heads">Rows of the head.</param>
/// <param name="Labels">What each column says, where a narrow screen shows a line by itself.</param>
public sealed record ReportTable(string Key, string Sheet, string Caption, IReadOnlyList<IReadOnlyList<ReportHead>> Heads, IReadOnlyList<string> Labels, IReadOnlyList<ReportLine> Lines);

public sealed record ReportHead(string Text, int Columns = 1, int Rows = 1, bool Number = true);

public enum ReportLineKind
{
    Plain,

    /// <summary>Stands for the lines that follow.</summary>
    Head,
    Total,
}

public sealed record ReportLine(ReportLineKind Kind, IReadOnlyList<ReportCell> Cells);

/// <summary>A text, a number or a day.</summary>
public sealed record ReportCell(string? Text = null, long? Number = null, DateOnly? Day = null)
{
    /// <summary>The rows behind it; they change, so a sent copy has none.</summary>
    [JsonIgnore]
    public string? Url { get; init; }
}

/// <summary>What a copy bears on its head once it is sent.</summary>
public sealed record ReportStamp(string Number, DateTimeOffset At, string Sender, OfficeArea From, OfficeArea To, string? Note);

/// <summary>Puts figures into words; implemented where the words are.</summary>
public interface IReportPrinter
{
    /// <summary>In the language of the reader.</summary>
    ReportDocument Print(ReportFigures figures);

    /// <returns>The same document with number, sender and receiver among its facts.</returns>
    ReportDocument Stamp(ReportDocument document, ReportStamp stamp);
}
