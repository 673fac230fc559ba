using OcopMarket.Platform;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Shell;

/// <summary>A line in the navigation of a desk.</summary>
/// <param name="Text">Its name in <c>ShellText.resx</c>.</param>
/// <param name="Shown">Null is for everyone of the desk.</param>
public sealed record DeskLink(string Text, string Url, string Icon, Func<Actor, bool>? Shown = null);

/// <summary>What the desks hold: whoever adds a page adds its line here.</summary>
public static class DeskNav
{
    public static IReadOnlyList<DeskLink> Account { get; } =
    [
        new("NavAccount", Urls.Account, "user"),
        new("NavOwnPurchases", Urls.OwnPurchases, "basket"),
        new("NavAddressBook", Urls.AddressBook, "home"),
        new("NavOwnBaskets", Urls.OwnBaskets, "gift"),
        new("NavSavedSearches", Urls.SavedSearches, "search"),
        new("NavSecurity", Urls.Security, "shield-check"),
        new("NavMyPoints", Urls.MyPoints, "store", a => a.Kind is ActorKind.Member),
        new("NavData", Urls.MyData, "download"),
        new("NavBuying", Urls.BuyerHome, "truck", a => a.Kind is ActorKind.Member),
        new("NavApply", Urls.Apply, "store", a => a.Kind is ActorKind.Member),
    ];

    public static IReadOnlyList<DeskLink> Producer { get; } =
    [
        new("NavProducerHome", Urls.ProducerDesk, "home"),
        new("NavOrders", Urls.ProducerOrders, "gift", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Orders))),
        new("NavService", Urls.ProducerService, "mail", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Orders))),
        new("NavListings", Urls.Listings, "basket", KeepsShelf),
        new("NavPriceTable", Urls.PriceTable, "sort", KeepsShelf),
        new("NavClosedDays", Urls.ClosedDays, "calendar", KeepsShelf),
        new("NavWraps", Urls.Wraps, "gift", KeepsShelf),
        new("NavShipping", Urls.ProducerShipping, "truck", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Orders))),
        new("NavFairs", Urls.ProducerFairs, "calendar", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Fairs))),
        new("NavAnswers", Urls.ProducerAnswers, "info", KeepsShelf),
        new("NavBoard", Urls.ProducerBoard, "truck", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Fairs))),
        new("NavDemand", Urls.ProducerDemand, "search"),
        new("NavStaff", Urls.Staff, "user"),
        new("NavPapers", Urls.ProducerPapers, "shield-check"),
        new("NavMatching", Urls.Matching, "check", a => a.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Money))),
        new("NavRevenue", Urls.Revenue, "print", KeepsMoney),
        new("NavVouchers", Urls.ProducerVouchers, "leaf", KeepsMoney),
        new("NavBankAccount", Urls.BankAccount, "qr", KeepsMoney),
        new("NavCardAccount", Urls.CardAccount, "qr", KeepsMoney),
    ];

    public static IReadOnlyList<DeskLink> Officer { get; } =
    [
        new("NavOfficerHome", Urls.OfficerDesk, "home"),
        new("NavWork", Urls.DeskWork, "check"),
        new("NavCertificates", Urls.DeskCertificates, "shield-check"),
        new("NavReports", Urls.DeskReports, "sort"),
        new("NavOrderFigures", Urls.DeskOrders, "basket"),
        new("NavDemand", Urls.DeskDemand, "search"),
        new("NavMisuse", Urls.DeskMisuse, "alert", a => a.Tasks.HasFlag(OfficeTasks.Moderation)),
        new("NavComplaints", Urls.DeskComplaints, "mail", a => a.Tasks.HasFlag(OfficeTasks.Moderation)),
        new("NavReported", Urls.DeskReported, "info", a => a.Tasks.HasFlag(OfficeTasks.Moderation)),
        new("NavDeskProducers", Urls.DeskProducers, "store"),
        new("NavPoints", Urls.DeskPoints, "map-pin", a => a.Tasks.HasFlag(OfficeTasks.SalesPoints)),
        new("NavImports", Urls.DeskImports, "download", a => a.Tasks.HasFlag(OfficeTasks.Registry)),
        new("NavApplications", Urls.DeskApplications, "store", a => a.Tasks.HasFlag(OfficeTasks.Registry)),
        new("NavBuyers", Urls.DeskBuyers, "truck", a => a.Tasks.HasFlag(OfficeTasks.Fairs)),
        new("NavGiftBaskets", Urls.DeskGiftBaskets, "gift", a => a.Tasks.HasFlag(OfficeTasks.Moderation)),
        new("NavFairs", Urls.DeskFairs, "calendar", a => a.Tasks.HasFlag(OfficeTasks.Fairs)),
        new("NavModeration", Urls.Moderation, "check", actor => actor.Tasks.HasFlag(OfficeTasks.Moderation)),
    ];

    public static IReadOnlyList<DeskLink> Admin { get; } =
    [
        new("NavAdminHome", Urls.AdminDesk, "home"),
        new("NavPeople", Urls.People, "user"),
        new("NavJobs", Urls.Jobs, "clock"),
        new("NavOrderFigures", Urls.AllOrders, "basket"),
        new("NavPayments", Urls.Payments, "qr"),
        new("NavCardReconciliation", Urls.CardReconciliation, "check"),
        new("NavMail", Urls.OutgoingMail, "mail"),
        new("NavAudit", Urls.AuditTrail, "info"),
        new("NavVouchers", Urls.MarketVouchers, "leaf"),
        new("NavDebts", Urls.Debts, "check"),
        new("NavTaxes", Urls.Taxes, "download"),
        new("NavTariffs", Urls.Tariffs, "truck"),
        new("NavHolidays", Urls.Holidays, "calendar"),
        new("NavReported", Urls.AdminReported, "alert"),
        new("NavGiftBaskets", Urls.AdminGiftBaskets, "gift"),
        new("NavSearch", Urls.SearchDesk, "search"),
        new("NavSynonyms", Urls.Synonyms, "leaf"),
        new("NavSettings", Urls.Settings, "filter"),
    ];

    private static bool KeepsMoney(Actor actor) => actor.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Money));

    private static bool KeepsShelf(Actor actor) => actor.Memberships.Any(m => m.Rights.HasFlag(ProducerRights.Listings));
}
