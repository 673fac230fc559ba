using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Closures;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.DatedPrices;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Catalog.Search;
using OcopMarket.Catalog.Search.Demand;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Catalog.Search.Relevance;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Catalog.Stock;
using OcopMarket.Catalog.Words;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog;

public static class CatalogModule
{
    public const string Schema = "catalog";

    public static readonly ModelPart Model = new(typeof(CatalogModule).Assembly);

    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(Model).AddSingleton(TellProducerOfListing.Letters).AddSingleton(ContributionPost.Letters).AddSettings(CatalogSettings.All);
        services.AddSingleton<PublishListings>().AddSingleton<RemoveListings>().AddSingleton<ListingShelf>();
        services.AddSingleton<BeginListing>().AddSingleton<EditListing>().AddSingleton<SubmitListing>().AddSingleton<CallBackListing>().AddSingleton<PauseListing>();
        services.AddSingleton<PriceListing>().AddInternal<PlanListing>().AddSingleton<PackListing>();
        services.AddSingleton<StockBook>().AddSingleton<IStockDesk, StockDesk>().AddSingleton<IOfferDesk, OfferDesk>().AddSingleton<IOfferedProducts, OfferedProducts>().AddSingleton<IDatedPriceDesk, DatedPriceDesk>().AddInternal<ChangeStock>().AddInternal<SetShelf>();
        services.AddSingleton<CloseShop>().AddSingleton<ReopenShop>().AddSingleton<ClosureQueries>();
        services.AddSingleton<ApproveRevision>().AddSingleton<ReturnRevision>().AddSingleton<TakeDownListing>().AddSingleton<ConfirmTakeDown>().AddSingleton<RestoreListing>();
        services.AddSingleton<ListingDeskQueries>().AddSingleton<ModerationQueries>().AddSingleton<ICases, RevisionCases>().AddSingleton<ICases, TakeDownCases>();
        services.AddOutboxHandler<ListingNews, TellProducerOfListing>("catalog.tell-producer-of-listing");
        services.AddSingleton<IReviewBook, ReviewBook>().AddSingleton<AskQuestion>().AddSingleton<AnswerContribution>().AddSingleton<ReportContribution>().AddSingleton<JudgeContribution>();
        services.AddSingleton<ContributionPost>().AddSingleton<ReviewQueries>().AddSingleton<AnswerDeskQueries>().AddSingleton<ReportedQueries>().AddSingleton<ICases, ContributionCases>().AddSingleton<IPictureUse, ReviewPictures>().AddSingleton<IForgetPerson, ForgetAuthor>();
        services.AddOutboxHandler<ReviewWritten, TellProducerOfReview>("catalog.tell-producer-of-review").AddOutboxHandler<QuestionAsked, TellProducerOfQuestion>("catalog.tell-producer-of-question");
        services.AddOutboxHandler<QuestionAnswered, TellAsker>("catalog.tell-asker");
        services.AddAlerts();
        services.AddSearch(ElasticSettings.Read(configuration));
        services.AddSingleton<OfferIndex>();
        services.AddInternal<CatalogueQueries>().AddInternal<ListingQueries>().AddInternal<SuggestQueries>().AddInternal<ShowcaseQueries>().AddInternal<GiftFinder.GiftFinderQueries>().AddSingleton<StoryQueries>();
        services.AddSingleton<SaveGiftBasket>().AddSingleton<PublishGiftBasket>().AddSingleton<WithdrawGiftBasket>().AddSingleton<GiftBasketQueries>().AddSingleton<GiftBasketDeskQueries>().AddSingleton<IWordsDesk, WordsDesk>().AddSingleton<ITakenDown, TakenDownProducts>();
        services.AddSingleton<IProductUse, ListedProducts>().AddSingleton<IEffectsOfEnding, ListingsOfEnding>().AddSingleton<IPictureUse, ListingPictures>();
        services.AddOutboxHandler<CertificateEnded, DelistAfterEnd>("catalog.delist-after-end");
        services.AddMarketJob<CertificateClockJob>(CertificateClockJob.Name, crons: ["5 0 0 * * ?", "0 0/10 * * * ?"]);
        return services;
    }

    private static void AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton(AlertPost.Letters).AddSingleton<AlertPost>().AddSingleton<AlertLinks>().AddSingleton<AwaitedProducts>();
        services.AddInternal<AwaitProduct>().AddInternal<AskProductAlert>().AddInternal<ConfirmAlert>().AddSingleton<EndAlert>().AddSingleton<StopAwaiting>().AddSingleton<AlertQueries>();
        services.AddOutboxHandler<ProductAlertAsked, AskAboutProduct>("catalog.ask-about-product").AddOutboxHandler<ProductBack, TellProductBack>("catalog.tell-product-back");
        services.AddInternal<SaveSearch>().AddInternal<AskSearchLetters>().AddInternal<ChangeSearch>().AddSingleton<RemoveSearch>();
        services.AddOutboxHandler<SearchLettersAsked, AskAboutSearch>("catalog.ask-about-search").AddOutboxHandler<SearchHasNews, TellSearchNews>("catalog.tell-search-news");
        services.AddMarketJob<SearchLetterJob>(SearchLetterJob.Name, crons: ["0 30 7 * * ?"], atStart: false);
        services.AddMarketJob<ProductAlertJob>(ProductAlertJob.Name, every: TimeSpan.FromMinutes(5));
        services.AddSingleton<IForgetPerson, ForgetAlerts>().AddSingleton<IPersonalRecords, AlertRecords>();
    }

    private static void AddSearch(this IServiceCollection services, ElasticSettings elastic)
    {
        services.AddSingleton<SearchWords>().AddSingleton<PostgresSearch>().AddSingleton<SearchDocuments>().AddInternal<RelevanceReport>();
        services.AddSingleton<SynonymSeeds>().AddInternal<SaveSynonyms>().AddInternal<RemoveSynonyms>().AddSingleton<SynonymQueries>();
        services.AddSingleton<NoteUnmetSearch>().AddSingleton<DemandQueries>().AddMarketJob<ForgetDemandJob>(ForgetDemandJob.Name, crons: ["0 20 0 * * ?"]);

        services.AddSingleton(elastic).AddSingleton(ElasticTimes.Usual).AddSingleton<ElasticClient>().AddSingleton<ElasticGuard>().AddSingleton<ElasticEngine>().AddSingleton<BulkWriter>().AddSingleton<ElasticIndex>();
        services.AddHttpClient(ElasticClient.Name, http => (http.BaseAddress, http.Timeout) = (elastic.Address, Timeout.InfiniteTimeSpan))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), AutomaticDecompression = DecompressionMethods.GZip }).RemoveAllLoggers();
        services.AddSingleton<SearchUpkeep>().AddInternal<RebuildSearch>().AddInternal<CompareSearch>().AddInternal<SearchDeskQueries>();
        services.AddMarketJob<CompareSearchJob>(CompareSearchJob.Name, every: TimeSpan.FromMinutes(10));
        if (elastic.IsOn)
        {
            services.AddSingleton<ISearchEngine, SearchWithFallback>().AddOutboxHandler<ListingsReworded, KeepSearchIndex>("catalog.keep-search-index", prompt: true);
        }
        else
        {
            services.AddSingleton<ISearchEngine>(provider => provider.GetRequiredService<PostgresSearch>());
        }
    }
}
