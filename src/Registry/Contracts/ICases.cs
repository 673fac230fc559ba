using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Contracts;

/// <summary>What waits for an officer, by the queue it stands in.</summary>
public enum CaseKind
{
    Application,
    LicenceProposal,

    /// <summary>What a producer says against its suspension.</summary>
    Appeal,
    MisuseReport,

    /// <summary>A file brought to the desk and not taken yet; only its bringer and whom it was handed to go on with it.</summary>
    Import,
    Revision,
    TakeDown,

    /// <summary>What a producer did not settle.</summary>
    Complaint,

    /// <summary>A review or a question that somebody reported.</summary>
    Contribution,

    /// <summary>A place that waits for a survey or a decision.</summary>
    SalesPoint,

    /// <summary>Somebody says that a sales point is closed or wrong.</summary>
    SalesPointReport,

    /// <summary>A live session that an exhibitor of a fair asks for.</summary>
    FairSession,

    /// <summary>A lower price at a fair that somebody else than its producer is to pay for.</summary>
    FairPrice,
}

/// <summary>Whose work a queue shows.</summary>
public enum Whose
{
    All,

    /// <summary>What the officer holds, what those hold for whom the officer covers, and what nobody holds in their areas.</summary>
    Mine,
    Nobody,
}

/// <summary>A case as its module tells it to the desk of work.</summary>
public sealed class CaseFacts
{
    public Guid Id { get; init; }

    /// <summary>What people call it.</summary>
    public string Title { get; init; } = "";
    public string ProvinceCode { get; init; } = "";

    /// <summary>Empty where only the province is known.</summary>
    public string CommuneCode { get; init; } = "";

    /// <summary>Since when it waits.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>It waits for an officer now.</summary>
    public bool Open { get; init; }

    /// <summary>What its page goes by: a slug, or an id.</summary>
    public string Target { get; init; } = "";

    /// <summary>Of its entries in the audit trail.</summary>
    public string Subject { get; init; } = "";
}

/// <summary>A queue of a module. The desk of work knows nothing of the module but this.</summary>
public interface ICases
{
    CaseKind Kind { get; }

    /// <summary>All cases, open or not; composed further.</summary>
    IQueryable<CaseFacts> In(MarketDbContext db);
}

/// <summary>Who deals with a case.</summary>
/// <param name="Cover">Who does it meanwhile, while the holder is away.</param>
public sealed record Holder(AccountId Account, string Name, DateTimeOffset Since, AccountId? Cover = null, string? CoverName = null);

/// <summary>Which cases of a queue are shown, as values that any query can compare with.</summary>
/// <param name="Holders">Of the open cases of the officer's area, those that somebody in office deals with.</param>
/// <param name="Wanted">Shown whoever else may deal with it.</param>
/// <param name="Everywhere">What nobody deals with is shown, wherever it is.</param>
/// <param name="Provinces">What nobody deals with is shown in these.</param>
public sealed record CaseFilter(bool All, IReadOnlyDictionary<Guid, Holder> Holders, Guid[] Wanted, bool Everywhere, string[] Provinces, string[] Communes)
{
    public Guid[] Held { get; } = [.. Holders.Keys];
}

/// <summary>Tells queues whose cases are whose.</summary>
public interface ICaseFilters
{
    Task<CaseFilter> OfAsync(Actor actor, CaseKind kind, Whose whose, CancellationToken ct);
}

public static class CaseKinds
{
    /// <summary>The task of the officers whose queue it is.</summary>
    public static OfficeTasks OfficeTask(this CaseKind kind) => kind switch
    {
        CaseKind.Application or CaseKind.LicenceProposal or CaseKind.Appeal or CaseKind.Import => OfficeTasks.Registry,
        CaseKind.MisuseReport or CaseKind.Revision or CaseKind.TakeDown or CaseKind.Complaint or CaseKind.Contribution => OfficeTasks.Moderation,
        CaseKind.SalesPoint or CaseKind.SalesPointReport => OfficeTasks.SalesPoints,
        CaseKind.FairSession or CaseKind.FairPrice => OfficeTasks.Fairs,
    };

    /// <summary>In the transaction that decides the case: nobody has to deal with it any more; who did stays on record.</summary>
    public static Task<int> CloseCaseAsync(this MarketDbContext db, TimeProvider clock, CaseKind kind, Guid id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(clock);
        var now = clock.GetUtcNow();
        return db.HandOvers.Where(h => h.Kind == kind && h.CaseId == id && h.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(h => h.EndedAt, now), ct);
    }
}
