using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.WebUtilities;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Papers;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Pictures;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;

namespace OcopMarket.Web.Ui;

/// <summary>Every address that a page links to; written once, since people print and share them (DESIGN, public surface).</summary>
public static partial class Urls
{
    /// <summary>Longer values are cut where a page repeats its own query; no page reads more.</summary>
    private const int LongestKept = 200;

    public const string Home = "/";
    public const string Products = "/san-pham";
    public const string GiftFinder = "/qua-tang";
    public const string NewestProducts = "/san-pham?sap-xep=moi";
    public const string Producers = "/chu-the";
    public const string Map = "/ban-do";
    public const string Season = "/mua-vu";
    public const string Stories = "/cau-chuyen";
    public const string Check = "/xac-thuc";
    public const string Ended = "/thu-hoi";
    public const string Register = "/so-dang-ky";
    public const string OpenDataCsv = "/du-lieu-mo/certificates.csv";
    public const string OpenDataJson = "/du-lieu-mo/certificates.json";
    public const string ApiDocument = "/openapi/v1.json";
    public const string Rules = "/phap-ly/quy-che-hoat-dong";
    public const string Privacy = "/phap-ly/quyen-rieng-tu";
    public const string Complaints = "/phap-ly/khieu-nai";
    public const string Ranking = "/phap-ly/tieu-chi-xep-hang";
    public const string OpenData = "/phap-ly/du-lieu-mo";
    public const string Contact = "/lien-he";
    public const string Help = "/tro-giup";
    public const string About = "/gioi-thieu";
    public const string PictureUploads = "/tai-anh";
    public const string Apply = "/kenh-chu-the/dang-ky";
    public const string Matching = "/kenh-chu-the/doi-soat";
    public const string Payments = "/quan-tri/thanh-toan";
    public const string CardReconciliation = "/quan-tri/doi-soat-the";
    public const string CardAccount = "/kenh-chu-the/thu-qua-the";

    /// <summary>Query of a purchase's page for whoever comes back from the card provider; it says nothing by itself.</summary>
    public const string CardBack = "the";
    public const string BankAccount = "/kenh-chu-the/tai-khoan-ngan-hang";
    public const string DeskApplications = "/can-bo/chu-the/don";
    public const string DeskApplicationNew = "/can-bo/chu-the/don/moi";

    public const string Basket = "/gio-hang";

    /// <summary>Where forms on public pages send a choice; they hold no token.</summary>
    public const string AddToBasket = "/gio-hang/them";
    public const string GiftBaskets = "/gio-qua";

    /// <summary>Where forms on pages of gift baskets send what is to be put into the visitor's own.</summary>
    public const string AddGiftBasket = "/gio-qua/them";
    public const string NewOwnBasket = "/gio-qua/tu-chon";
    public const string DeskGiftBaskets = "/can-bo/gio-qua";
    public const string AdminGiftBaskets = "/quan-tri/gio-qua";
    public const string Checkout = "/thanh-toan";
    public const string Purchases = "/don-hang";

    public const string Account = "/tai-khoan";

    public const string SignIn = "/tai-khoan/dang-nhap";
    public const string SignUp = "/tai-khoan/dang-ky";
    public const string ConfirmEmail = "/tai-khoan/xac-nhan";

    /// <summary>After a form whose answer is a letter.</summary>
    public const string LetterSent = "/tai-khoan/da-gui-thu";
    public const string SecondStep = "/tai-khoan/dang-nhap/ma";
    public const string ForgotPassword = "/tai-khoan/quen-mat-khau";
    public const string ResetPassword = "/tai-khoan/dat-lai-mat-khau";
    public const string NewEmail = "/tai-khoan/e-mail";
    public const string ConfirmNewEmail = "/tai-khoan/e-mail/xac-nhan";
    public const string Security = "/tai-khoan/bao-mat";
    public const string SecondFactor = "/tai-khoan/bao-mat/hai-lop";
    public const string Passkeys = "/tai-khoan/bao-mat/khoa";
    public const string PasskeyQuestion = "/tai-khoan/khoa/hoi";
    public const string NewPasskeyQuestion = "/tai-khoan/khoa/them";
    public const string OwnPurchases = "/tai-khoan/don-hang";
    public const string AddressBook = "/tai-khoan/so-dia-chi";
    public const string OwnBaskets = "/tai-khoan/gio-qua";
    public const string NewAddress = "/tai-khoan/so-dia-chi/moi";

    public static string SavedAddress(Guid address) => $"{AddressBook}/{address}";

    public const string MyData = "/tai-khoan/du-lieu";
    public const string PersonalData = "/tai-khoan/du-lieu.json";
    public const string Deleted = "/tai-khoan/da-xoa";
    public const string Staff = "/kenh-chu-the/nhan-su";
    public const string SignOut = "/tai-khoan/dang-xuat";

    /// <summary>Leads on to the desk a person works at, or to their account.</summary>
    public const string MyDesk = "/tai-khoan?vao=1";
    public const string ProducerDesk = "/kenh-chu-the";
    public const string OfficerDesk = "/can-bo";
    public const string DeskCertificates = "/can-bo/chung-nhan";
    public const string DeskCertificatesFile = "/can-bo/chung-nhan.xlsx";
    public const string DeskRecord = "/can-bo/chung-nhan/moi";
    public const string DeskReports = "/can-bo/bao-cao";
    public const string DeskSentReports = "/can-bo/bao-cao/da-gui";
    public const string DeskImports = "/can-bo/nhap";
    public const string DeskTemplateFile = "/can-bo/nhap/mau.xlsx";
    public const string Misuse = "/bao-sai";

    /// <summary>What became of a report, for who sent it.</summary>
    public static string FollowReport(string token) => $"{Misuse}/{token}";
    public const string DeskComplaints = "/can-bo/khieu-nai";
    public const string DeskMisuse = "/can-bo/bao-sai";

    public const string DeskOrders = "/can-bo/don-hang";
    public const string AllOrders = "/quan-tri/don-hang";
    public const string DeskWork = "/can-bo/viec";

    public const string DeskAbsence = "/can-bo/vang-mat";
    public const string DeskProducers = "/can-bo/chu-the";
    public const string Listings = "/kenh-chu-the/san-pham";
    public const string NewListing = "/kenh-chu-the/san-pham/moi";
    public const string PriceTable = "/kenh-chu-the/bang-gia";
    public const string PriceTableFile = "/kenh-chu-the/bang-gia.xlsx";
    public const string ClosedDays = "/kenh-chu-the/ngay-nghi";
    public const string Tariffs = "/quan-tri/van-chuyen";
    public const string Holidays = "/quan-tri/ngay-le";
    public const string Wraps = "/kenh-chu-the/goi-qua";
    public const string ProducerShipping = "/kenh-chu-the/van-chuyen";
    public const string Moderation = "/can-bo/duyet-tin";
    public const string Revenue = "/kenh-chu-the/doanh-thu";
    public const string ProducerVouchers = "/kenh-chu-the/phieu-giam-gia";
    public const string MarketVouchers = "/quan-tri/phieu-giam-gia";
    public const string Taxes = "/quan-tri/thue";
    public const string Debts = "/quan-tri/cong-no";
    public const string ProducerPapers = "/kenh-chu-the/giay-to";
    public const string AdminDesk = "/quan-tri";
    public const string People = "/quan-tri/nguoi-dung";
    public const string Jobs = "/quan-tri/cong-viec";
    public const string OutgoingMail = "/quan-tri/thu";
    public const string AuditTrail = "/quan-tri/nhat-ky";
    public const string Settings = "/quan-tri/cai-dat";

    /// <summary>The running month as a file.</summary>
    public static string RunningStatement(string kind) => $"{Revenue}/tam-tinh.{kind}";

    public static string StatementFile(Guid id, string kind) => $"{Revenue}/{id}/sao-ke.{kind}";

    public static string Setting(string key) => $"{Settings}/{key}";

    public static string Person(Guid account) => $"{People}/{account}";

    /// <summary>Every kind of letter, with examples.</summary>
    public const string LetterKinds = "/quan-tri/thu/mau";

    public static string LetterKind(string texts, string kind) => $"{LetterKinds}/{texts}/{kind}";

    public static string Letter(string name) => $"{OutgoingMail}/{name}";

    public const string ProducerOrders = "/kenh-chu-the/don-hang";

    public static string ProducerOrder(Guid parcel) => $"{ProducerOrders}/{parcel}";

    /// <summary>Where papers of ticked parcels are asked for.</summary>
    public const string ParcelPapersOfMany = "/kenh-chu-the/don-hang/giay.pdf";

    public static string ParcelPaperFile(Guid parcel, ParcelPaper paper) => $"{ProducerOrder(parcel)}/{PaperName(paper)}.pdf";

    public static string PaperName(ParcelPaper paper) => paper switch { ParcelPaper.Slip => "phieu", ParcelPaper.Card => "thiep", ParcelPaper.Label => "nhan" };

    public static ParcelPaper? PaperOf(string? name) => Enum.GetValues<ParcelPaper>().Cast<ParcelPaper?>().FirstOrDefault(p => PaperName(p!.Value) == name);

    /// <summary>The order desk, which says why nothing was printed: a refusal's code, or nothing where nothing was ticked.</summary>
    public static string PapersRefused(string code) => QueryHelpers.AddQueryString(ProducerOrders, PapersRefusedKey, code);

    public const string PapersRefusedKey = "khong-in";

    public static string GiftBasket(string slug) => $"{GiftBaskets}/{slug}";

    /// <summary>A shopper's own basket, for whoever has the secret.</summary>
    public static string OwnBasket(string secret) => $"{GiftBaskets}/cua/{secret}";

    public static string CheckoutStep(int step) => FormattableString.Invariant($"/thanh-toan?buoc={step}");

    /// <summary>The second step for lists.</summary>
    public const string ManyRecipients = "/thanh-toan?buoc=2&nhieu=1";
    public const string RecipientTemplate = "/thanh-toan/mau-nguoi-nhan.xlsx";

    public const string CompanyGifts = "/don-qua-doanh-nghiep";

    /// <summary>Where a company's order is prepared; the secret is the whole right to it.</summary>
    public static string CompanyOrder(string secret) => $"{CompanyGifts}/{secret}";

    public static string CompanyPeople(string secret) => $"{CompanyOrder(secret)}/nguoi-nhan";

    /// <summary>A workbook of people to fill in.</summary>
    public static string CompanyTemplate(string secret) => $"{CompanyOrder(secret)}/mau-nguoi-nhan.xlsx";

    /// <summary>All parcels of an approved order.</summary>
    public static string CompanyParcels(string secret) => $"{CompanyOrder(secret)}/kien.xlsx";

    public static string CompanyQuotation(string secret, string number) => $"{CompanyOrder(secret)}/bao-gia/{number}";

    public static string CompanyQuotationFile(string secret, string number) => $"{CompanyOrder(secret)}/{number}.pdf";

    /// <summary>Where a quotation is approved, by a secret of its own.</summary>
    public static string ApproveQuotation(string secret) => $"/duyet-bao-gia/{secret}";

    public static string ApproveQuotationFile(string secret) => $"{ApproveQuotation(secret)}/bao-gia.pdf";

    /// <summary>The giver's page of an order; the secret is the whole right to see it.</summary>
    public static string Purchase(string secret) => $"{Purchases}/{secret}";

    /// <summary>Where a receiver fills in the address of a gift.</summary>
    public static string GiveAddress(string secret) => "/dia-chi/" + secret;

    public const string AskRecipient = "/thanh-toan?buoc=2&hoi=1";

    /// <summary>Where the giver changes one parcel, gives goods back or complains.</summary>
    public static string PurchaseParcel(string secret, Guid parcel) => $"/don-hang/{secret}/{parcel}";

    public const string FindOrder = "/tra-cuu-don";
    public const string ProducerService = "/kenh-chu-the/sau-ban";

    public static string DeskComplaint(Guid id) => $"{DeskComplaints}/{id}";

    public static string ProducerServiceOf(Guid parcel) => $"{ProducerService}/{parcel}";

    /// <summary>The receiver's page of a parcel, without amounts.</summary>
    public static string Received(string secret) => "/qua/" + secret;

    /// <summary>Where to go after signing in.</summary>
    public const string ReturnKey = "tiep";

    /// <summary>What was done before the redirect that led here.</summary>
    public const string DoneKey = "xong";

    public static string CardReturn(string secret, string what) => QueryHelpers.AddQueryString(Purchase(secret), CardBack, what);

    /// <summary>A page that says what has just been done: forms redirect there, so that a reload sends nothing again.</summary>
    public static string Done(string page, string what) => QueryHelpers.AddQueryString(page, DoneKey, what);

    /// <summary>The sign-in page, which leads on to a local address.</summary>
    public static string SignInFor(string? local) => Returning(SignIn, local);

    public static string Returning(string page, string? local) => local is { Length: > 1 } ? QueryHelpers.AddQueryString(page, ReturnKey, local) : page;

    /// <summary>A local address somebody typed or sent, or the fallback: a link may not lead elsewhere.</summary>
    public static string Local(string? address, string fallback) => address is ['/', ..] && Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult.IsLocalUrl(address) ? address : fallback;

    public static string DeskCertificate(OcopMarket.Registry.Contracts.CertificateId id) => $"{DeskCertificates}/{id}";

    public static string DeskRevoke(OcopMarket.Registry.Contracts.CertificateId id) => $"{DeskCertificates}/{id}/thu-hoi";

    public static string DeskExtend(OcopMarket.Registry.Contracts.CertificateId id) => $"{DeskCertificates}/{id}/gia-han";

    public static string DeskCorrect(OcopMarket.Registry.Contracts.CertificateId id) => $"{DeskCertificates}/{id}/dinh-chinh";

    public static string DeskProducer(string slug) => $"{DeskProducers}/{slug}";

    public static string DeskReport(string slug) => $"{DeskReports}/{slug}";

    public static string DeskReportFile(string slug) => $"{DeskReports}/{slug}/bang.xlsx";

    public static string DeskSentReport(Guid report) => $"{DeskSentReports}/{report}";

    /// <summary>The workbook as it was sent.</summary>
    public static string DeskSentReportFile(Guid report) => $"{DeskSentReports}/{report}/bang.xlsx";

    public static string DeskImport(Guid file) => $"{DeskImports}/{file}";

    /// <summary>The file as it came.</summary>
    public static string DeskImportFile(Guid file) => $"{DeskImports}/{file}/tep";

    /// <summary>Its rows that were not taken.</summary>
    public static string DeskImportHeld(Guid file) => $"{DeskImports}/{file}/dong-loi.xlsx";

    public static string DeskTemplate(bool planned) => DeskTemplateFile + (planned ? "?loai=ke-hoach" : "");
    /// <summary>A listing at its producer's desk: how far it is, as shoppers will see it.</summary>
    public static string Listing(ListingId listing) => $"{Listings}/{listing}";

    public static string ListingStep(ListingId listing, string step) => $"{Listings}/{listing}/{step}";

    public static string Revision(RevisionId revision) => $"{Moderation}/{revision}";

    public static string ModeratedListing(ListingId listing) => $"{Moderation}/tin/{listing}";

    public static string Product(string slug) => "/san-pham/" + slug;

    public static string ProductReviews(string slug) => $"/san-pham/{slug}/danh-gia";

    public static string ProductQuestions(string slug) => $"/san-pham/{slug}/hoi-dap";

    /// <summary>Where whoever received a line of a parcel reviews it; the secret is the giver's or the receiver's.</summary>
    public static string WriteReview(string secret, Guid line) => $"/danh-gia/{secret}/{line}";

    public static string ReportContribution(OcopMarket.Catalog.Reviews.ContributionKind kind, Guid id) => $"/bao-noi-dung/{OcopMarket.Web.Pages.Shop.Reviews.ContributionSlugs.Of(kind)}/{id}";

    public const string ProducerAnswers = "/kenh-chu-the/hoi-dap";
    public const string DeskReported = "/can-bo/noi-dung-bi-bao";
    public const string AdminReported = "/quan-tri/noi-dung-bi-bao";

    public static string Producer(string slug) => "/chu-the/" + slug;

    public static string DeskApplication(ProducerApplicationId application) => $"{DeskApplications}/{application}";

    /// <summary>Where an officer fills it in for a producer.</summary>
    public static string DeskApplicationFill(ProducerApplicationId application) => $"{DeskApplications}/{application}/nhap";

    /// <summary>A photo for all to see, one width in one form.</summary>
    public static string Picture(string sha, int step, string form) => string.Create(CultureInfo.InvariantCulture, $"/anh/{sha}-{step}.{form}");

    /// <summary>A paper, for those who may see it.</summary>
    /// <summary>A photo of a misuse report, by the report's secret.</summary>
    public static string MisusePicture(string token, int number, int step) => string.Create(CultureInfo.InvariantCulture, $"{Misuse}/{token}/anh/{number}-{step}.webp");

    public static string Paper(PictureId picture, int step, string form) => string.Create(CultureInfo.InvariantCulture, $"/anh-rieng/{picture}-{step}.{form}");

    public static string Province(string slug) => "/tinh/" + slug;

    public static string Village(Commune commune) => "/lang/" + Villages.SlugOf(commune);

    /// <summary>The slug is that of the product.</summary>
    public static string Story(string slug) => "/cau-chuyen/" + slug;

    public static string SeasonOf(int month) => FormattableString.Invariant($"/mua-vu?thang={month}");

    /// <summary>Certificate numbers may hold strokes; the check page takes them as they are.</summary>
    public static string Certificate(string number) => "/xac-thuc/" + InPath(number);

    public static string CertificateJson(string number) => "/api/v1/certificates/" + InPath(number);

    public static string Policy(string policy) => "/phap-ly/" + policy;

    private static string InPath(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return (IsPlain(number) ? number : string.Join('/', number.Split('/').Select(Uri.EscapeDataString)));
    }

    public static string ProductsOfGroup(string group) => "/san-pham?nhom=" + group;

    public static string ProductsOfSet(int set) => FormattableString.Invariant($"/san-pham?bo={set}");

    public static string ProductsOfProvince(string province) => "/san-pham?tinh=" + province;

    public static string ProductsOfCommune(string code) => "/san-pham?xa=" + code;

    public static string ProductsOfCommune(string code, int set) => FormattableString.Invariant($"/san-pham?xa={code}&bo={set}");

    public static string ProductsOfProducer(string producer) => "/san-pham?chu-the=" + producer;

    public static string Search(string words) => "/san-pham?q=" + UrlEncoder.Default.Encode(words);

    /// <summary>The same page in another language; what the page reads from its query stays, the rest would get into the cache.</summary>
    public static string InLanguage(HttpRequest request, string language)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (path, query) = request.HttpContext.Shown();
        var kept = QueryHelpers.ParseQuery(query.Value).Where(q => q.Key != ReaderLanguage.QueryKey && PublicPagePolicy.QueryKeys.Contains(q.Key))
            .SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value is { Length: > LongestKept } ? value[..LongestKept] : value));
        return path.ToUriComponent() + QueryString.Create(kept.Append(KeyValuePair.Create(ReaderLanguage.QueryKey, (string?)language))).ToUriComponent();
    }

    private static bool IsPlain(string number)
    {
        foreach (var c in number)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '/'))
            {
                return false;
            }
        }

        return true;
    }
}
