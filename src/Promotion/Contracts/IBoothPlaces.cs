using OcopMarket.Platform;

namespace OcopMarket.Promotion.Contracts;

/// <summary>A day on which a fair is open, with its hours in Vietnam.</summary>
public sealed record BoothDay(DateOnly Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A place that a producer has taken at a fair.</summary>
/// <param name="OnGround">People can walk there: no fair online, none abroad.</param>
/// <param name="Days">On which it is open; empty while the fair has none that stand.</param>
/// <param name="Booths">Names on the plan; empty while none is given.</param>
public sealed record BoothPlace(
    FairId Fair, ProducerId Producer, string Slug, string NameVi, string? NameEn, bool OnGround, string? Venue, string? Address, string? CommuneCode, string? ProvinceCode,
    IReadOnlyList<BoothDay> Days, IReadOnlyList<string> Booths)
{
    /// <summary>Today lies between the first and the last day.</summary>
    public bool RunsOn(DateOnly day) => Days.Count > 0 && Days[0].Day <= day && day <= Days[^1].Day;
}

/// <summary>Where other modules ask which producers have a booth at which fair.</summary>
public interface IBoothPlaces
{
    /// <summary>Places that are taken at fairs that are announced and not over; the next fair first.</summary>
    Task<IReadOnlyList<BoothPlace>> ToComeAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct);

    /// <summary>Whatever became of the fair and of the place: for goods that were ordered to it. Without a place that stands it has no booths, without days that stand no days.</summary>
    Task<IReadOnlyDictionary<(FairId Fair, ProducerId Producer), BoothPlace>> OfAsync(IReadOnlyCollection<(FairId Fair, ProducerId Producer)> places, CancellationToken ct);

    /// <summary>Whether the actor runs the fair for its office.</summary>
    Task<bool> RunsAsync(Actor actor, FairId fair, CancellationToken ct);
}
