namespace OcopMarket.Platform;

public enum ActorKind
{
    /// <summary>A job of the market itself.</summary>
    System,

    /// <summary>Whoever holds the machine: the administrator's command line.</summary>
    Operator,
    Officer,
}

/// <summary>The level of the state an officer works for; since 1 July 2025 there is no district level.</summary>
public enum OfficeLevel
{
    Commune,
    Province,
    Ministry,
}

/// <summary>Where an officer's word counts: one commune, one province, or (ministry) the whole country.</summary>
public sealed record OfficeArea(OfficeLevel Level, string? ProvinceCode = null, string? CommuneCode = null)
{
    public bool Covers(string provinceCode, string communeCode) => Level switch
    {
        OfficeLevel.Ministry => true,
        OfficeLevel.Province => ProvinceCode == provinceCode,
        OfficeLevel.Commune => CommuneCode == communeCode,
    };
}

/// <summary>Who acts. It comes from the sign-in or the command line, never from a form, and goes into every audit entry.</summary>
public sealed record Actor(ActorKind Kind, string Name, OfficeArea? Area = null)
{
    public static Actor System(string job) => new(ActorKind.System, job);

    public static Actor Operator(string name) => new(ActorKind.Operator, name);

    public static Actor Officer(string name, OfficeArea area) => new(ActorKind.Officer, name, area);

    public override string ToString() => $"{Kind}:{Name}";
}
