using OcopMarket.Platform;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;

namespace OcopMarket.Promotion.Participation;

/// <summary>What everyone who deals with a fair's participants has to know of it.</summary>
public sealed record FairHead(
    FairId Id, string Slug, string NameVi, string? NameEn, FairType Type, FairStage Stage, DateOnly From, DateOnly Through, FairVenue Venue, string Organiser, DateOnly? ApplyFrom, DateOnly? ApplyThrough,
    int? PlannedBooths, Money? BoothFee, int SupportPercent, int OfferHours, IReadOnlyList<FairZone> Zones)
{
    /// <summary>What a booth costs its exhibitor; null while nobody has said.</summary>
    public Money? FeeAfterSupport(Money? own = null) => (own ?? BoothFee) is { } fee ? new(fee.Dong - (fee.Dong * SupportPercent / 100)) : null;

    internal static FairHead Of(Fair fair, DateOnly today) => new(
        fair.Id, fair.Slug, fair.NameVi, fair.NameEn, fair.Type, fair.StageOn(today), fair.From, fair.Through, fair.Venue, fair.Organiser, fair.ApplyFrom, fair.ApplyThrough,
        fair.PlannedBooths, fair.BoothFee, fair.SupportPercent, fair.OfferHours, fair.Zones);
}
