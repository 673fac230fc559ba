using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Participation;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Web.Ui;

/// <summary>Fairs, sales points and the supply–demand board.</summary>
public static partial class Urls
{
    public const string Fairs = "/hoi-cho";
    public const string FairsJson = "/du-lieu-mo/fairs.json";
    public const string FairsCsv = "/du-lieu-mo/fairs.csv";
    public const string DeskFairs = "/can-bo/hoi-cho";
    public const string DeskFairNew = "/can-bo/hoi-cho/moi";
    public const string Board = "/ket-noi-cung-cau";
    public const string BuyerHome = "/tai-khoan/nguoi-mua";
    public const string NewNeed = "/tai-khoan/nguoi-mua/nhu-cau/moi";
    public const string ProducerBoard = "/kenh-chu-the/cung-cau";
    public const string DeskBuyers = "/can-bo/nguoi-mua";
    public const string SalesPoints = "/diem-ban";
    public const string DeskPoints = "/can-bo/diem-ban";
    public const string MyPoints = "/diem-ban-cua-toi";
    public const string SalesPointsGeoJson = "/du-lieu-mo/sales-points.geojson";
    public const string SalesPointsCsv = "/du-lieu-mo/sales-points.csv";
    public const string ProducerFairs = "/kenh-chu-the/hoi-cho";

    /// <summary>Of the address of a product: the slug of the fair at whose booth the reader stands.</summary>
    public const string AtFairKey = "hoi-cho";

    public static string Need(BuyerNeedId need) => $"{Board}/{need}";

    public static string OwnNeed(BuyerNeedId need) => $"{BuyerHome}/nhu-cau/{need}";

    public static string ProducerNeed(BuyerNeedId need) => $"{ProducerBoard}/{need}";

    public static string DeskBuyer(BusinessBuyerId buyer) => $"{DeskBuyers}/{buyer}";

    /// <summary>Papers of an offer, for its buyer and its producer.</summary>
    public static string OfferPack(NeedOfferId offer) => $"{BuyerHome}/bao-gia/{offer}.zip";

    public static string ProducerFair(string slug) => $"{ProducerFairs}/{slug}";

    /// <summary>Who takes part in a fair, for the officers who run it.</summary>
    public static string FairBoard(FairId fair) => $"{DeskFair(fair)}/tham-gia";

    public static string FairBoardFile(FairId fair) => $"{FairBoard(fair)}/bang.xlsx";

    public static string FairPlan(FairId fair) => $"{DeskFair(fair)}/so-do";

    public static string FairCheckIn(FairId fair) => $"{DeskFair(fair)}/diem-danh";

    public static string FairResults(FairId fair) => $"{DeskFair(fair)}/ket-qua";

    public static string FairResultsFile(FairId fair) => $"{FairResults(fair)}/bang.xlsx";

    public static string FairResultsPaper(FairId fair) => $"{FairResults(fair)}/bao-cao.pdf";

    public static string FairPrices(FairId fair) => $"{DeskFair(fair)}/gia";

    public static string FairPricesFile(FairId fair) => $"{FairPrices(fair)}/ban-ke.xlsx";

    public static string OwnFairPricesFile(FairApplicationId application) => $"{ProducerFairs}/don/{application}/ban-ke.xlsx";

    public static string FairPaperFile(FairId fair, FairPaper paper) => $"{DeskFair(fair)}/{FairPaperName(paper)}.pdf";

    public static string FairPaperName(FairPaper paper) => paper switch { FairPaper.Admission => "giay-moi", FairPaper.NameCards => "the-ten", FairPaper.BoothList => "danh-sach-gian" };

    public static FairPaper? FairPaperOf(string? name) => Enum.GetValues<FairPaper>().Cast<FairPaper?>().FirstOrDefault(p => FairPaperName(p!.Value) == name);

    /// <summary>A producer's own letter of admission.</summary>
    public static string OwnAdmission(FairApplicationId application) => $"{ProducerFairs}/don/{application}/giay-moi.pdf";

    /// <summary>Where a new confirmation of taking part is asked for.</summary>
    public static string OwnEvidence(FairApplicationId application) => $"{ProducerFairs}/don/{application}/xac-nhan.pdf";

    public static string SalesPoint(string slug) => $"{SalesPoints}/{slug}";

    /// <summary>Its shelf on a touch screen.</summary>
    public static string Kiosk(string slug) => $"{SalesPoint(slug)}?kiosk=1";

    /// <summary>Where somebody says that a point is closed or wrong.</summary>
    public static string ReportPoint(string slug) => $"{SalesPoint(slug)}/bao-sai";

    public static string DeskPoint(Guid point) => $"{DeskPoints}/{point}";

    public static string PointSurvey(Guid point, Guid survey) => $"{DeskPoint(point)}/khao-sat/{survey}";

    public static string MyPoint(Guid point) => $"{MyPoints}/{point}";

    /// <summary>Labels for the shelf, to print.</summary>
    public static string PointLabels(Guid point) => $"{MyPoint(point)}/nhan.pdf";

    public static string PointShelfFile(Guid point) => $"{MyPoint(point)}/danh-sach.pdf";

    /// <summary>The way there in whatever map the reader's device opens.</summary>
    public static string Directions(GeoPoint pin) => string.Create(CultureInfo.InvariantCulture, $"https://www.openstreetmap.org/directions?to={pin.Latitude:0.#####}%2C{pin.Longitude:0.#####}");

    public static string SalesPointsOfProvince(string province) => $"{SalesPoints}?tinh={province}";

    public static string SalesPointsWith(string product) => $"{SalesPoints}?san-pham={product}";

    public static string Fair(string slug) => $"{Fairs}/{slug}";

    /// <summary>All fairs, or those of a province, for programs with calendars.</summary>
    /// <param name="language">Calendars keep no cookie: the address says it, where it is not Vietnamese.</param>
    public static string FairsCalendar(Province? province = null, string? language = null)
        => Fairs + ".ics" + QueryString.Create(new Dictionary<string, string?> { ["tinh"] = province?.Slug, [ReaderLanguage.QueryKey] = language }.Where(q => q.Value is not null)).ToUriComponent();

    /// <inheritdoc cref="FairsCalendar"/>
    public static string FairCalendar(string slug, string? language = null) => $"{Fairs}/{slug}.ics" + (language is null ? "" : $"?{ReaderLanguage.QueryKey}={language}");

    /// <summary>Where a fair's page sends the mailbox of who wants to be reminded.</summary>
    public static string RemindOfFair(string slug) => $"{Fairs}/{slug}/nhac-toi";

    public static string DeskFair(FairId id) => $"{DeskFairs}/{id}";
}
