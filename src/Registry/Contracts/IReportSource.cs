using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>The reports that an office draws up.</summary>
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

    /// <summary>Fairs, sales points and contracts: trade promotion.</summary>
    Participation,
}

public static class ReportKinds
{
    /// <summary>Who draws it up for the office.</summary>
    public static OfficeTasks Task(this ReportKind kind) => kind is ReportKind.Participation ? OfficeTasks.Fairs : OfficeTasks.Registry;
}

/// <summary>Rows of a report's lists that have a value in common; its counts stay whole.</summary>
/// <param name="What">What they have in common, by a word of the report's own.</param>
public sealed record ReportOnly(string What, string Value);

/// <summary>The figures of a report; words and links come with the page.</summary>
/// <param name="Scope">As the office may ask, with its own area filled in.</param>
public abstract record ReportFigures(ReportKind Kind, DeskScope Scope)
{
    /// <summary>The whole country is shown by province, a province by commune.</summary>
    public bool ByProvince => Scope.ProvinceCode is null;
}

/// <summary>Figures that another module keeps, for a report that is printed, numbered and sent like those of the register.</summary>
public interface IReportSource
{
    ReportKind Kind { get; }

    /// <param name="scope">As the office may ask.</param>
    Task<Result<ReportFigures>> ReadAsync(Actor actor, DeskScope scope, ReportOnly? only, CancellationToken ct);
}
