using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

/// <summary>The reports that an office draws up of the register.</summary>
public enum ReportKind
{
    /// <summary>Products in force by star, group and place: the annex tables of the plans.</summary>
    Annex,

    /// <summary>Issued, ended and revoked by month, quarter or year.</summary>
    Movement,

    /// <summary>Producers by legal form.</summary>
    Producers,

    /// <summary>What is in force and ends, by quarter.</summary>
    Forecast,

    /// <summary>Products of the plans beside what was recognised.</summary>
    Plan,
}

public enum ReportStep
{
    Month,
    Quarter,
    Year,
}

/// <summary>What became of a planned product.</summary>
public enum PlanResult
{
    /// <summary>In force with the stars that the plan wants, or the plan wants none.</summary>
    Reached,

    /// <summary>In force with fewer.</summary>
    Below,
    Waiting,
}

/// <summary>A report as it is asked for.</summary>
/// <param name="Scope">Its last day is the day that products are counted on, where a report counts on one day.</param>
/// <param name="Result">Of planned products: only these are listed; the counts stay whole.</param>
public sealed record ReportQuestion(ReportKind Kind, DeskScope Scope, ReportStep Step = ReportStep.Quarter, PlanResult? Result = null);

/// <summary>The figures of a report; words and links come with the page.</summary>
/// <param name="Scope">As the office may ask, with its own area filled in.</param>
public abstract record ReportFigures(ReportKind Kind, DeskScope Scope)
{
    /// <summary>The whole country is shown by province, a province by commune.</summary>
    public bool ByProvince => Scope.ProvinceCode is null;
}

/// <param name="Place">Code of a province or a commune.</param>
public sealed record AnnexCount(string Place, int Set, int Stars, int Count);

public sealed record AnnexFigures(DeskScope Scope, DateOnly Day, IReadOnlyList<AnnexCount> Counts) : ReportFigures(ReportKind.Annex, Scope);

/// <summary>What happened from a day through another.</summary>
/// <param name="Lapsed">Of those that ran out, the ones whose product has had no certificate since.</param>
public sealed record MovementLine(DateOnly From, DateOnly Through, int First, int Renewed, int Upgraded, int RanOut, int Lapsed, int Revoked)
{
    public int Issued => First + Renewed + Upgraded;
}

public sealed record MovementFigures(DeskScope Scope, ReportStep Step, IReadOnlyList<MovementLine> Lines) : ReportFigures(ReportKind.Movement, Scope);

public sealed record FormCount(ProducerType Form, int Producers, int Holding);

/// <summary>Producers of a place that hold a product in force.</summary>
public sealed record HoldingCount(string Place, ProducerType Form, int Producers);

/// <summary>Products in force, by the legal form of their holder.</summary>
public sealed record FormProducts(ProducerType Form, int Stars, int Count);

public sealed record ProducersFigures(DeskScope Scope, DateOnly Day, IReadOnlyList<FormCount> Forms, IReadOnlyList<HoldingCount> Places, IReadOnlyList<FormProducts> Products) : ReportFigures(ReportKind.Producers, Scope);

/// <param name="Quarter">Its first day.</param>
public sealed record ForecastCount(DateOnly Quarter, string Place, int Stars, int Count);

/// <param name="Quarters">First days, in order, also of quarters in which nothing ends.</param>
public sealed record ForecastFigures(DeskScope Scope, DateOnly Today, IReadOnlyList<DateOnly> Quarters, IReadOnlyList<ForecastCount> Counts) : ReportFigures(ReportKind.Forecast, Scope);

/// <param name="Place">Code of its commune.</param>
/// <param name="Certificate">In force; of several the one with the most stars.</param>
public sealed record PlannedLine(string Name, string? Producer, string Place, string Province, int? Set, int? Target, string? Note, CertificateId? Certificate, string? Number, int? Stars, DateOnly? IssuedOn)
{
    public PlanResult Result => Stars is not { } stars ? PlanResult.Waiting : stars >= (Target ?? 0) ? PlanResult.Reached : PlanResult.Below;
}

public sealed record PlanFigures(DeskScope Scope, DateOnly Day, PlanResult? Only, IReadOnlyList<PlannedLine> Lines) : ReportFigures(ReportKind.Plan, Scope);
