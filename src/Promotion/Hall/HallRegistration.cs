using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.Hall;

internal static class HallRegistration
{
    public static IServiceCollection AddHall(this IServiceCollection services)
    {
        services.AddSingleton(TellExhibitor.Letters).AddSingleton<HallGoods>().AddSingleton<SessionReader>().AddSingleton<IPictureUse, StallPictures>().AddSingleton<ICases, SessionCases>();
        services.AddSingleton<SaveStall>().AddSingleton<TakeDownStall>().AddSingleton<PutBackStall>().AddInternal<HallQueries>().AddInternal<StallDeskQueries>().AddInternal<FairLabels>();
        services.AddInternal<AskSession>().AddInternal<EnterSession>().AddSingleton<DecideSession>().AddSingleton<CancelSession>().AddSingleton<RecordSession>().AddInternal<SessionQueries>();
        services.AddOutboxHandler<HallNews, TellExhibitor>("promotion.tell-exhibitor").AddOutboxHandler<SessionReminderDue, RemindOfSession>("promotion.remind-of-session");
        services.AddOutboxHandler<SessionCalledOff, TellOfSessionOff>("promotion.tell-of-session-off");
        return services.AddMarketJob<SessionReminderJob>(SessionReminderJob.Name, every: TimeSpan.FromMinutes(5));
    }
}
