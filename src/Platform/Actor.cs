namespace OcopMarket.Platform;

public enum ActorKind
{
    /// <summary>A job of the market itself.</summary>
    System,

    /// <summary>Whoever holds the machine: the administrator's command line.</summary>
    Operator,

    /// <summary>Keeps people, rights and settings. Decides nothing of the registry and speaks for no producer.</summary>
    Administrator,
    Officer,

    /// <summary>A signed-in person: a shopper, or staff of producers by membership.</summary>
    Member,

    /// <summary>Nobody signed in.</summary>
    Guest,
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

    /// <summary>Whether all of the other area lies in it.</summary>
    public bool Holds(OfficeArea other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Level is OfficeLevel.Ministry || (other.Level is not OfficeLevel.Ministry && (Level is OfficeLevel.Province ? ProvinceCode == other.ProvinceCode : CommuneCode is not null && CommuneCode == other.CommuneCode));
    }
}

/// <summary>What an officer was appointed to do.</summary>
[Flags]
public enum OfficeTasks
{
    None = 0,

    /// <summary>Producers, certificates, licences, imports.</summary>
    Registry = 1,

    /// <summary>Listings, stories, gift baskets, misuse reports.</summary>
    Moderation = 2,
    Fairs = 4,
    SalesPoints = 8,
    All = Registry | Moderation | Fairs | SalesPoints,
}

/// <summary>What a member may do for a producer; the owner may do everything.</summary>
[Flags]
public enum ProducerRights
{
    None = 0,

    /// <summary>Listings, stock, pictures, holidays.</summary>
    Listings = 1,
    Orders = 2,
    Fairs = 4,

    /// <summary>Bank account, statements.</summary>
    Money = 8,

    /// <summary>Inviting and removing staff; the legal papers of the producer.</summary>
    Owner = 16,
    All = Listings | Orders | Fairs | Money | Owner,
}

/// <summary>For whom a member works, and what they may do there.</summary>
public sealed record ProducerMembership(ProducerId Producer, ProducerRights Rights);

/// <summary>
/// Who acts. It comes from the sign-in or the command line, never from a form, and goes into every audit entry. Rights are read anew for
/// each action, so that what was taken away counts at once, in open sessions too.
/// </summary>
/// <param name="Name">As people know them: a display name, a job, a user of the machine.</param>
public sealed record Actor(ActorKind Kind, string Name, OfficeArea? Area = null)
{
    /// <summary>The person signed in; null for jobs, the command line and guests.</summary>
    public AccountId? Account { get; init; }

    /// <summary>An officer's appointed work.</summary>
    public OfficeTasks Tasks { get; init; }

    public IReadOnlyList<ProducerMembership> Memberships { get; init; } = [];

    public static Actor Guest { get; } = new(ActorKind.Guest, "guest");

    public static Actor System(string job) => new(ActorKind.System, job);

    public static Actor Operator(string name) => new(ActorKind.Operator, name);

    public static Actor Officer(string name, OfficeArea area, OfficeTasks tasks = OfficeTasks.All, AccountId? account = null)
        => new(ActorKind.Officer, name, area) { Tasks = tasks, Account = account };

    public static Actor Administrator(string name, AccountId account) => new(ActorKind.Administrator, name) { Account = account };

    public static Actor Member(string name, AccountId account, params IReadOnlyList<ProducerMembership> memberships)
        => new(ActorKind.Member, name) { Account = account, Memberships = memberships };

    /// <summary>Whether this is an officer appointed to the task, for an area that holds the place.</summary>
    public bool Officiates(OfficeTasks task, string provinceCode, string communeCode)
        => Kind is ActorKind.Officer && Tasks.HasFlag(task) && Area is { } area && area.Covers(provinceCode, communeCode);

    /// <summary>Whether this is staff of the producer with the right.</summary>
    public bool WorksFor(ProducerId producer, ProducerRights right)
        => Kind is ActorKind.Member && Memberships.Any(m => m.Producer == producer && m.Rights.HasFlag(right));

    /// <summary>Whether this is the market itself or whoever holds its machine, who may do what no person's right covers.</summary>
    public bool HoldsTheMachine => Kind is ActorKind.System or ActorKind.Operator;

    public override string ToString() => $"{Kind}:{Name}";
}
