using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Hall;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.SalesPoints;

namespace OcopMarket.Promotion;

public static class PromotionModule
{
    public const string Schema = "promotion";

    public static readonly ModelPart Model = new(typeof(PromotionModule).Assembly);

    public static IServiceCollection AddPromotion(this IServiceCollection services)
    {
        services.AddSingleton(Model).AddSingleton(FairPost.Letters).AddSettings(PromotionSettings.All);
        services.AddSingleton<SaveFair>().AddSingleton<DropFair>().AddSingleton<RemoveFairs>().AddSingleton<BeginNextEdition>().AddSingleton<AnnounceFair>().AddSingleton<MoveFair>().AddSingleton<PostponeFair>().AddSingleton<CancelFair>().AddSingleton<SayAfter>();
        services.AddSingleton<FairIndex>().AddSingleton<FairQueries>().AddSingleton<FairDeskQueries>().AddSingleton<IPictureUse, FairPictures>();
        services.AddSingleton<ReminderLinks>().AddInternal<AskFairReminder>().AddSingleton<ConfirmFairReminder>().AddSingleton<EndFairReminder>().AddSingleton<FairReminderQueries>().AddSingleton<FairPost>();
        services.AddOutboxHandler<FairReminderAsked, AskReminded>("promotion.ask-reminded").AddOutboxHandler<FairReminderDue, RemindOfFair>("promotion.remind-of-fair").AddOutboxHandler<FairChanged, TellReminded>("promotion.tell-reminded");
        services.AddMarketJob<FairReminderJob>(FairReminderJob.Name, crons: ["0 0 7 * * ?"]);
        services.AddSingleton(BoardPost.Letters).AddSingleton<BoardPost>().AddSingleton<BoardQueries>().AddSingleton<BoardPack>().AddSingleton<IForgetPerson, ForgetBuyer>().AddSingleton<IPersonalRecords, BuyerRecords>();
        services.AddSingleton<ApplyAsBuyer>().AddSingleton<DecideBuyer>().AddSingleton<RemoveBuyers>().AddSingleton<PostNeed>().AddSingleton<CloseNeed>().AddSingleton<OfferForNeed>().AddSingleton<WithdrawOffer>().AddSingleton<AnswerOffer>().AddSingleton<SayContract>();
        services.AddOutboxHandler<BuyerApplied, TellOfficeOfBuyer>("promotion.tell-office-of-buyer").AddOutboxHandler<BuyerDecided, TellBuyerDecided>("promotion.tell-buyer-decided").AddOutboxHandler<QuotationAsked, AskProducers>("promotion.ask-producers");
        services.AddOutboxHandler<NeedOffered, TellBuyerOfOffer>("promotion.tell-buyer-of-offer").AddOutboxHandler<NeedOfferAnswered, TellProducerOfAnswer>("promotion.tell-producer-of-answer").AddOutboxHandler<NeedTakenBack, TellOfClosedNeed>("promotion.tell-of-closed-need");
        services.AddMarketJob<NeedDigestJob>(NeedDigestJob.Name, crons: ["0 0 6 * * ?"]);
        return services.AddSalesPoints().AddParticipation().AddHall();
    }
}
