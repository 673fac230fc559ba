using OcopMarket.Platform;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Reports;

/// <summary>Where a producer went to a fair.</summary>
public enum FairGround
{
    /// <summary>In the producer's own province.</summary>
    OwnProvince,
    OtherProvince,
    Online,
    Abroad,
}

/// <summary>A fair that was over by the end of the period.</summary>
/// <param name="CommuneCode">Null online and abroad, as is the province.</param>
/// <param name="Runs">Whoever reads may open its results.</param>
public sealed record ReportedFair(FairId Id, string Slug, string NameVi, string? NameEn, string? CommuneCode, string? ProvinceCode, DateOnly From, DateOnly Through, bool Runs);

/// <summary>A producer of the area at a fair: it came, or told what the fair brought.</summary>
/// <param name="Products">Products it could show there.</param>
public sealed record ReportedParticipation(
    ReportedFair Fair, FairGround Ground, ProducerId Producer, string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode, bool Came, int Products, FairNumbers? Numbers, Money? Support, string? SupportDocument);

/// <summary>A sales point that operates, or was recognised or closed in the period.</summary>
/// <param name="Recognised">In the period.</param>
/// <param name="ClosedOn">In the period.</param>
public sealed record ReportedPoint(SalesPointId Id, string Slug, string Name, string CommuneCode, string ProvinceCode, SalesPointState State, PointRecognition? Recognition, bool Recognised, DateOnly? ClosedOn)
{
    public bool Operates => State is SalesPointState.Operating;
}

/// <summary>A contract of the supply–demand board, signed in the period by a producer of the area.</summary>
public sealed record ReportedContract(string Need, string Buyer, string ProducerName, string ProducerSlug, string CommuneCode, string ProvinceCode, string Number, DateOnly SignedOn, Money Value, ContractState State);

/// <summary>What an office reports of trade promotion; every sum of the report is one over these rows.</summary>
/// <param name="Held">In the area, whoever took part.</param>
/// <param name="Only">Rows that the lists show; sums are over all.</param>
public sealed record ParticipationFigures(
    DeskScope Scope, IReadOnlyList<ReportedFair> Held, IReadOnlyList<ReportedParticipation> Participations, IReadOnlyList<ReportedPoint> Points, IReadOnlyList<ReportedContract> Contracts, ReportOnly? Only)
    : ReportFigures(ReportKind.Participation, Scope);
