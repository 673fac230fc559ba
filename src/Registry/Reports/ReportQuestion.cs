using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reports;

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
/// <param name="Only">Of other lists, the same.</param>
public sealed record ReportQuestion(ReportKind Kind, DeskScope Scope, ReportStep Step = ReportStep.Quarter, PlanResult? Result = null, ReportOnly? Only = null);

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
