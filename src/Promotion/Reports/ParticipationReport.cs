using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Reports;

/// <summary>Reads what producers of an area did at fairs, and its sales points and contracts. A fair belongs to the period in which its last day lies, once it is over.</summary>
internal sealed class ParticipationReport(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, TimeProvider clock) : IReportSource
{
    public ReportKind Kind => ReportKind.Participation;

    public async Task<Result<ReportFigures>> ReadAsync(Actor actor, DeskScope scope, ReportOnly? only, CancellationToken ct)
    {
        if (!actor.MayRunFairs())
        {
            return PromotionRefusals.FairsOfficersOnly();
        }

        var today = clock.Today();
        var through = scope.Through is { } last && last < today ? last : today;
        var from = scope.From is { } first && first <= through ? first : new DateOnly(through.Year, 1, 1);
        var whole = scope with { From = from, Through = through };
        await using var db = await contexts.CreateDbContextAsync(ct);
        var fairs = await OverAsync(db, from, through < today ? through : today.AddDays(-1), ct);
        return new ParticipationFigures(
            whole, [.. fairs.Where(f => f.ProvinceCode is { } province && f.CommuneCode is { } commune && scope.Holds(province, commune)).Select(f => Told(f, actor))], await ParticipationsAsync(db, actor, scope, fairs, ct),
            await PointsAsync(db, whole, ct), await ContractsAsync(db, whole, ct), only);
    }

    private static Task<List<Fair>> OverAsync(MarketDbContext db, DateOnly from, DateOnly through, CancellationToken ct)
        => db.Fairs.AsNoTracking().Where(f => (f.State == FairState.Announced || f.State == FairState.Reported) && f.Through >= from && f.Through <= through).OrderBy(f => f.From).ThenBy(f => f.Id).ToListAsync(ct);

    private async Task<IReadOnlyList<ReportedParticipation>> ParticipationsAsync(MarketDbContext db, Actor actor, DeskScope scope, List<Fair> fairs, CancellationToken ct)
    {
        var (ids, of) = (fairs.ConvertAll(f => f.Id), fairs.ToDictionary(f => f.Id));
        var taken = (await db.FairApplications.AsNoTracking()
            .Where(a => ids.Contains(a.FairId) && (a.State == ParticipationState.CheckedIn || a.State == ParticipationState.Accepted)
                && (scope.ProvinceCode == null || a.ProvinceCode == scope.ProvinceCode) && (scope.CommuneCode == null || a.CommuneCode == scope.CommuneCode))
            .ToListAsync(ct)).OrderBy(a => of[a.FairId].From).ThenBy(a => a.FairId.Value).ThenBy(a => a.Number).ToList();
        var applications = taken.ConvertAll(a => a.Id);
        var results = await db.FairResults.AsNoTracking().Where(r => applications.Contains(r.ApplicationId)).ToDictionaryAsync(r => r.ApplicationId, r => r.Numbers, ct);
        var cards = await producers.FindAsync([.. taken.Select(a => a.ProducerId).Distinct()], ct);
        return [.. taken.Where(a => a.State is ParticipationState.CheckedIn || results.ContainsKey(a.Id)).Select(a => new ReportedParticipation(
            Told(of[a.FairId], actor), GroundOf(of[a.FairId], a.ProvinceCode), a.ProducerId, cards.GetValueOrDefault(a.ProducerId)?.Name ?? "", cards.GetValueOrDefault(a.ProducerId)?.Slug ?? "", a.CommuneCode, a.ProvinceCode,
            a.State is ParticipationState.CheckedIn, a.EligibleProducts, results.GetValueOrDefault(a.Id), a.Support, a.SupportDocument))];
    }

    private static async Task<IReadOnlyList<ReportedPoint>> PointsAsync(MarketDbContext db, DeskScope scope, CancellationToken ct)
    {
        var (since, until) = scope.Moments;
        var points = await db.SalesPoints.AsNoTracking()
            .Where(p => (scope.ProvinceCode == null || p.ProvinceCode == scope.ProvinceCode) && (scope.CommuneCode == null || p.CommuneCode == scope.CommuneCode) && p.Recognition != null)
            .Select(p => new { p.Id, p.Slug, p.Name, p.CommuneCode, p.ProvinceCode, p.State, p.Recognition, p.ClosedAt }).ToListAsync(ct);
        return [.. points.Select(p => new ReportedPoint(
                p.Id, p.Slug, p.Name, p.CommuneCode, p.ProvinceCode, p.State, p.Recognition, p.Recognition!.On >= scope.From && p.Recognition.On <= scope.Through,
                p.ClosedAt >= since && p.ClosedAt < until ? DateOnly.FromDateTime(p.ClosedAt.Value.InVietnam().DateTime) : null))
            .Where(p => p.Operates || p.Recognised || p.ClosedOn is not null).OrderBy(p => p.CommuneCode, StringComparer.Ordinal).ThenBy(p => p.Slug, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<ReportedContract>> ContractsAsync(MarketDbContext db, DeskScope scope, CancellationToken ct)
    {
        var (from, through) = (scope.From, scope.Through);
        var signed = await db.NeedOffers.AsNoTracking().Where(o => o.SignedOn >= from && o.SignedOn <= through && o.Contract != ContractState.Broken && o.Contract != ContractState.Talking)
            .Join(db.BuyerNeeds, o => o.NeedId, n => n.Id, (o, n) => new { Offer = o, n.Title, n.BuyerId })
            .Join(db.BusinessBuyers, o => o.BuyerId, b => b.Id, (o, b) => new { o.Offer, o.Title, b.Name }).ToListAsync(ct);
        var cards = await producers.FindAsync([.. signed.Select(s => s.Offer.ProducerId).Distinct()], ct);
        return [.. signed.Select(s => (s.Offer, s.Title, s.Name, Card: cards.GetValueOrDefault(s.Offer.ProducerId))).Where(s => s.Card is { } card && scope.Holds(card.ProvinceCode, card.CommuneCode))
            .OrderBy(s => s.Offer.SignedOn).ThenBy(s => s.Offer.Id.Value)
            .Select(s => new ReportedContract(s.Title, s.Name, s.Card!.Name, s.Card.Slug, s.Card.CommuneCode, s.Card.ProvinceCode, s.Offer.ContractNumber ?? "", s.Offer.SignedOn!.Value, s.Offer.ContractValue ?? new(0), s.Offer.Contract!.Value))];
    }

    private static ReportedFair Told(Fair fair, Actor actor) => new(fair.Id, fair.Slug, fair.NameVi, fair.NameEn, fair.CommuneCode, fair.ProvinceCode, fair.From, fair.Through, actor.MayRunFairs(fair.Office));

    private static FairGround GroundOf(Fair fair, string province) => fair.Type switch
    {
        FairType.Online => FairGround.Online,
        FairType.Abroad => FairGround.Abroad,
        FairType.Fair or FairType.Exhibition or FairType.OcopWeek or FairType.Festival or FairType.MarketDay or FairType.SupplyDemandConference
            => fair.ProvinceCode == province ? FairGround.OwnProvince : FairGround.OtherProvince,
    };
}
