using System.Text.Json.Serialization;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;

namespace OcopMarket.Registry.Contracts;

/// <summary>The part of the country and the days that an officer's desk looks at; everything on the desk obeys it.</summary>
/// <param name="ProvinceCode">Null is the whole country.</param>
/// <param name="CommuneCode">Null is the whole province.</param>
/// <param name="From">First day of the period; null is since ever.</param>
/// <param name="Through">Last day of the period.</param>
public sealed record DeskScope(string? ProvinceCode = null, string? CommuneCode = null, DateOnly? From = null, DateOnly? Through = null)
{
    /// <summary>
    /// What the actor may look at of what was asked: an office that asks for nothing gets its own area, one that asks for a place
    /// outside of it is refused. Only officers and whoever holds the machine have a desk.
    /// </summary>
    public static Result<DeskScope> For(Actor actor, DeskScope asked, AreaDirectory areas)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(areas);
        var commune = asked.CommuneCode is null ? null : areas.FindCommune(asked.CommuneCode);
        if ((asked.CommuneCode is not null && commune is null) || (asked.ProvinceCode is not null && areas.FindProvince(asked.ProvinceCode) is null)
            || (commune is not null && asked.ProvinceCode is not null && commune.ProvinceCode != asked.ProvinceCode))
        {
            return RegistryRefusals.PlaceUnknown(asked.CommuneCode ?? asked.ProvinceCode!);
        }

        if (asked.Through < asked.From)
        {
            return RegistryRefusals.PeriodWrong(asked.From.Value, asked.Through.Value);
        }

        var wanted = asked with { ProvinceCode = commune?.ProvinceCode ?? asked.ProvinceCode };
        return actor switch
        {
            { HoldsTheMachine: true } or { Kind: ActorKind.Officer, Area.Level: OfficeLevel.Ministry } => wanted,
            { Kind: ActorKind.Officer, Area: { Level: OfficeLevel.Province } area } => Within(wanted with { ProvinceCode = wanted.ProvinceCode ?? area.ProvinceCode }, area),
            { Kind: ActorKind.Officer, Area: { } area } => Within(wanted with { ProvinceCode = wanted.ProvinceCode ?? areas.FindCommune(area.CommuneCode)?.ProvinceCode, CommuneCode = wanted.CommuneCode ?? area.CommuneCode }, area),
            _ => RegistryRefusals.OfficersOnly(),
        };

        Result<DeskScope> Within(DeskScope scope, OfficeArea area)
            => scope.ProvinceCode == (area.ProvinceCode ?? areas.FindCommune(area.CommuneCode)?.ProvinceCode) && (area.Level is OfficeLevel.Province || scope.CommuneCode == area.CommuneCode)
                ? scope : RegistryRefusals.OutsideYourArea((commune?.FullName ?? areas.FindProvince(scope.ProvinceCode)?.FullName)!);
    }

    /// <summary>Whose cases, on pages that show queues.</summary>
    [JsonIgnore]
    public Whose Whose { get; init; }

    /// <summary>The period as its first moment and the first moment after it; null is without end.</summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Moments
        => (From is { } from ? VietnamTime.StartOf(from) : null, Through is { } through ? VietnamTime.StartOf(through.AddDays(1)) : null);

    /// <summary>Whether a place lies in it.</summary>
    public bool Holds(string provinceCode, string communeCode)
        => CommuneCode is { } commune ? commune == communeCode : ProvinceCode is null || ProvinceCode == provinceCode;
}
