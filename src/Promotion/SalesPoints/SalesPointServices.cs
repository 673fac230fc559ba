using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

internal static class SalesPointServices
{
    public static IServiceCollection AddSalesPoints(this IServiceCollection services)
    {
        services.AddSingleton(PointPost.Letters).AddSettings(SalesPointSettings.All);
        services.AddSingleton<PointIndex>().AddInternal<SalesPointQueries>();
        services.AddSingleton<SimilarPoints>().AddSingleton<ProposeSalesPoint>().AddSingleton<ChangeSalesPoint>().AddSingleton<MoveSalesPoint>().AddSingleton<RemoveIllustrativePoints>().AddSingleton<ChangeShelf>().AddSingleton<KeepOtherGoods>().AddSingleton<SalesPointDeskQueries>();
        services.AddSingleton<IPictureUse, PointPictures>().AddSingleton<IProductUse, ShelvedProducts>().AddSingleton<IEffectsOfEnding, PointsOfEnding>().AddSingleton<IForgetPerson, ForgetKeeper>().AddSingleton<IPersonalRecords, KeeperRecords>();
        services.AddSingleton<PointPapers>().AddSingleton<PointSecrets>().AddSingleton<PointPost>().AddSingleton<InviteKeeper>().AddSingleton<AcceptKeeping>().AddSingleton<RemoveKeeper>().AddSingleton<ConfirmSalesPoint>().AddSingleton<ConfirmByLetter>().AddSingleton<KeepHours>().AddSingleton<KeeperQueries>();
        services.AddSingleton<SendPointPeriod>().AddSingleton<SendPointReport>().AddSingleton<AnswerPointReport>().AddSingleton<PointReportQueries>().AddSingleton<ICases, PointReportCases>().AddSingleton<ICases, SalesPointCases>();
        services.AddSingleton<BeginSurvey>().AddSingleton<AnswerSurveyItem>().AddSingleton<FinishSurvey>().AddSingleton<DecidePoint>().AddSingleton<SurveyQueries>().AddSingleton<IPictureUse, SurveyPictures>();
        services.AddSingleton<AddProvinceCriterion>().AddSingleton<EndProvinceCriterion>().AddSingleton<ProvinceCriteriaQueries>();
        services.AddOutboxHandler<KeeperInvited, WriteKeeperInvitation>("promotion.write-keeper-invitation").AddOutboxHandler<PointAsked, AskKeepers>("promotion.ask-keepers");
        services.AddOutboxHandler<CertificateEnded, TellKeepersOfEnd>("promotion.tell-keepers-of-end").AddMarketJob<AskPointsJob>(AskPointsJob.Name, crons: ["0 0 7 * * ?"]);
        return services;
    }
}
