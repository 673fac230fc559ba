using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.AddressBook;
using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Figures;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Notices;
using OcopMarket.Ordering.OwnBaskets;
using OcopMarket.Ordering.Papers;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Reviews;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering;

public static class OrderingModule
{
    public const string Schema = "ordering";

    public static readonly ModelPart Model = new(typeof(OrderingModule).Assembly);

    public static IServiceCollection AddOrdering(this IServiceCollection services)
        => services.AddSingleton(Model).AddSingleton(OrderLetters.Texts).AddSingleton(TellBuyerOfExpiry.Letters).AddCarts().AddShipping().AddCheckout().AddAddressAsks().AddCorporateOrders().AddPurchases().AddPayments().AddCards().AddBooks().AddAfterSales().AddReviews().AddMembers().AddFigures().AddBooths();

    private static IServiceCollection AddCarts(this IServiceCollection services)
    {
        services.AddSingleton<AddToCart>().AddSingleton<ChangeCart>().AddSingleton<MergeCarts>().AddSingleton<CartShipping>().AddInternal<CartQueries>();
        services.AddSingleton<AddBasketToCart>().AddInternal<SaveOwnBasket>().AddSingleton<RemoveOwnBasket>().AddInternal<OwnBasketQueries>().AddMarketJob<OwnBasketCleanUpJob>(OwnBasketCleanUpJob.Name, crons: ["0 25 3 * * ?"]);
        return services.AddMarketJob<CartCleanUpJob>(CartCleanUpJob.Name, crons: ["0 20 3 * * ?"]);
    }

    private static IServiceCollection AddShipping(this IServiceCollection services)
        => services.AddSingleton<ShippingPlans>().AddSingleton<IShippingDesk, ShippingDesk>().AddInternal<CutOffs>().AddSingleton<ShippingBooks>().AddSingleton<SendDays>().AddSingleton<ImportTariffs>().AddSingleton<TariffQueries>().AddSingleton<AddHoliday>().AddSingleton<RemoveHoliday>().AddSingleton<HolidayQueries>().AddSingleton<ChooseShipping>().AddSingleton<ShippingChoiceQueries>().AddInternal<CheckoutCutOffs>();

    private static IServiceCollection AddCheckout(this IServiceCollection services)
    {
        services.AddSingleton<CheckoutPlanner>().AddSingleton<PurchaseMaker>().AddInternal<PlacePurchase>().AddInternal<CheckoutQueries>();
        return services.AddSingleton<AnswerOccasion>().AddSingleton<AnswerMessages>().AddSingleton<AnswerDelivery>().AddSingleton<SaveWrap>().AddSingleton<WrapQueries>().AddSingleton<IPictureUse, WrapPictures>().AddSingleton<SaveRecipient>().AddSingleton<RemoveRecipient>().AddSingleton<RecipientSheets>().AddSingleton<RecipientListQueries>().AddSingleton<AddRecipients>();
    }

    private static IServiceCollection AddAddressAsks(this IServiceCollection services)
    {
        services.AddSettings(AddressSettings.All).AddSingleton<AskRecipient>().AddInternal<FillAddress>().AddInternal<AddressAskQueries>();
        services.AddOutboxHandler<PaymentSettled, StartAddressClock>("ordering.start-address-clock").AddOutboxHandler<AddressAskMoved, TellOfAddress>("ordering.tell-of-address");
        return services.AddMarketJob<AddressReminderJob>(AddressReminderJob.Name, crons: ["0 5 8 * * ?"]);
    }

    private static IServiceCollection AddCorporateOrders(this IServiceCollection services)
    {
        services.AddSettings(CorporateSettings.All).AddSingleton<CorporatePlanner>().AddInternal<CorporateQueries>().AddInternal<SaveCorporateOrder>().AddSingleton<AddGiftKind>().AddSingleton<RemoveGiftKind>().AddSingleton<UseVoucher>();
        services.AddSingleton<AddCorporateRecipients>().AddSingleton<RemoveCorporateRecipients>().AddInternal<IssueQuotation>().AddInternal<AskApproval>().AddInternal<AnswerQuotation>();
        services.AddOutboxHandler<CorporateOrderBegun, TellOfCorporate>("ordering.tell-of-corporate-begun").AddOutboxHandler<ApprovalAsked, TellOfCorporate>("ordering.tell-of-approval-asked");
        services.AddOutboxHandler<ApprovalGiven, TellOfCorporate>("ordering.tell-of-approval-given");
        return services.AddMarketJob<CorporateCleanUpJob>(CorporateCleanUpJob.Name, crons: ["0 35 3 * * ?"]);
    }

    private static IServiceCollection AddPurchases(this IServiceCollection services)
    {
        services.AddSingleton<PrivateLinks>().AddInternal<PurchaseQueries>().AddSingleton<MoveParcel>().AddSingleton<OrderDeskQueries>().AddInternal<ParcelPapers>();
        services.AddOutboxHandler<PurchasePlaced, TellBuyerOfPurchase>("ordering.tell-buyer-of-purchase");
        services.AddOutboxHandler<PaymentSettled, TellProducerOfSale>("ordering.tell-producer-of-sale").AddOutboxHandler<ParcelMoved, TellBuyerOfParcel>("ordering.tell-buyer-of-parcel");
        services.AddOutboxHandler<PackingListDue, WritePackingList>("ordering.write-packing-list");
        return services.AddMarketJob<CloseParcelsJob>(CloseParcelsJob.Name, crons: ["0 20 3 * * ?"]).AddMarketJob<PackingListJob>(PackingListJob.Name, crons: ["0 0 6 * * ?"]);
    }

    private static IServiceCollection AddPayments(this IServiceCollection services)
    {
        services.AddSettings(PaymentSettings.All).AddSingleton<IPaymentOptions, PaymentOptions>();
        services.AddSingleton<PaymentBook>().AddSingleton<HandleBankNotice>().AddSingleton<NoticeSecrets>().AddMarketJob<SealNoticesJob>(SealNoticesJob.Name).AddSingleton<VietQrQueries>();
        services.AddInternal<ReceiveBankNotice>().AddInternal<MakeNoticeKey>().AddSingleton<RemoveNoticeKey>().AddSingleton<NoticeKeyQueries>();
        services.AddInternal<MatchTransfer>().AddSingleton<CloseTransfer>().AddInternal<ReceivePayment>().AddSingleton<MatchingQueries>().AddSingleton<PaymentFigures>().AddInternal<RetryNotice>();
        services.AddOutboxHandler<BankNoticeReceived, HandleReceivedNotice>("ordering.handle-bank-notice").AddOutboxHandler<PaymentExpired, TellBuyerOfExpiry>("ordering.tell-buyer-of-expiry");
        return services.AddMarketJob<ExpirePaymentsJob>(ExpirePaymentsJob.Name, every: TimeSpan.FromMinutes(1));
    }

    private static IServiceCollection AddCards(this IServiceCollection services)
    {
        services.AddSingleton(provider => StripeSettings.Read(provider.GetRequiredService<IConfiguration>())).AddSingleton(new StripeWaits(Task.Delay)).AddSingleton<StripeClient>();
        services.AddHttpClient(StripeClient.Name, (provider, http) => (http.BaseAddress, http.Timeout) = (provider.GetRequiredService<StripeSettings>().Address, TimeSpan.FromSeconds(20)))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) }).RemoveAllLoggers();
        services.AddSettings(CardSettings.All).AddSingleton<CardOffer>().AddSingleton<CardPlan>().AddSingleton<SettleCharge>().AddSingleton<CardAccounts>();
        services.AddInternal<ReceiveCardNotice>().AddInternal<OpenCardPayment>().AddInternal<CheckCardPayment>().AddInternal<CardAccountQueries>().AddInternal<ConnectCardAccount>().AddInternal<CheckCardAccount>();
        services.AddInternal<CardDeskQueries>().AddSingleton<CloseCardMatter>().AddInternal<ClearCardMove>().AddInternal<AnswerCardDispute>();
        services.AddOutboxHandler<CardNoticeReceived, HandleCardNotice>("ordering.handle-card-notice").AddOutboxHandler<CardMovesDue, CardMover>("ordering.make-card-moves");
        services.AddOutboxHandler<ParcelReduced, PlanCardMoves>("ordering.plan-card-moves").AddOutboxHandler<CardMoneyMoved, KeepBooks>("ordering.keep-books-card");
        return services.AddMarketJob<CardPaymentsJob>(CardPaymentsJob.Name, every: TimeSpan.FromMinutes(1)).AddMarketJob<ReconcileCards>(ReconcileCards.Name, crons: ["0 40 4 * * ?"], atStart: false);
    }

    private static IServiceCollection AddBooks(this IServiceCollection services)
    {
        services.AddSettings(FeeSettings.All).AddSettings(TaxSettings.All);
        services.AddSingleton<VoucherDesk>().AddSingleton<SaveVoucher>().AddSingleton<ActivateVoucher>().AddSingleton<StopVoucher>().AddSingleton<VoucherQueries>();
        services.AddSingleton<ProducerBooks>().AddSingleton<BookFacts>().AddSingleton<StatementBook>().AddInternal<StatementQueries>().AddSingleton<FeePreviewQueries>().AddSingleton<TaxQueries>().AddInternal<SettleDebt>().AddSingleton<DebtQueries>();
        services.AddOutboxHandler<PaymentSettled, KeepBooks>("ordering.keep-books-payment").AddOutboxHandler<ParcelMoved, KeepBooks>("ordering.keep-books-parcel").AddOutboxHandler<ParcelReduced, KeepBooks>("ordering.keep-books-reduction");
        return services.AddMarketJob<BooksJob>(BooksJob.Name, crons: ["0 0/15 * * * ?"]).AddMarketJob<IssueStatements>(IssueStatements.Name, crons: ["0 10 2 * * ?"]);
    }

    private static IServiceCollection AddAfterSales(this IServiceCollection services)
    {
        services.AddSettings(AfterSalesSettings.All).AddSingleton<ReduceParcel>().AddInternal<CancelPieces>().AddSingleton<ProposeInstead>().AddInternal<AnswerProposal>().AddSingleton<MarkRefundDone>();
        services.AddSingleton<OtherPlace>().AddInternal<ChangeRecipient>().AddSingleton<SendOrderLink>().AddSingleton<AfterSalesQueries>().AddSingleton<OrderPost>();
        services.AddOutboxHandler<RefundDone, KeepBooks>("ordering.keep-books-refund").AddOutboxHandler<RefundDone, TellBuyerOfRefund>("ordering.tell-buyer-of-refund");
        services.AddOutboxHandler<PiecesCancelled, TellProducerOfChange>("ordering.tell-producer-of-cancelling").AddOutboxHandler<RecipientChanged, TellProducerOfChange>("ordering.tell-producer-of-recipient");
        services.AddOutboxHandler<ProposalMade, TellOfProposal>("ordering.tell-of-proposal").AddOutboxHandler<ProposalAnswered, TellOfProposal>("ordering.tell-of-proposal-answer");
        services.AddOutboxHandler<OrderLinkAsked, SendAskedLink>("ordering.send-asked-link");
        services.AddSingleton<AskReturn>().AddInternal<AnswerReturn>().AddInternal<AnswerReturnOffer>().AddSingleton<IPictureUse, ReturnPictures>().AddOutboxHandler<ReturnMoved, TellOfReturn>("ordering.tell-of-return");
        services.AddSingleton<ComplaintBook>().AddInternal<Complain>().AddSingleton<AnswerComplaint>().AddInternal<DecideComplaint>().AddSingleton<ComplaintQueries>().AddSingleton<ICases, ComplaintCases>().AddOutboxHandler<ComplaintMoved, TellOfComplaint>("ordering.tell-of-complaint");
        services.AddOutboxHandler<CertificateEnded, FindWrongSalesJob>("ordering.find-wrong-sales").AddOutboxHandler<WrongSaleFound, TellOfWrongSale>("ordering.tell-of-wrong-sale").AddSingleton<IEffectsOfEnding, ParcelsOfEnding>();
        services.AddMarketJob<EscalateJob>(EscalateJob.Name, every: TimeSpan.FromMinutes(15)).AddMarketJob<FindWrongSalesJob>(FindWrongSalesJob.Name, crons: ["0 40 3 * * ?"]);
        return services.AddMarketJob<LapseProposalsJob>(LapseProposalsJob.Name, every: TimeSpan.FromMinutes(5));
    }

    private static IServiceCollection AddReviews(this IServiceCollection services)
        => services.AddSingleton<WriteReview>().AddSingleton<TakeBackReview>().AddSingleton<ReviewFormQueries>();

    private static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddSingleton<SaveAddress>().AddSingleton<RemoveAddress>().AddSingleton<AddressBookQueries>();
        services.AddInternal<OwnPurchaseQueries>().AddSingleton<TakeOverPurchase>().AddSingleton<BuyAgain>();
        return services.AddSingleton<IPersonalRecords, BuyersRecords>().AddSingleton<IForgetPerson, ForgetBuyer>();
    }

    private static IServiceCollection AddFigures(this IServiceCollection services)
        => services.AddSingleton<OrderFigureQueries>().AddInternal<HandOverLoadQueries>();

    private static IServiceCollection AddBooths(this IServiceCollection services)
        => services.AddInternal<FairSales>().AddInternal<CollectElsewhere>().AddOutboxHandler<FairChanged, FollowFair>("ordering.follow-fair").AddOutboxHandler<PlaceLeft, FollowFair>("ordering.follow-place")
            .AddOutboxHandler<CollectionMoved, TellOfCollection>("ordering.tell-of-collection");
}
