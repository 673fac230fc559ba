using System.Text.Json.Serialization;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;

namespace OcopMarket.Promotion.Fairs;

public enum FairType
{
    Fair,
    Exhibition,

    /// <summary>Tuần hàng OCOP.</summary>
    OcopWeek,
    Festival,

    /// <summary>Phiên chợ.</summary>
    MarketDay,

    /// <summary>Hội nghị kết nối cung cầu.</summary>
    SupplyDemandConference,

    /// <summary>A hall on the market's own pages.</summary>
    Online,
    Abroad,
}

/// <summary>What an officer decided. What follows from the calendar is <see cref="FairStage"/>.</summary>
public enum FairState
{
    /// <summary>Being written; nobody but its office sees it.</summary>
    Draft,
    Announced,

    /// <summary>Will not be on the days that stand, new ones are not known yet.</summary>
    Postponed,
    Cancelled,

    /// <summary>Over, and its results are handed in.</summary>
    Reported,
}

/// <summary>What a fair is at a moment: its state, and the calendar.</summary>
public enum FairStage
{
    Draft,
    Announced,
    OpenForApplications,
    ApplicationsClosed,
    Running,
    Ended,
    Reported,
    Postponed,
    Cancelled,
}

/// <summary>When a fair is open on one day, in Vietnam.</summary>
public sealed record FairHours(DateOnly Day, TimeOnly Opens, TimeOnly Closes);

/// <summary>A part of the ground or hall; booths are numbered within it.</summary>
/// <param name="Code">Stands before the booth's number: A, B, OCOP.</param>
public sealed record FairZone(string Code, string NameVi, string? NameEn);

/// <summary>A point of the programme, in Vietnam.</summary>
public sealed record FairProgrammeItem(DateOnly Day, TimeOnly At, string TitleVi, string? TitleEn);

/// <summary>
/// The organiser's registration with the department of industry and trade, 30 to 365 days before the opening (NĐ 81/2018/NĐ-CP, articles 29
/// and 30; 45 days with the ministry for fairs abroad).
/// </summary>
/// <param name="Office">Who confirmed it.</param>
public sealed record FairRegistration(string? Number, DateOnly? FiledOn, DateOnly? ConfirmedOn, string? Office);

/// <summary>At most so many booths for one commune, or for one of the six groups of products; exactly one of the two is named.</summary>
public sealed record FairQuota(string? CommuneCode, string? Group, int MostBooths);

/// <summary>A photo of a fair.</summary>
/// <param name="Key">All that a page needs to show it (<see cref="PictureKey"/>).</param>
/// <param name="Alt">What it shows, for those who do not see it; empty while nobody has said.</param>
public sealed record FairPhoto(PictureId Picture, string Key, string Alt);

/// <summary>Where a fair is, and how people get there.</summary>
/// <param name="ProvinceCode">Null for a fair online or abroad, as is the commune.</param>
/// <param name="Access">Bus lines, parking.</param>
public sealed record FairVenue(string? Name, string? Address, string? CommuneCode, string? ProvinceCode, double? Latitude, double? Longitude, string? Access)
{
    [JsonIgnore]
    public GeoPoint? Pin => Latitude is { } latitude && Longitude is { } longitude ? new(latitude, longitude) : null;
}
