using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.Security;
using OcopMarket.Accounts.Staff;
using OcopMarket.Catalog.Alerts;
using OcopMarket.Catalog.Closures;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.GiftBaskets;
using OcopMarket.Catalog.Listings;
using OcopMarket.Catalog.Moderation;
using OcopMarket.Catalog.Reviews;
using OcopMarket.Catalog.Search.Demand;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Catalog.Search.Upkeep;
using OcopMarket.Catalog.Stock;
using OcopMarket.Ordering.AddressBook;
using OcopMarket.Ordering.Books;
using OcopMarket.Ordering.Booths;
using OcopMarket.Ordering.Cards;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Figures;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.OwnBaskets;
using OcopMarket.Ordering.Payments;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Ordering.Vouchers;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Tables;
using OcopMarket.Promotion.Board;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.FairPrices;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Promotion.SalesPoints;
using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Imports;
using OcopMarket.Registry.Licences;
using OcopMarket.Registry.Misuse;
using OcopMarket.Registry.Offices;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Registry.Producers;
using OcopMarket.Registry.Reports;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

/// <summary>A use case or query, tried on this market's product, producer and people.</summary>
/// <param name="Open">Who gets past the question of rights; the others are refused for lack of them, or see nothing.</param>
/// <param name="May">Whether the actor got past. What is sent is wrong in another way where that keeps the world as it is.</param>
public sealed record UseCaseRow(Roles Open, Func<DeskWorld, Actor, CancellationToken, Task<bool>> May);

/// <summary>
/// Every public method of the modules that takes an actor, by <c>Class.Method</c>. A test fails when one is missing: whoever writes a use
/// case adds its row, or names under <see cref="Elsewhere"/> the reason why everyone's attempt would say nothing.
/// </summary>
internal static partial class UseCaseRows
{
    /// <summary>What a refusal for lack of rights says; "unknown" is such a refusal, since everything that is asked for exists.</summary>
    private static readonly HashSet<string> NoRight =
    [
        "accounts.only_administrators", "accounts.only_owners", "platform.only_administrators", "platform.upload_unknown",
        "registry.not_your_area", "registry.outside_your_area", "registry.officers_only", "registry.not_your_level", "registry.import_file_unknown", "registry.application_unknown",
        "registry.application_not_yours", "registry.owners_only", "registry.money_right_missing", "platform.picture_needs_sign_in", "catalog.curators_only", "catalog.basket_unknown", "catalog.not_your_producer", "catalog.members_only", "ordering.money_right_missing", "catalog.outside_your_area", "catalog.machine_only", "catalog.listing_unknown", "catalog.revision_unknown",
        "registry.application_not_yours", "registry.owners_only", "registry.money_right_missing", "platform.picture_needs_sign_in", "catalog.not_your_producer", "catalog.outside_your_area", "catalog.machine_only", "catalog.listing_unknown", "catalog.revision_unknown",
        "ordering.money_right_missing", "ordering.only_administrators", "ordering.not_your_services", "ordering.members_only", "promotion.buyer_unknown", "promotion.not_your_producer",
        "promotion.fair_unknown", "promotion.application_unknown", "promotion.not_your_producer",
        "ordering.money_right_missing", "ordering.only_administrators", "ordering.not_your_services", "ordering.members_only",
        "promotion.fair_officers_only", "promotion.fair_unknown", "ordering.money_right_missing", "ordering.only_administrators", "ordering.not_your_services", "ordering.members_only",
        "ordering.money_right_missing", "ordering.only_administrators", "ordering.not_your_services", "ordering.members_only",
        "promotion.point_unknown", "promotion.points_not_yours", "promotion.point_not_your_level", "catalog.administrators_only", "catalog.demand_not_yours",
    ];

    private const Roles FairsOfHere = Roles.OfficersOfHere | Roles.FairsOfficer;

    private const Roles Curators = Roles.OfficersOfHere | Roles.Administrator;

    private const Roles Keepers = Roles.Shopper | Roles.OfficersOfHere;

    private const Roles RegistryOfHere = Roles.CommuneOfficer | Roles.ProvinceOfficer | Roles.MinistryOfficer;

    public static IReadOnlyDictionary<string, UseCaseRow> All { get; } = OfMarket.Concat(OfHall).ToDictionary();

    private static Dictionary<string, UseCaseRow> OfMarket => new()
    {
        // what a producer offers beside its goods
        ["WrapQueries.OfAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<WrapQueries>().OfAsync(a, w.Product.Producer, ct) is not null),
        ["SaveWrap.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<SaveWrap>().RunAsync(new(a, w.Product.Producer, WrapKind.Box, new Money(30_000), "Hộp giấy", null, null, null, true), ct)),
        ["ShippingChoiceQueries.OfAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<ShippingChoiceQueries>().OfAsync(a, w.Product.Producer, ct) is not null),
        ["ChooseShipping.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<ChooseShipping>().RunAsync(new(a, w.Product.Producer, new(["vnpost"], [], null, 0, 1, true, null, null, [], null, 0)), ct)),

        // the supply–demand board
        ["DecideBuyer.RunAsync"] = Done(Roles.OfficersOfHere | Roles.FairsOfficer, (w, a, ct) => w.Market.Get<DecideBuyer>().RunAsync(new(a, w.Buyer, 0, true, null), ct)),
        ["BoardQueries.BuyersAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<BoardQueries>().BuyersAsync(a, null, 1, ct) is not null),
        ["BoardQueries.BuyerAsync"] = Seen(Roles.OfficersOfHere | Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<BoardQueries>().BuyerAsync(a, w.Buyer, ct) is not null),
        ["BoardQueries.ForProducerAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<BoardQueries>().ForProducerAsync(a, w.Product.Producer, ct) is not null),
        ["OfferForNeed.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<OfferForNeed>().RunAsync(new(a, w.Product.Producer, default, [], Money.Zero, 0, 0, null, null), ct) is { Refusal.Code: "promotion.offer_numbers_wrong" } ? Result.Success : new Refusal("promotion.not_your_producer")),

        // the search engine, its synonyms, and what was looked for in vain
        ["RebuildSearch.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<RebuildSearch>().RunAsync(a, null, ct)),
        ["CompareSearch.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<CompareSearch>().RunAsync(a, mend: false, ct)),
        ["SearchDeskQueries.ReadAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<SearchDeskQueries>().ReadAsync(a, ct) is not null),
        ["SaveSynonyms.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<SaveSynonyms>().RunAsync(new(a, null, 0, ["chè"], null), ct)),
        ["RemoveSynonyms.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<RemoveSynonyms>().RunAsync(new(a, w.Synonyms, 0), ct)),
        ["SynonymQueries.ListAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<SynonymQueries>().ListAsync(a, null, 1, ct)).Total > 0),
        ["SynonymQueries.FindAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<SynonymQueries>().FindAsync(a, w.Synonyms, ct) is not null),
        ["DemandQueries.ListAsync"] = Seen(Roles.Staff | Roles.Officers | Roles.Administrator, async (w, a, ct) => (await w.Market.Get<DemandQueries>().ListAsync(a, null, null, 1, ct)).Succeeded),

        // price lists and holidays
        ["ImportTariffs.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<ImportTariffs>().RunAsync(new(a, "cuoc.csv", new MemoryStream("service,item,up_to_grams,price\nx,y,1,1\n"u8.ToArray()), w.Market.Clock.Today(), true), ct)),
        ["TariffQueries.ListAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<TariffQueries>().ListAsync(a, ct)).Count > 0),
        ["AddHoliday.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<AddHoliday>().RunAsync(new(a, default, default, null, null), ct)),
        ["RemoveHoliday.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<RemoveHoliday>().RunAsync(new(a, Guid.NewGuid()), ct)),

        // the sales point of the shopper in this commune
        ["ProposeSalesPoint.RunAsync"] = Done(Roles.Shopper | Roles.Staff | Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<ProposeSalesPoint>().RunAsync(new(a, SalesPoints.Draft("", w.Here), []), ct)),
        ["ChangeSalesPoint.RunAsync"] = Done(Keepers, async (w, a, ct) => await w.Market.Get<ChangeSalesPoint>().RunAsync(new(a, w.Point, 0, SalesPoints.Draft("Thử", w.Here)), ct)),
        ["RemoveIllustrativePoints.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<RemoveIllustrativePoints>().RunAsync(a, ct)),
        ["MoveSalesPoint.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<MoveSalesPoint>().RunAsync(new(a, w.Point, 0, PointMove.Open, null), ct)),
        ["ChangeShelf.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<ChangeShelf>().RunAsync(new(a, w.Point, [w.Product.Product], []), ct)),
        ["KeepOtherGoods.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<KeepOtherGoods>().RunAsync(new(a, w.Point, []), ct)),
        ["KeepHours.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<KeepHours>().RunAsync(new(a, w.Point, 0, null, [], [], null, null, null, []), ct)),
        ["ConfirmSalesPoint.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<ConfirmSalesPoint>().RunAsync(new(a, w.Point), ct)),
        ["SendPointPeriod.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<SendPointPeriod>().RunAsync(new(a, w.Point, 0, 0, 0, default, 0, 0, null), ct)),
        ["InviteKeeper.RunAsync"] = Done(Keepers, (w, a, ct) => w.Market.Get<InviteKeeper>().RunAsync(new(a, w.Point, "", "vi"), ct)),
        ["BeginSurvey.RunAsync"] = Done(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<BeginSurvey>().RunAsync(new(a, w.Point), ct)),
        ["AnswerSurveyItem.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<AnswerSurveyItem>().RunAsync(new(a, w.PointSurvey, "", null, null, []), ct)),
        ["FinishSurvey.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<FinishSurvey>().RunAsync(new(a, w.PointSurvey), ct)),
        ["DecidePoint.RunAsync"] = Done(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<DecidePoint>().RunAsync(new(a, w.Point, 0, PointDecision.Recognise, null, null, null, null), ct)),
        ["AddProvinceCriterion.RunAsync"] = Done(Roles.ProvinceOfficer | Roles.MinistryOfficer, (w, a, ct) => w.Market.Get<AddProvinceCriterion>().RunAsync(new(a, "01", CriterionKind.Practice, "", null, null, PointMeasure.None, null, null), ct)),
        ["ProvinceCriteriaQueries.OfAsync"] = Seen(Roles.ProvinceOfficer | Roles.MinistryOfficer, async (w, a, ct) => await w.Market.Get<ProvinceCriteriaQueries>().OfAsync(a, "01", ct) is not null),
        ["SalesPointDeskQueries.ListAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<SalesPointDeskQueries>().ListAsync(a, new(), PointNeeds.Deciding, null, 1, ct) is { Succeeded: true, Value.Items.Count: > 0 }),
        ["SalesPointDeskQueries.KeptByAsync"] = Seen(Roles.Shopper, async (w, a, ct) => (await w.Market.Get<SalesPointDeskQueries>().KeptByAsync(a, ct)).Count > 0),
        ["SalesPointDeskQueries.FindAsync"] = Seen(Keepers, async (w, a, ct) => await w.Market.Get<SalesPointDeskQueries>().FindAsync(a, w.Point, ct) is not null),
        ["SalesPointDeskQueries.SearchAsync"] = Seen(Keepers, async (w, a, ct) => await w.Market.Get<SalesPointDeskQueries>().SearchAsync(a, w.Point, "che", ct) is not null),
        ["KeeperQueries.OfAsync"] = Seen(Keepers, async (w, a, ct) => await w.Market.Get<KeeperQueries>().OfAsync(a, w.Point, ct) is not null),
        ["SurveyQueries.FindAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<SurveyQueries>().FindAsync(a, w.PointSurvey, ct) is not null),
        ["SurveyQueries.LastAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<SurveyQueries>().LastAsync(a, w.Point, ct) is not null),
        ["PointPapers.WriteAsync"] = Seen(Keepers, async (w, a, ct) => await w.Market.Get<PointPapers>().WriteAsync(a, w.Point, PointPaper.Shelf, ct) is not null),

        // figures of orders of this commune
        ["OrderFigureQueries.ReadAsync"] = Seen(Roles.OfficersOfHere | Roles.FairsOfficer | Roles.Administrator, async (w, a, ct) => (await w.Market.Get<OrderFigureQueries>().ReadAsync(a, new(CommuneCode: w.Product.CommuneCode), OrderStep.Month, ct)).Succeeded),
        ["HandOverLoadQueries.ReadAsync"] = Seen(Roles.OfficersOfHere | Roles.FairsOfficer | Roles.Administrator, async (w, a, ct) => (await w.Market.Get<HandOverLoadQueries>().ReadAsync(a, new(CommuneCode: w.Product.CommuneCode), ct)).Succeeded),

        // a member's own purchases and addresses
        ["SaveAddress.RunAsync"] = Done(Roles.SignedIn, async (w, a, ct) => await w.Market.Get<SaveAddress>().RunAsync(new(a, null, "", "", "", ""), ct)),
        ["RemoveOwnBasket.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<RemoveOwnBasket>().RunAsync(new(a, default), ct)),
        ["RemoveAddress.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<RemoveAddress>().RunAsync(new(a, default), ct)),
        ["OwnPurchaseQueries.OfAsync"] = Seen(Roles.SignedIn, async (w, a, ct) => await w.Market.Get<OwnPurchaseQueries>().OfAsync(a, OwnPurchaseFilter.All, 1, ct) is not null),
        ["TakeOverPurchase.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<TakeOverPurchase>().RunAsync(new(a, null), ct)),
        ["BuyAgain.RunAsync"] = Done(Roles.SignedIn, async (w, a, ct) => await w.Market.Get<BuyAgain>().RunAsync(new(a, default), ct)),

        // administration
        ["AuditQueries.SearchAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<AuditQueries>().SearchAsync(a, new(), null, 1, ct)).Count > 0),
        ["SettingQueries.ListAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<SettingQueries>().ListAsync(a, ct)).Count > 0),
        ["ChangeSetting.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<ChangeSetting>().RunAsync(new(a, "catalog.low_stock", "3", null, ""), ct)),
        ["JobQueries.ListAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<JobQueries>().ListAsync(a, ct)).Count > 0),
        ["RunJob.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<RunJob>().RunAsync(a, "khong-co", ct)),
        ["OutboxQueries.WaitingAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await SomethingWaitsAsync(w, ct)) && (await w.Market.Get<OutboxQueries>().WaitingAsync(a, 1, ct)).Waiting > 0),
        ["RetryMessage.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<RetryMessage>().RunAsync(a, -1, ct)),
        ["LetterQueries.ListAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<LetterQueries>().ListAsync(a, 1, ct)).Count > 0),
        ["LetterQueries.FindAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<LetterQueries>().FindAsync(a, w.Letter, false, ct) is not null),
        ["PeopleQueries.CountAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<PeopleQueries>().CountAsync(a, ct)).Members > 0),
        ["PeopleQueries.SearchAsync"] = Seen(Roles.Administrator, async (w, a, ct) => (await w.Market.Get<PeopleQueries>().SearchAsync(a, null, null, 1, 1, ct)).Total > 0),
        ["PeopleQueries.FindAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<PeopleQueries>().FindAsync(a, w.People[Roles.Shopper].Account, ct) is not null),
        ["InvitePerson.RunAsync"] = Done(Roles.Administrator, async (w, a, ct) => await w.Market.Get<InvitePerson>().RunAsync(new(a, "", "", "vi", "Thử"), ct)),
        ["ManageAccount.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<ManageAccount>().RunAsync(new(a, w.People[Roles.Shopper].Account, AccountMeasure.ResetSecondFactor, "Thử"), ct)),
        ["AppointOfficer.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<AppointOfficer>().RunAsync(new(a, w.People[Roles.Shopper].Account, new(OfficeLevel.Ministry), OfficeTasks.None, "Thử"), ct)),
        ["EndAppointment.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<EndAppointment>().RunAsync(new(a, w.People[Roles.Shopper].Account, "Thử"), ct)),
        ["AddAccount.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<AddAccount>().RunAsync(new(a, "Ai đó", "ai-do@example.vn", TestPerson.Password), ct)),

        // staff
        ["InviteStaff.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<InviteStaff>().RunAsync(new(a, w.Product.Producer, "x", "", ProducerRights.None, "vi"), ct)),
        ["WithdrawInvitation.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<WithdrawInvitation>().RunAsync(new(a, w.Product.Producer, Guid.NewGuid()), ct)),
        ["ChangeStaff.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<ChangeStaff>().RunAsync(new(a, w.Product.Producer, w.People[Roles.ListingStaff].Account, ProducerRights.Listings), ct)),
        ["StaffQueries.OfAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<StaffQueries>().OfAsync(a, w.Product.Producer, ct) is not null),

        // the register
        ["RevokeCertificate.RunAsync"] = Done(Roles.ProvinceOfficer, async (w, a, ct) => await w.Market.Get<RevokeCertificate>().RunAsync(new(a, new(w.Product.Number), RevocationGround.Other, "", "12/QĐ-UBND"), ct)),
        ["ExtendCertificate.RunAsync"] = Done(Roles.ProvinceOfficer, async (w, a, ct) => await w.Market.Get<ExtendCertificate>().RunAsync(new(a, new(w.Product.Number), new(2020, 1, 1), "Thử", "12/QĐ-UBND"), ct)),
        ["SuspendProducer.RunAsync"] = Done(RegistryOfHere, (w, a, ct) => w.Market.Get<SuspendProducer>().RunAsync(new(a, w.Product.ProducerSlug, ""), ct)),
        ["LiftSuspension.RunAsync"] = Done(RegistryOfHere, (w, a, ct) => w.Market.Get<LiftSuspension>().RunAsync(new(a, w.Product.ProducerSlug, ""), ct)),
        ["RecordLicence.RunAsync"] = Done(RegistryOfHere, (w, a, ct) => w.Market.Get<RecordLicence>().RunAsync(new(a, w.Product.ProducerSlug, LicenceKind.Alcohol, "GP-1", new(2026, 1, 1)), ct)),
        ["AppealSuspension.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<AppealSuspension>().RunAsync(new(a, w.Product.Producer, ""), ct)),
        ["AnswerAppeal.RunAsync"] = Done(RegistryOfHere, (w, a, ct) => w.Market.Get<AnswerAppeal>().RunAsync(new(a, w.Product.ProducerSlug, "", false), ct)),
        ["ProposeLicence.RunAsync"] = Done(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<ProposeLicence>().RunAsync(new(a, w.Product.Producer, LicenceKind.Alcohol, "", new(2026, 1, 1)), ct)),
        ["ProducerDeskQueries.PageAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<ProducerDeskQueries>().PageAsync(a, new(new()), 1, ct) is { Succeeded: true, Value.Total: > 0 }),
        ["ProducerDeskQueries.FindAsync"] = Seen(RegistryOfHere | Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<ProducerDeskQueries>().FindAsync(a, w.Product.ProducerSlug, ct) is { Succeeded: true }),
        ["ProducerDeskQueries.SuspensionsAsync"] = Seen(RegistryOfHere | Roles.FairsOfficer | Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<ProducerDeskQueries>().SuspensionsAsync(a, w.Product.Producer, ct) is { Succeeded: true }),
        ["LicenceQueries.QueueAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<LicenceQueries>().QueueAsync(a, new(), ct) is { Succeeded: true }),
        ["CaseQueries.OpenAsync"] = Seen(RegistryOfHere, async (w, a, ct) => await w.Market.Get<CaseQueries>().OpenAsync(a, new(), ct) is { Succeeded: true, Value.Rows.Count: > 0 }),
        ["CaseQueries.FindAsync"] = Seen(RegistryOfHere, async (w, a, ct) => await w.Market.Get<CaseQueries>().FindAsync(a, CaseKind.Application, w.Application.Value, ct) is not null),
        ["DeclareAbsence.RunAsync"] = Done(Roles.CommuneOfficer | Roles.Administrator, (w, a, ct) => w.Market.Get<DeclareAbsence>().RunAsync(new(a, w.People[Roles.CommuneOfficer].Account, null, null, null), ct)),
        ["AbsenceQueries.OfAsync"] = Seen(Roles.CommuneOfficer | Roles.Administrator, async (w, a, ct) => await w.Market.Get<AbsenceQueries>().OfAsync(a, w.People[Roles.CommuneOfficer].Account, ct) is not null),
        ["OfficeFigures.ReadAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<OfficeFigures>().ReadAsync(a, new(), ct) is { Succeeded: true }),
        ["MisuseQueries.QueueAsync"] = Seen(RegistryOfHere | Roles.NextCommuneOfficer, async (w, a, ct) => await w.Market.Get<MisuseQueries>().QueueAsync(a, new(), false, ct) is { Succeeded: true }),
        ["CertificateFileQueries.FindAsync"] = Seen(RegistryOfHere | Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<CertificateFileQueries>().FindAsync(a, w.Product.Certificate, ct) is { Succeeded: true, Value: not null }),
        ["CertificateDeskQueries.PageAsync"] = Seen(RegistryOfHere | Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<CertificateDeskQueries>().PageAsync(a, Here(w), 1, ct) is { Succeeded: true, Value.Rows.Count: > 0 }),
        ["CertificateDeskQueries.ExportAsync"] = Seen(RegistryOfHere | Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<CertificateDeskQueries>().ExportAsync(a, Here(w), _ => Task.CompletedTask, ct) is { Succeeded: true, Value: > 0 }),
        ["ReportQueries.ReadAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<ReportQueries>().ReadAsync(a, new(ReportKind.Annex, new()), ct) is { Succeeded: true }),
        ["SendReport.RunAsync"] = Done(Roles.Officers & ~Roles.FairsOfficer, async (w, a, ct) => await w.Market.Get<SendReport>().RunAsync(new(a, new(ReportKind.Annex, new()), OfficeLevel.Commune, ""), ct)),
        ["SentReportQueries.PageAsync"] = Seen(Roles.Officers, async (w, a, ct) => await w.Market.Get<SentReportQueries>().PageAsync(a, false, 1, ct) is { Succeeded: true }),
        ["SentReportQueries.FindAsync"] = Seen(Roles.CommuneOfficer | Roles.FairsOfficer | Roles.ProvinceOfficer, async (w, a, ct) => await w.Market.Get<SentReportQueries>().FindAsync(a, w.SentReport, ct) is { Succeeded: true }),
        ["SentReportQueries.FileAsync"] = Seen(Roles.CommuneOfficer | Roles.FairsOfficer | Roles.ProvinceOfficer, async (w, a, ct) => await w.Market.Get<SentReportQueries>().FileAsync(a, w.SentReport, ct) is { Succeeded: true }),
        ["ExportRegistry.WriteAsync"] = Seen(RegistryOfHere | Roles.NextCommuneOfficer, async (w, a, ct) => await w.Market.Get<ExportRegistry>().WriteAsync(a, new MemoryStream(), TableFormat.Csv, ct) > 0),

        // listings
        ["OrderDeskQueries.OfAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<OcopMarket.Ordering.Purchases.OrderDeskQueries>().OfAsync(a, w.Product.Producer, null, ct) is not null),
        ["AfterSalesQueries.DeskAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<OcopMarket.Ordering.AfterSales.AfterSalesQueries>().DeskAsync(a, w.Product.Producer, ct) is not null),
        ["BeginListing.RunAsync"] = Done(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<BeginListing>().RunAsync(new(a, w.Product.Product), ct)),
        ["PauseListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<PauseListing>().RunAsync(new(a, w.Product.Listing, Paused: false), ct)),
        ["PriceListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<PriceListing>().RunAsync(new(a, w.Product.Listing, []), ct)),
        ["PackListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<PackListing>().RunAsync(new(a, w.Product.Listing, false, false, false, ["khong-co"], []), ct)),
        ["PlanListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<PlanListing>().RunAsync(new(a, w.Product.Listing, [], -1, null, null, null), ct)),
        ["EditListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<EditListing>().RunAsync(new(a, w.Product.Listing, Desks.Words(new string('x', 100_000))), ct)),
        ["SubmitListing.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<SubmitListing>().RunAsync(new(a, w.Product.Listing), ct)),
        ["CallBackListing.RunAsync"] = new(Roles.OtherOwner, async (w, a, ct) => (await w.Market.Get<CallBackListing>().RunAsync(new(a, w.NextProduct.Listing), ct)).Refusal?.Code is "catalog.revision_unknown" or null),
        ["CloseShop.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<CloseShop>().RunAsync(new(a, w.Product.Producer, new(2026, 5, 2), new(2026, 5, 1)), ct)),
        ["ReopenShop.RunAsync"] = Done(Roles.ThisStaff, (w, a, ct) => w.Market.Get<ReopenShop>().RunAsync(new(a, w.Product.Producer, Guid.NewGuid()), ct)),
        ["ListingDeskQueries.ListAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => (await w.Market.Get<ListingDeskQueries>().ListAsync(a, w.Product.Producer, null, null, 1, ct)).Items.Count > 0),
        ["ListingDeskQueries.CountAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => (await w.Market.Get<ListingDeskQueries>().CountAsync(a, w.Product.Producer, ct)).Values.Sum() > 0),
        ["ListingDeskQueries.ListedAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => (await w.Market.Get<ListingDeskQueries>().ListedAsync(a, w.Product.Producer, ct)).Count > 0),
        ["ListingDeskQueries.FindAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<ListingDeskQueries>().FindAsync(a, w.Product.Listing, ct) is not null),
        ["ListingDeskQueries.ShelfAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => (await w.Market.Get<ListingDeskQueries>().ShelfAsync(a, w.Product.Producer, ct)).Count > 0),

        ["ChangeStock.RunAsync"] = Done(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<ChangeStock>().RunAsync(new(a, [new(await VariantAsync(w, ct), -1)]), ct)),
        ["ListingDeskQueries.LedgerAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => (await w.Market.Get<ListingDeskQueries>().LedgerAsync(a, w.Product.Listing, ct)).Count > 0),
        ["PublishListings.RunAsync"] = Done(Roles.None, async (w, a, ct) => (await w.Market.Get<PublishListings>().RunAsync(a, [new(w.Product.Product, [])], ct))[0]),
        ["RemoveListings.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<RemoveListings>().RunAsync(a, [w.Product.Product], ct)),

        // reviews and questions
        ["AwaitProduct.RunAsync"] = Done(Roles.SignedIn, async (w, a, ct) => await w.Market.Get<AwaitProduct>().RunAsync(a, w.Product.Slug, ct)),
        ["SaveSearch.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<SaveSearch>().RunAsync(new(a, "", new(), false), ct)),
        ["ChangeSearch.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<ChangeSearch>().RunAsync(new(a, default, "Chè", false), ct)),
        ["RemoveSearch.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<RemoveSearch>().RunAsync(a, default, ct)),
        ["StopAwaiting.RunAsync"] = Done(Roles.SignedIn, (w, a, ct) => w.Market.Get<StopAwaiting>().RunAsync(a, w.Product.Slug, ct)),
        ["AskQuestion.RunAsync"] = Done(Roles.Shopper | Roles.Staff, async (w, a, ct) => await w.Market.Get<AskQuestion>().RunAsync(new(a, w.Product.Slug, ""), ct)),
        ["AnswerDeskQueries.OfAsync"] = Seen(Roles.ThisStaff, async (w, a, ct) => await w.Market.Get<AnswerDeskQueries>().OfAsync(a, w.Product.Producer, ct) is not null),
        ["ReportedQueries.OfAsync"] = Seen(Roles.Officers & ~Roles.FairsOfficer | Roles.Administrator, async (w, a, ct) => await w.Market.Get<ReportedQueries>().OfAsync(a, Whose.All, ct) is not null),

        // payments
        ["MakeNoticeKey.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<MakeNoticeKey>().RunAsync(a, w.Product.Producer, ct)),
        ["MatchingQueries.DeskAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<MatchingQueries>().DeskAsync(a, w.Product.Producer, ct) is not null),
        ["PaymentFigures.ReadAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<PaymentFigures>().ReadAsync(a, ct) is not null),
        ["RetryNotice.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<RetryNotice>().RunAsync(a, Guid.NewGuid(), ct)),

        // moderation
        ["ModerationQueries.QueueAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => (await w.Market.Get<ModerationQueries>().QueueAsync(a, new(), 1, ct)).Items.Count > 0),
        ["ModerationQueries.CountAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => (await w.Market.Get<ModerationQueries>().CountAsync(a, ct)).Count > 0),
        ["ModerationQueries.FindAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<ModerationQueries>().FindAsync(a, w.Waiting, ct) is not null),
        ["ModerationQueries.FindListingAsync"] = Seen(Roles.OfficersOfHere, async (w, a, ct) => await w.Market.Get<ModerationQueries>().FindListingAsync(a, w.Product.Listing, ct) is not null),
        ["ApproveRevision.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<ApproveRevision>().RunAsync(new(a, w.Waiting, DateTimeOffset.UnixEpoch), ct)),
        ["ReturnRevision.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<ReturnRevision>().RunAsync(new(a, w.Waiting, DateTimeOffset.UnixEpoch, [], null), ct)),
        ["TakeDownListing.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<TakeDownListing>().RunAsync(new(a, w.Product.Listing, TakeDownReason.AuthorityRequest, new string('x', 100_000)), ct)),
        ["ConfirmTakeDown.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<ConfirmTakeDown>().RunAsync(new(a, w.Product.Listing, null), ct)),
        ["RestoreListing.RunAsync"] = Done(Roles.OfficersOfHere, (w, a, ct) => w.Market.Get<RestoreListing>().RunAsync(new(a, w.Product.Listing, null), ct)),

        // gift baskets
        ["SaveGiftBasket.RunAsync"] = Done(Curators, async (w, a, ct) => await w.Market.Get<SaveGiftBasket>().RunAsync(new(a, w.Basket, 0, new("Thử", null, null, null, [], [], null, null)), ct)),
        ["PublishGiftBasket.RunAsync"] = Done(Curators, (w, a, ct) => w.Market.Get<PublishGiftBasket>().RunAsync(new(a, w.Basket, 0), ct)),
        ["WithdrawGiftBasket.RunAsync"] = Done(Curators, (w, a, ct) => w.Market.Get<WithdrawGiftBasket>().RunAsync(new(a, w.Basket, 0), ct)),
        ["GiftBasketDeskQueries.ListAsync"] = Seen(Curators, async (w, a, ct) => await w.Market.Get<GiftBasketDeskQueries>().ListAsync(a, 1, ct) is { Items.Count: > 0 }),
        ["GiftBasketDeskQueries.FindAsync"] = Seen(Curators, async (w, a, ct) => await w.Market.Get<GiftBasketDeskQueries>().FindAsync(a, w.Basket, ct) is not null),
        ["GiftBasketDeskQueries.SearchAsync"] = Seen(Curators | Roles.NextCommuneOfficer, async (w, a, ct) => await w.Market.Get<GiftBasketDeskQueries>().SearchAsync(a, "che", ct) is not null),

        // taking part in fairs
        ["FairFormQueries.ListAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairFormQueries>().ListAsync(a, w.Product.Producer, ct) is { Own.Count: > 0 }),
        ["FairFormQueries.FindAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairFormQueries>().FindAsync(a, w.Product.Producer, w.FairOfHere.Slug, ct) is { Own: not null }),
        ["ApplyToFair.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<ApplyToFair>().RunAsync(FairPlaces.Application(w.FairOfHere.Id, w.Product, actor: a) with { Products = [] }, ct)),
        ["AcceptOffer.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<AcceptOffer>().RunAsync(new(a, w.FairApplication), ct)),
        ["DeclineOffer.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<DeclineOffer>().RunAsync(new(a, w.FairApplication), ct)),
        ["WithdrawFromFair.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<WithdrawFromFair>().RunAsync(new(a, w.FairApplication), ct)),
        ["SendFairResults.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<SendFairResults>().RunAsync(new(a, w.FairApplication, new(0, 0, 0, 0, 0, 0), null), ct)),
        ["IssueEvidence.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<IssueEvidence>().RunAsync(new(a, w.FairApplication), ct)),
        ["FairBoardQueries.FindAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairBoardQueries>().FindAsync(a, w.FairOfHere.Id, ct) is not null),
        ["OfferPlaces.RunAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<OfferPlaces>().RunAsync(new(a, w.FairOfHere.Id, []), ct)),
        ["PutOnWaiting.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<PutOnWaiting>().RunAsync(new(a, w.FairOfHere.Id, []), ct)),
        ["TurnDownApplication.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<TurnDownApplication>().RunAsync(new(a, w.FairOfHere.Id, [], null), ct)),
        ["GrantSupport.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<GrantSupport>().RunAsync(new(a, w.FairApplication, -1, null), ct)),
        ["BoothPlanQueries.FindAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<BoothPlanQueries>().FindAsync(a, w.FairOfHere.Id, ct) is not null),
        ["DrawZone.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<DrawZone>().RunAsync(new(a, w.FairOfHere.Id, "ZZ", 1, 1, 300, 300, 0, null), ct)),
        ["ChangeBooth.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<ChangeBooth>().RunAsync(new(a, w.FairOfHere.Id, BoothId.New(), 0, 0, 0, 300, 300, null), ct)),
        ["RemoveBooth.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<RemoveBooth>().RunAsync(new(a, w.FairOfHere.Id, BoothId.New(), 0), ct)),
        ["GiveBooth.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<GiveBooth>().RunAsync(new(a, w.FairOfHere.Id, BoothId.New(), 0, null), ct)),
        ["GiveBoothsInOrder.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<GiveBoothsInOrder>().RunAsync(new(a, w.FairOfHere.Id), ct)),
        ["CheckInParticipants.RunAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<CheckInParticipants>().RunAsync(new(a, w.FairOfHere.Id, []), ct)),
        ["UndoCheckIn.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<UndoCheckIn>().RunAsync(new(a, w.FairOfHere.Id, w.FairApplication), ct)),
        ["FairPapers.OfFairAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairPapers>().OfFairAsync(a, w.FairOfHere.Id, FairPaper.BoothList, ct)),
        ["FairResultQueries.OfFairAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairResultQueries>().OfFairAsync(a, w.FairOfHere.Id, ct) is not null),
        ["FairFormQueries.OwnPlaceAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairFormQueries>().OwnPlaceAsync(a, w.FairApplication, ct) is not null),
        ["SetFairPrice.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<SetFairPrice>().RunAsync(new(a, w.FairApplication, VariantId.New(), new(1), default, default, new(PricePayerKind.Producer, null), null), ct)),
        ["ConfirmFairPrice.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<ConfirmFairPrice>().RunAsync(new(a, w.FairOfHere.Id, DatedPriceId.New()), ct)),
        ["FairPriceQueries.OfFairAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairPriceQueries>().OfFairAsync(a, w.FairOfHere.Id, ct) is not null),
        ["FairSales.OwnAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairSales>().OwnAsync(a, w.Product.Producer, w.FairOfHere.Id, ct) is not null),
        ["FairSales.OwnPaidAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<FairSales>().OwnPaidAsync(a, w.Product.Producer, w.FairOfHere.Id, ct) is not null),
        ["FairSales.OfFairAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairSales>().OfFairAsync(a, w.FairOfHere.Id, ct) is not null),
        ["FairSales.PaidOfFairAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairSales>().PaidOfFairAsync(a, w.FairOfHere.Id, ct) is not null),
        ["ReportFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<ReportFair>().RunAsync(new(a, w.FairOfHere.Id), ct)),
        // fairs
        ["FairDeskQueries.ListAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairDeskQueries>().ListAsync(a, FairFolder.Drafts, null, 1, ct) is { Items.Count: > 0 }),
        ["FairDeskQueries.FindAsync"] = Seen(FairsOfHere, async (w, a, ct) => await w.Market.Get<FairDeskQueries>().FindAsync(a, w.Fair, ct) is not null),
        ["SaveFair.RunAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<SaveFair>().RunAsync(new(a, w.Fair, 0, Fairs.Draft("Thử", w.Market.Clock.Today().AddDays(9))), ct)),
        ["AnnounceFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<AnnounceFair>().RunAsync(new(a, w.Fair, 0), ct)),
        ["MoveFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<MoveFair>().RunAsync(new(a, w.Fair, 0, null, null, null, "x", null), ct)),
        ["PostponeFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<PostponeFair>().RunAsync(new(a, w.Fair, 0, "x", null), ct)),
        ["CancelFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<CancelFair>().RunAsync(new(a, w.Fair, 0, "x", null), ct)),
        ["SayAfter.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<SayAfter>().RunAsync(new(a, w.Fair, 0, "x", null, []), ct)),
        ["DropFair.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<DropFair>().RunAsync(new(a, w.Fair, 0), ct)),
        ["BeginNextEdition.RunAsync"] = Done(FairsOfHere, async (w, a, ct) => await w.Market.Get<BeginNextEdition>().RunAsync(new(a, w.Fair, 0), ct)),
        ["ShowResultPhotos.RunAsync"] = Done(FairsOfHere, (w, a, ct) => w.Market.Get<ShowResultPhotos>().RunAsync(new(a, w.FairOfHere.Id, [], []), ct)),
        ["WriteDownParticipants.RunAsync"] = Done(Roles.None, (w, a, ct) => w.Market.Get<WriteDownParticipants>().RunAsync(new(a, "khong-co", []), ct)),
        ["RemoveBuyers.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<RemoveBuyers>().RunAsync(a, [], ct)),
        ["RemoveFairs.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<RemoveFairs>().RunAsync(a, ["khong-co"], ct)),

        // producers' applications
        ["ApplicationQueries.FindAsync"] = Seen(RegistryOfHere | Roles.Shopper, async (w, a, ct) => await w.Market.Get<ApplicationQueries>().FindAsync(a, w.Application, ct) is not null),
        ["ApplicationQueries.OwnAsync"] = Seen(Roles.Shopper, async (w, a, ct) => await w.Market.Get<ApplicationQueries>().OwnAsync(a, ct) is not null),
        ["ApplicationQueries.EnteredAsync"] = Seen(Roles.CommuneOfficer, async (w, a, ct) => (await w.Market.Get<ApplicationQueries>().EnteredAsync(a, ct)).Count > 0),
        ["ApplicationQueries.QueueAsync"] = Seen(RegistryOfHere, async (w, a, ct) => await w.Market.Get<ApplicationQueries>().QueueAsync(a, new(), ApplicationState.Submitted, 1, ct) is { Succeeded: true, Value.Rows.Count: > 0 }),
        ["SaveApplication.RunAsync"] = Done(Roles.Shopper, (w, a, ct) => w.Market.Get<SaveApplication>().RunAsync(a, w.Application, new ApplicationChange.Contact("x", "x"), ct)),
        ["SubmitApplication.RunAsync"] = Done(Roles.Shopper, (w, a, ct) => w.Market.Get<SubmitApplication>().RunAsync(a, w.Application, ct)),
        ["ReturnApplication.RunAsync"] = Done(RegistryOfHere, (w, a, ct) => w.Market.Get<ReturnApplication>().RunAsync(a, w.Application, "", ct)),
        ["ConfirmApplication.RunAsync"] = Done(Roles.None, async (w, a, ct) => await w.Market.Get<ConfirmApplication>().RunAsync(a, w.AssistedApplication, ct)), // a draft is nobody's to confirm
        ["ChangeBankAccount.RunAsync"] = Done(Roles.Owner, async (w, a, ct) =>
        {
            await using var scope = w.Market.Services.CreateAsyncScope(); // it looks at the session's password
            return await scope.ServiceProvider.GetRequiredService<ChangeBankAccount>().RunAsync(new(a, w.Product.Producer, "x", "x", "x", ""), ct);
        }),

        // money
        ["StatementQueries.RevenueAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<StatementQueries>().RevenueAsync(a, w.Product.Producer, ct) is not null),
        ["StatementQueries.PreviewAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<StatementQueries>().PreviewAsync(a, w.Product.Producer, ct) is not null),
        ["SettleDebt.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<SettleDebt>().RunAsync(new(a, w.Product.Producer, null, Money.Zero, ""), ct)),
        ["CardAccountQueries.FindAsync"] = Seen(Roles.Owner, async (w, a, ct) => await w.Market.Get<CardAccountQueries>().FindAsync(a, w.Product.Producer, ct) is not null),
        ["ConnectCardAccount.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<ConnectCardAccount>().RunAsync(new(a, w.Product.Producer, ""), ct)),
        ["CheckCardAccount.RunAsync"] = Done(Roles.Owner, (w, a, ct) => w.Market.Get<CheckCardAccount>().RunAsync(a, w.Product.Producer, ct)),
        ["CardDeskQueries.DeskAsync"] = Seen(Roles.Administrator, async (w, a, ct) => await w.Market.Get<CardDeskQueries>().DeskAsync(a, ct) is not null),
        ["CloseCardMatter.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<CloseCardMatter>().RunAsync(new(a, Guid.Empty, "thử"), ct)),
        ["ClearCardMove.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<ClearCardMove>().RunAsync(new(a, Guid.Empty, null), ct)),
        ["AnswerCardDispute.RunAsync"] = Done(Roles.Administrator, (w, a, ct) => w.Market.Get<AnswerCardDispute>().RunAsync(new(a, "dp_0", null), ct)),
        ["SaveVoucher.RunAsync"] = Done(Roles.Owner, async (w, a, ct) => await w.Market.Get<SaveVoucher>().RunAsync(new(a, w.Product.Producer, null, NoVoucher), ct)),
    };

    private static VoucherDraft NoVoucher => new("", "", null, null, null, Money.Zero, default, default, 0, 0, [], null);

    /// <summary>Why everyone's attempt says nothing, and which tests say something instead.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } = Reasons(
        ("of a price, or of an application that has a place, which that world has not: FairPriceTests", ["EndFairPrice.RunAsync", "FairPriceQueries.OwnAsync"]),
        ("of an application that has a place or results, which that world has not: CheckInTests", ["FairPapers.OfOwnAsync", "FairResultQueries.OwnAsync"]),
        ("of a producer that has a place, or of a session, which that world has not: HallTests, SessionTests",
        [
            "HallQueries.StallAsync", "StallDeskQueries.FindAsync", "SessionQueries.OfOwnAsync", "DecideSession.RunAsync", "CancelSession.RunAsync", "RecordSession.RunAsync",
        ]),
        ("acts on the account of the actor and on no other: SecurityTests, StaffTests",
        [
            "AddPasskey.RunAsync", "RemovePasskey.RunAsync", "PasskeyQuestions.ForNewAsync", "ProtectionQueries.OfAsync", "ChangePassword.RunAsync", "AskForNewEmail.RunAsync", "SignOutEverywhere.RunAsync", "PrepareSecondFactor.RunAsync",
            "TurnOnSecondFactor.RunAsync", "RenewRecoveryCodes.RunAsync", "TurnOffSecondFactor.RunAsync", "ChangeProfile.RunAsync", "SetNewsConsent.RunAsync", "DeleteAccount.RunAsync",
            "PersonalDataQueries.OfAsync", "PersonalDataQueries.ConsentsOfAsync",
        ]),
        ("acts for the business of the actor, or on an offer that it or its producer is part of: BoardTests",
        [
            "ApplyAsBuyer.RunAsync", "PostNeed.RunAsync", "CloseNeed.RunAsync", "AnswerOffer.RunAsync", "WithdrawOffer.RunAsync", "SayContract.RunAsync", "BoardQueries.OwnAsync", "BoardQueries.OwnNeedsAsync", "BoardQueries.OwnNeedAsync", "BoardPack.MakeAsync",
        ]),
        ("opens by the secret of a letter, or of something there is not in that world: SalesPointTests", ["AcceptKeeping.RunAsync", "RemoveKeeper.RunAsync", "AnswerPointReport.RunAsync", "EndProvinceCriterion.RunAsync"]),
        ("anybody may send one: MisuseTests", ["SendMisuseReport.RunAsync"]),
        ("opens by the secret of a letter: StaffTests", ["AcceptInvitation.RunAsync"]),
        ("nothing is in the history of that world: SettingTests", ["SettingQueries.HistoryAsync"]),
        ("an upload is of its maker alone: PictureUploadTests", ["AddPicture.RunAsync", "BeginUpload.RunAsync", "ContinueUpload.RunAsync", "FinishUpload.RunAsync", "PictureQueries.UploadAsync", "PictureQueries.OpenPaperAsync"]),
        ("each row is judged by area and level, and a file is of who brought it: ImportTests, ImportDeskTests, UndoImportTests",
        [
            "ImportRegistry.RunAsync", "ImportDesk.BringAsync", "ImportDesk.CheckAsync", "ImportDesk.TakeAsync", "UndoImport.RunAsync", "RecordCertificate.RunAsync",
            "ImportFileQueries.FindAsync", "ImportFileQueries.ContentAsync", "ImportFileQueries.WriteRefusedAsync", "ImportFileQueries.HistoryAsync",
        ]),
        ("of something there is not in that world, or of more than one kind of issuer: BooksTests, StatementTests, VoucherTests, TaxTests",
        [
            "StatementQueries.FindAsync", "FeePreviewQueries.OfAsync", "VoucherQueries.ListAsync", "VoucherQueries.UsesAsync", "ActivateVoucher.RunAsync", "StopVoucher.RunAsync", "TaxQueries.SalesAsync", "TaxQueries.InvoicesAsync", "DebtQueries.ListAsync",
        ]),
        ("as revoking, beside a version that must be the present one: CorrectTests", ["CorrectCertificate.RunAsync"]),
        ("each line of the table is judged by its producer: SetShelfTests", ["SetShelf.RunAsync"]),
        ("whoever holds the basket's secret buys, and only with a purchase are there parcels to move: PlacePurchaseTests, MoveParcelTests, ParcelPaperTests", ["PlacePurchase.RunAsync", "MoveParcel.RunAsync", "OrderDeskQueries.FindAsync", "ParcelPapers.WriteAsync"]),
        ("everyone's own, and nobody has any in that world: AddressBookTests, OwnPurchaseTests, OwnBasketTests", ["OwnBasketQueries.OfAsync", "AddressBookQueries.OfAsync", "AddressBookQueries.FindAsync", "OwnPurchaseQueries.MayTakeOverAsync"]),
        ("everyone's own: ProductAlertTests, SavedSearchTests", ["AlertQueries.AwaitedAsync", "AlertQueries.SavedAsync"]),
        ("of a parcel that somebody bought: CancelAndProposeTests", ["ProposeInstead.RunAsync", "MarkRefundDone.RunAsync", "AfterSalesQueries.OfParcelAsync"]),
        ("of something somebody gave back or complained of: ReturnTests, ComplaintTests", ["AnswerReturn.RunAsync", "AnswerComplaint.RunAsync", "DecideComplaint.RunAsync", "ComplaintQueries.QueueAsync", "ComplaintQueries.FindAsync"]),
        ("nothing of the kind waits in this market: ListingDeskTests, ModerationTests, ApplicationTests, SuspensionTests, MisuseTests, CaseTests",
        [
            "MisuseQueries.CountAsync", "MisuseQueries.FindAsync", "TakeCase.RunAsync", "HandOverCase.RunAsync", "PutCaseBack.RunAsync", "EndAbsence.RunAsync", "AnswerMisuseReport.RunAsync",
            "AnswerLicenceProposal.RunAsync", "WithdrawLicence.RunAsync", "LicenceQueries.OfProducerAsync", "LicenceQueries.EndingAsync", "LicenceQueries.ProposalsOfAsync",
            "ListingDeskQueries.WaitingAsync", "ModerationQueries.OpenTakeDownsAsync", "ApplicationQueries.MatchesAsync", "BankAccountQueries.FindAsync", "BeginApplication.RunAsync",
        ]),
        ("whoever holds a parcel's secret reviews, and nobody has said anything of that world's products: ReviewTests, QuestionTests", ["WriteReview.RunAsync", "TakeBackReview.RunAsync", "AnswerContribution.RunAsync", "JudgeContribution.RunAsync"]),
        ("no transfer has come in this market: MatchingTests",
        [
            "MatchTransfer.RunAsync", "CloseTransfer.RunAsync", "ReceivePayment.RunAsync", "MatchingQueries.CountAsync", "RemoveNoticeKey.RunAsync", "NoticeKeyQueries.OfAsync",
        ]),
        ("called by the demonstration alone, with the actor of the machine", ["DemoAccounts.EnsureAsync", "DemoAccounts.ClearAsync", "DemoRegistry.MarkSeededAsync", "DemoRegistry.MarkIllustrativeAsync", "DemoRegistry.ClearAsync", "GeneratedCertificates.AddAsync"]));

    private static async Task<bool> SomethingWaitsAsync(DeskWorld world, CancellationToken ct)
        => (await world.Market.Get<AskForReset>().RunAsync(world.People[Roles.Shopper].Email, ct)).Succeeded;

    private static async Task<VariantId> VariantAsync(DeskWorld world, CancellationToken ct)
        => (await world.Market.Get<ListingDeskQueries>().ShelfAsync(world.People[Roles.Owner].Actor, world.Product.Producer, ct))[0].Variant;

    private static DeskFilter Here(DeskWorld world) => new(new DeskScope("01", world.Product.CommuneCode));

    private static UseCaseRow Seen(Roles open, Func<DeskWorld, Actor, CancellationToken, Task<bool>> sees) => new(open, sees);

    private static UseCaseRow Done(Roles open, Func<DeskWorld, Actor, CancellationToken, Task<Result>> run)
        => new(open, async (world, actor, ct) => (await run(world, actor, ct)).Refusal is not { } refusal || !NoRight.Contains(refusal.Code));

    private static Dictionary<string, string> Reasons(params IEnumerable<(string Reason, string[] Methods)> reasons)
        => reasons.SelectMany(r => r.Methods, (r, method) => (method, r.Reason)).ToDictionary(r => r.method, r => r.Reason);
}
