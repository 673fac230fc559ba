using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Reports;
using OcopMarket.Web.Pages.OfficerDesk.Shared;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Reports;

/// <summary>What the address of a report asks for; the workbook of it is asked for by the same words.</summary>
internal sealed record ReportAddress(ReportKind Kind, ScopeAddress Scope, ReportStep Step, PlanResult? Result, bool Ignored, ReportOnly? Only = null)
{
    /// <summary>The place of the list of planned products on its page.</summary>
    public const string List = "danh-sach";

    private static readonly (ReportKind Kind, string Slug)[] Kinds =
        [(ReportKind.Annex, "theo-xa"), (ReportKind.Movement, "bien-dong"), (ReportKind.Producers, "chu-the"), (ReportKind.Forecast, "sap-het-han"), (ReportKind.Plan, "ke-hoach"), (ReportKind.Participation, "xuc-tien")];

    private static readonly (ReportStep Step, string Key)[] Steps = [(ReportStep.Month, "thang"), (ReportStep.Quarter, "quy"), (ReportStep.Year, "nam")];

    private static readonly (PlanResult Result, string Key)[] Results = [(PlanResult.Reached, "dat"), (PlanResult.Below, "thap-hon"), (PlanResult.Waiting, "chua")];

    public static IEnumerable<ReportStep> AllSteps => Steps.Select(s => s.Step);

    public static IEnumerable<PlanResult> AllResults => Results.Select(r => r.Result);

    public ReportQuestion Question => new(Kind, Scope.Scope, Step, Result, Only);

    /// <summary>Counts on one day, not over a period.</summary>
    public bool OnDay => Kind is ReportKind.Annex or ReportKind.Producers or ReportKind.Plan;

    public string Url => Of(Urls.DeskReport(Slug(Kind)));

    public string FileUrl => Of(Urls.DeskReportFile(Slug(Kind)));

    public static string Slug(ReportKind kind) => Kinds.First(k => k.Kind == kind).Slug;

    public static string Key(ReportStep step) => Steps.First(s => s.Step == step).Key;

    public static string Key(PlanResult result) => Results.First(r => r.Result == result).Key;

    /// <returns>Null when no report is called that.</returns>
    public static ReportAddress? Read(string? slug, IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (Kinds.Where(k => k.Slug == slug).Select(k => (ReportKind?)k.Kind).FirstOrDefault() is not { } kind)
        {
            return null;
        }

        var scope = ScopeAddress.Read(query);
        var step = Steps.Where(s => s.Key == query["ky"]).Select(s => (ReportStep?)s.Step).FirstOrDefault();
        var result = Results.Where(r => r.Key == query["ket-qua"]).Select(r => (PlanResult?)r.Result).FirstOrDefault();
        var only = kind is ReportKind.Participation && query["chi"].ToString().Split(':') is [{ Length: > 0 } what, { Length: > 0 } value] ? new ReportOnly(what, value) : null;
        return new(kind, scope, step ?? ReportStep.Quarter, result, scope.Ignored || (Given("ky") && step is null) || (Given("ket-qua") && result is null) || (Given("chi") && only is null), only);

        bool Given(string key) => query[key].ToString().Length > 0;
    }

    private string Of(string path)
    {
        (string Key, string? Value)[] values =
        [
            ("ky", Kind is ReportKind.Movement && Step is not ReportStep.Quarter ? Key(Step) : null), ("ket-qua", Kind is ReportKind.Plan && Result is { } result ? Key(result) : null),
            ("chi", Only is { } only ? $"{only.What}:{only.Value}" : null),
        ];
        return Scope.Url(path, values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value)));
    }
}
