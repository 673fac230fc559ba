using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Reports;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Participation;

internal static class ParticipationRegistration
{
    public static IServiceCollection AddParticipation(this IServiceCollection services)
    {
        services.AddSingleton(TellParticipant.Letters).AddSingleton<Eligibility>().AddSingleton<PlaceKeeper>();
        services.AddInternal<ApplyToFair>().AddInternal<WithdrawFromFair>().AddInternal<AcceptOffer>().AddInternal<DeclineOffer>().AddInternal<FairFormQueries>().AddInternal<SeatExhibitors>();
        services.AddInternal<OfferPlaces>().AddInternal<PutOnWaiting>().AddInternal<TurnDownApplication>().AddSingleton<GrantSupport>().AddInternal<FairBoardQueries>();
        services.AddSingleton<DrawZone>().AddSingleton<ChangeBooth>().AddSingleton<RemoveBooth>().AddSingleton<GiveBooth>().AddSingleton<GiveBoothsInOrder>().AddInternal<BoothPlanQueries>().AddInternal<FairExhibitorQueries>();
        services.AddSingleton<CheckInParticipants>().AddSingleton<UndoCheckIn>().AddInternal<FairPapers>().AddSingleton<SendFairResults>().AddSingleton<ReportFair>().AddSingleton<WriteDownParticipants>().AddSingleton<ShowResultPhotos>().AddSingleton<IPictureUse, ResultPictures>().AddInternal<FairResultQueries>().AddSingleton<IReportSource, ParticipationReport>().AddInternal<IssueEvidence>().AddSingleton<EvidenceQueries>();
        services.AddSingleton<IBoothPlaces, BoothPlaces>().AddInternal<SetFairPrice>().AddInternal<ConfirmFairPrice>().AddInternal<EndFairPrice>().AddInternal<FairPriceQueries>().AddSingleton<ICases, FairPriceCases>().AddOutboxHandler<FairChanged, PricesOfChangedFair>("promotion.move-fair-prices");
        services.AddSingleton<IEffectsOfEnding, FairsOfEnding>().AddSingleton<IProductUse, ProductsAtFairs>();
        services.AddOutboxHandler<ParticipationNews, TellParticipant>("promotion.tell-participant").AddOutboxHandler<OfficeNews, TellParticipant>("promotion.tell-office-of-participant");
        services.AddOutboxHandler<CertificateEnded, CheckEligibilityJob>("promotion.check-eligibility-after-end").AddOutboxHandler<FairChanged, CheckEligibilityJob>("promotion.ask-participants-of-changed-fair");
        services.AddMarketJob<FairOffersJob>(FairOffersJob.Name, every: TimeSpan.FromMinutes(10));
        services.AddMarketJob<FairResultsJob>(FairResultsJob.Name, crons: ["0 15 8 * * ?"]);
        return services.AddMarketJob<CheckEligibilityJob>(CheckEligibilityJob.Name, crons: ["0 25 0 * * ?"]);
    }
}
