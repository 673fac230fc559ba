using OcopMarket.Platform.Clock;
using OcopMarket.Registry.Onboarding;

namespace OcopMarket.Tests.Support;

/// <summary>Everyone who may knock. "This" producer and commune are those of <see cref="DeskWorld.Product"/>.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Guest = 1,
    Shopper = 2,

    /// <summary>Owner of this producer.</summary>
    Owner = 4,

    /// <summary>Staff of this producer with the right to listings only.</summary>
    ListingStaff = 8,

    /// <summary>Owner of another producer in the next commune.</summary>
    OtherOwner = 16,
    CommuneOfficer = 32,
    NextCommuneOfficer = 64,
    ProvinceOfficer = 128,

    /// <summary>Of this commune, appointed to fairs only.</summary>
    FairsOfficer = 256,
    MinistryOfficer = 512,
    Administrator = 1024,

    ThisStaff = Owner | ListingStaff,
    Staff = ThisStaff | OtherOwner,
    OfficersOfHere = CommuneOfficer | ProvinceOfficer | MinistryOfficer,
    Officers = OfficersOfHere | NextCommuneOfficer | FairsOfficer,
    SignedIn = Shopper | Staff | Officers | Administrator,
    Everyone = Guest | SignedIn,
}

/// <summary>One market with somebody of each role.</summary>
public sealed class DeskWorld : MarketFixture
{
    /// <summary>On sale, of this producer and this commune.</summary>
    public ProductOnSale Product { get; private set; } = null!;

    /// <summary>Of another producer, in the next commune of the same province.</summary>
    public ProductOnSale NextProduct { get; private set; } = null!;

    /// <summary>A revision of <see cref="Product"/> that waits for an officer.</summary>
    public OcopMarket.Catalog.Contracts.RevisionId Waiting { get; private set; }

    /// <summary>A draft of the commune's officer.</summary>
    public OcopMarket.Catalog.Contracts.GiftBasketId Basket { get; private set; }

    /// <summary>A business of this commune that waits for its office.</summary>
    public OcopMarket.Promotion.Contracts.BusinessBuyerId Buyer { get; private set; }
    /// <summary>A fair of the commune's office that this producer has applied to.</summary>
    public OcopMarket.Promotion.Participation.FairHead FairOfHere { get; private set; } = null!;

    public OcopMarket.Promotion.Contracts.FairApplicationId FairApplication { get; private set; }
    /// <summary>A draft of the commune's officer for fairs.</summary>
    public OcopMarket.Promotion.Contracts.FairId Fair { get; private set; }
    /// <summary>Proposed by the shopper in this commune, with <see cref="Product"/> on its shelf list.</summary>
    public OcopMarket.Promotion.Contracts.SalesPointId Point { get; private set; }

    /// <summary>This commune.</summary>
    public OcopMarket.Platform.Areas.Commune Here { get; } = OcopMarket.Platform.Areas.AreaDirectory.Instance.CommunesOf("01")[0];

    /// <summary>Of <see cref="Point"/>, begun by the commune's officer.</summary>
    public Guid PointSurvey { get; private set; }

    /// <summary>By the commune's officer to the province.</summary>
    public Guid SentReport { get; private set; }

    /// <summary>A group of synonyms.</summary>
    public int Synonyms { get; private set; }

    /// <summary>A letter in the data folder.</summary>
    public string Letter { get; private set; } = "";

    public IReadOnlyDictionary<Roles, TestPerson> People { get; private set; } = new Dictionary<Roles, TestPerson>();

    /// <summary>Of the shopper, to be a producer of this commune; it waits.</summary>
    public ProducerApplicationId Application { get; private set; }

    /// <summary>Being entered by the commune's officer.</summary>
    public ProducerApplicationId AssistedApplication { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var communes = OcopMarket.Platform.Areas.AreaDirectory.Instance.CommunesOf("01");
        Product = await Market.PutOnSaleAsync("Chè Ba Vì", set: 11, commune: communes[0].Code, producer: "HTX Chè Ba Vì");
        await Market.SubmitChangeAsync(Product, "Chè hái tay.");
        Waiting = (await Market.LastRevisionAsync(Product)).Id;
        NextProduct = await Market.PutOnSaleAsync("Bánh tẻ Phú Nhi", set: 6, commune: communes[1].Code, producer: "HTX Bánh tẻ Phú Nhi");
        Letter = "la-thu";
        Synonyms = Desks.Must(await Market.Get<OcopMarket.Catalog.Search.Synonyms.SaveSynonyms>().RunAsync(new(OcopMarket.Platform.Actor.Operator("test"), null, 0, ["chè tươi", "chè xanh tươi"], null), CancellationToken.None));
        await Market.Get<OcopMarket.Platform.Mail.IMailer>().SendAsync(new(Letter, "ai@example.vn", "Thư thử", "Xin chào"), CancellationToken.None);
        People = new Dictionary<Roles, TestPerson>
        {
            [Roles.Shopper] = await Market.AsShopperAsync(),
            [Roles.Owner] = await Market.AsStaffOfAsync(Product.Producer),
            [Roles.ListingStaff] = await Market.AsStaffOfAsync(Product.Producer, OcopMarket.Platform.ProducerRights.Listings),
            [Roles.OtherOwner] = await Market.AsStaffOfAsync(NextProduct.Producer),
            [Roles.CommuneOfficer] = await Market.AsCommuneOfficerAsync(communes[0].Code),
            [Roles.NextCommuneOfficer] = await Market.AsCommuneOfficerAsync(communes[1].Code),
            [Roles.ProvinceOfficer] = await Market.AsProvinceOfficerAsync("01"),
            [Roles.FairsOfficer] = await Market.AsCommuneOfficerAsync(communes[0].Code, OcopMarket.Platform.OfficeTasks.Fairs),
            [Roles.MinistryOfficer] = await Market.AsMinistryOfficerAsync(),
            [Roles.Administrator] = await Market.AsAdministratorAsync(),
        };
        Application = await Market.ApplyAsync(People[Roles.Shopper].Actor, communes[0].Code);
        Basket = await Market.DraftBasketAsync(People[Roles.CommuneOfficer].Actor, "Giỏ Ba Vì", (Product, 1), (NextProduct, 1));
        var fair = await Market.AnnounceFairAsync(office: new(OcopMarket.Platform.OfficeLevel.Commune, "01", communes[0].Code));
        (FairApplication, FairOfHere) = (await Market.ApplyAsync(fair, Product), (await Market.BoardAsync(fair)).Fair);
        Fair = await Market.DraftFairAsync(Fairs.Draft("Hội chợ Ba Vì", Market.Clock.Today().AddDays(40)), People[Roles.FairsOfficer].Actor);
        Point = Desks.Must(await Market.Get<OcopMarket.Promotion.SalesPoints.ProposeSalesPoint>().RunAsync(new(People[Roles.Shopper].Actor, SalesPoints.Draft("Cửa hàng Ba Vì", communes[0]), []), CancellationToken.None));
        Desks.Must(await Market.Get<OcopMarket.Promotion.SalesPoints.ChangeShelf>().RunAsync(new(People[Roles.Shopper].Actor, Point, [Product.Product], []), CancellationToken.None));
        PointSurvey = Desks.Must(await Market.Get<OcopMarket.Promotion.SalesPoints.BeginSurvey>().RunAsync(new(People[Roles.CommuneOfficer].Actor, Point), CancellationToken.None));
        SentReport = await Market.SendReportAsync(People[Roles.CommuneOfficer].Actor, new(OcopMarket.Registry.Contracts.ReportKind.Annex, new()));
        Buyer = Desks.Must(await Market.Get<OcopMarket.Promotion.Board.ApplyAsBuyer>().RunAsync(new(People[Roles.Shopper].Actor, new(default, "Siêu thị Ba Vì", "0101234567", "Lò Thị Mây", "0912345678", null, communes[0].Code, null)), CancellationToken.None));
        AssistedApplication = (await Market.Get<BeginApplication>().RunAsync(People[Roles.CommuneOfficer].Actor, new("Lò Thị Mây", Market.Clock.Today(), ConsentWay.InPerson), CancellationToken.None)).Value;
    }
}

/// <summary>A page that is not public, an address of it, and who sees it; the others are refused, guests led to sign in.</summary>
/// <param name="Route">As it is mapped.</param>
public sealed record DeskPage(string Route, Func<DeskWorld, string> Address, Roles Open)
{
    public DeskPage(string route, Roles open) : this(route, _ => route, open)
    {
    }
}

/// <summary>Every page of accounts and desks. A test fails when the market answers a route that is not here; whoever adds a page adds its line.</summary>
public static class DeskSurfaces
{
    /// <summary>Addresses below these are private.</summary>
    public static IReadOnlyList<string> Roots { get; } = ["/tai-khoan", "/diem-ban-cua-toi", "/kenh-chu-the", "/can-bo", "/quan-tri"];

    private const Roles KeepersAndOffice = Roles.Shopper | Roles.OfficersOfHere;

    public static IReadOnlyList<DeskPage> Pages { get; } =
    [
        new("/tai-khoan", Roles.SignedIn),
        new("/tai-khoan/dang-ky", Roles.Everyone),
        new("/tai-khoan/da-gui-thu", Roles.Everyone),
        new("/tai-khoan/xac-nhan", Roles.Everyone),
        new("/tai-khoan/quen-mat-khau", Roles.Everyone),
        new("/tai-khoan/dat-lai-mat-khau", Roles.Everyone),
        new("/tai-khoan/bao-mat", Roles.SignedIn),
        new("/tai-khoan/bao-mat/hai-lop", Roles.SignedIn),
        new("/tai-khoan/bao-mat/khoa", Roles.SignedIn),

        new("/tai-khoan/e-mail", Roles.SignedIn),
        new("/tai-khoan/e-mail/xac-nhan", Roles.Everyone),
        new("/tai-khoan/don-hang", Roles.SignedIn),
        new("/tai-khoan/so-dia-chi", Roles.SignedIn),
        new("/tai-khoan/gio-qua", Roles.SignedIn),
        new("/tai-khoan/tim-da-luu", Roles.SignedIn),
        new("/tai-khoan/so-dia-chi/moi", Roles.SignedIn),
        new("/tai-khoan/nguoi-mua", Roles.SignedIn),
        new("/tai-khoan/du-lieu", Roles.SignedIn),
        new("/tai-khoan/du-lieu.json", Roles.SignedIn),
        new("/tai-khoan/loi-moi", Roles.SignedIn),
        new("/tai-khoan/da-xoa", Roles.Everyone),

        new("/diem-ban-cua-toi", Roles.SignedIn), // officers and administrators read that they keep none
        new("/diem-ban-cua-toi/moi", Roles.SignedIn),
        new("/diem-ban-cua-toi/loi-moi", Roles.SignedIn),
        new("/diem-ban-cua-toi/{Id:guid}", w => $"/diem-ban-cua-toi/{w.Point}", KeepersAndOffice),
        new("/diem-ban-cua-toi/{Id:guid}/sua", w => $"/diem-ban-cua-toi/{w.Point}/sua", KeepersAndOffice),
        new("/diem-ban-cua-toi/{Id:guid}/ke-hang", w => $"/diem-ban-cua-toi/{w.Point}/ke-hang", KeepersAndOffice),
        new("/diem-ban-cua-toi/{Id:guid}/gio-mo-cua", w => $"/diem-ban-cua-toi/{w.Point}/gio-mo-cua", KeepersAndOffice),
        new("/diem-ban-cua-toi/{Id:guid}/bao-cao", w => $"/diem-ban-cua-toi/{w.Point}/bao-cao", KeepersAndOffice),
        new("/diem-ban-cua-toi/{Id:guid}/nguoi-phu-trach", w => $"/diem-ban-cua-toi/{w.Point}/nguoi-phu-trach", KeepersAndOffice),
        new("/diem-ban-cua-toi/{id:guid}/nhan.pdf", w => $"/diem-ban-cua-toi/{w.Point}/nhan.pdf", KeepersAndOffice),
        new("/diem-ban-cua-toi/{id:guid}/danh-sach.pdf", w => $"/diem-ban-cua-toi/{w.Point}/danh-sach.pdf", KeepersAndOffice),

        new("/kenh-chu-the", Roles.Staff),
        new("/kenh-chu-the/sau-ban", Roles.Staff), // as the orders
        new("/kenh-chu-the/don-hang", Roles.Staff), // who lacks the right to orders reads that they do
        new("/kenh-chu-the/hoi-dap", Roles.Staff),
        new("/kenh-chu-the/cung-cau", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/hoi-cho", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/hoi-cho/{Slug}", w => $"/kenh-chu-the/hoi-cho/{w.FairOfHere.Slug}", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/hoi-cho/don/{id:guid}/ban-ke.xlsx", w => $"/kenh-chu-the/hoi-cho/don/{w.FairApplication}/ban-ke.xlsx", Roles.Owner),
        new("/kenh-chu-the/nhan-su", Roles.Staff), // who is no owner may leave here
        new("/kenh-chu-the/dang-ky", Roles.SignedIn),
        new("/kenh-chu-the/doi-soat", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/tai-khoan-ngan-hang", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/thu-qua-the", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/doanh-thu", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/doanh-thu/tam-tinh.xlsx", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/doanh-thu/tam-tinh.pdf", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/phieu-giam-gia", Roles.Owner | Roles.OtherOwner),
        new("/kenh-chu-the/san-pham", Roles.Staff),
        new("/kenh-chu-the/san-pham/moi", Roles.Staff),
        new("/kenh-chu-the/san-pham/{Id:guid}", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/anh", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/anh", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/ten", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/ten", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/gia", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/gia", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/kho", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/kho", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/giao-hang", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/giao-hang", Roles.ThisStaff),
        new("/kenh-chu-the/san-pham/{Id:guid}/noi-dung", w => $"/kenh-chu-the/san-pham/{w.Product.Listing}/noi-dung", Roles.ThisStaff),
        new("/kenh-chu-the/bang-gia", Roles.Staff),
        new("/kenh-chu-the/nhu-cau-tim-kiem", Roles.Staff),
        new("/kenh-chu-the/bang-gia.xlsx", Roles.Staff),
        new("/kenh-chu-the/ngay-nghi", Roles.Staff),
        new("/kenh-chu-the/giay-to", Roles.Staff),
        new("/kenh-chu-the/goi-qua", Roles.Staff),
        new("/kenh-chu-the/van-chuyen", Roles.Owner | Roles.OtherOwner),

        new("/can-bo", Roles.Officers),
        new("/can-bo/chung-nhan", Roles.Officers),
        new("/can-bo/chung-nhan.xlsx", Roles.Officers),
        new("/can-bo/chung-nhan/moi", Roles.ProvinceOfficer | Roles.MinistryOfficer),
        new("/can-bo/chung-nhan/{Id:guid}", w => $"/can-bo/chung-nhan/{w.Product.Certificate}", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/chung-nhan/{Id:guid}/thu-hoi", w => $"/can-bo/chung-nhan/{w.Product.Certificate}/thu-hoi", Roles.ProvinceOfficer),
        new("/can-bo/chung-nhan/{Id:guid}/gia-han", w => $"/can-bo/chung-nhan/{w.Product.Certificate}/gia-han", Roles.ProvinceOfficer),
        new("/can-bo/chung-nhan/{Id:guid}/dinh-chinh", w => $"/can-bo/chung-nhan/{w.Product.Certificate}/dinh-chinh", Roles.ProvinceOfficer),
        new("/can-bo/bao-sai", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/khieu-nai", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/don-hang", Roles.Officers),
        new("/can-bo/don-hang/bang.xlsx", Roles.Officers),
        new("/can-bo/don-hang/phai-gui", Roles.Officers),
        new("/can-bo/don-hang/phai-gui/bang.xlsx", Roles.Officers),
        new("/can-bo/nguoi-mua", Roles.Officers),
        new("/can-bo/nguoi-mua/{Id:guid}", w => $"/can-bo/nguoi-mua/{w.Buyer}", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/viec", Roles.Officers),
        new("/can-bo/nhu-cau-tim-kiem", Roles.Officers),
        new("/can-bo/vang-mat", Roles.Officers),
        new("/can-bo/noi-dung-bi-bao", Roles.Officers & ~Roles.FairsOfficer),
        new("/quan-tri/noi-dung-bi-bao", Roles.Administrator),
        new("/can-bo/bao-cao", Roles.Officers),
        new("/can-bo/bao-cao/{Slug}", _ => "/can-bo/bao-cao/theo-xa", Roles.Officers),
        new("/can-bo/bao-cao/{slug}/bang.xlsx", _ => "/can-bo/bao-cao/theo-xa/bang.xlsx", Roles.Officers),
        new("/can-bo/bao-cao/da-gui", Roles.Officers),
        new("/can-bo/bao-cao/da-gui/{Id:guid}", w => $"/can-bo/bao-cao/da-gui/{w.SentReport}", Roles.CommuneOfficer | Roles.FairsOfficer | Roles.ProvinceOfficer),
        new("/can-bo/bao-cao/da-gui/{id:guid}/bang.xlsx", w => $"/can-bo/bao-cao/da-gui/{w.SentReport}/bang.xlsx", Roles.CommuneOfficer | Roles.FairsOfficer | Roles.ProvinceOfficer),
        new("/can-bo/chu-the", Roles.Officers),
        new("/can-bo/chu-the/{Slug}", w => $"/can-bo/chu-the/{w.Product.ProducerSlug}", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/nhap", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/nhap/mau.xlsx", Roles.Officers),
        new("/can-bo/chu-the/don", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/chu-the/don/moi", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/chu-the/don/{Id:guid}", w => $"/can-bo/chu-the/don/{w.Application}", Roles.OfficersOfHere),
        new("/can-bo/chu-the/don/{Id:guid}/nhap", w => $"/can-bo/chu-the/don/{w.AssistedApplication}/nhap", Roles.CommuneOfficer),
        new("/can-bo/duyet-tin", Roles.OfficersOfHere | Roles.NextCommuneOfficer),
        new("/can-bo/duyet-tin/{Id:guid}", w => $"/can-bo/duyet-tin/{w.Waiting}", Roles.OfficersOfHere),
        new("/can-bo/duyet-tin/tin/{Id:guid}", w => $"/can-bo/duyet-tin/tin/{w.Product.Listing}", Roles.OfficersOfHere),

        new("/can-bo/hoi-cho/{Id:guid}/tham-gia", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/tham-gia", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{id:guid}/tham-gia/bang.xlsx", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/tham-gia/bang.xlsx", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/so-do", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/so-do", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/diem-danh", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/diem-danh", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{id:guid}/ket-qua/bang.xlsx", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/ket-qua/bang.xlsx", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{id:guid}/ket-qua/bao-cao.pdf", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/ket-qua/bao-cao.pdf", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/gian-hang", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/gian-hang", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/phat-song", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/phat-song", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/gia", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/gia", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{id:guid}/gia/ban-ke.xlsx", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/gia/ban-ke.xlsx", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/hoi-cho/{Id:guid}/ket-qua", w => $"/can-bo/hoi-cho/{w.FairOfHere.Id}/ket-qua", Roles.OfficersOfHere | Roles.FairsOfficer),

        new("/can-bo/hoi-cho", Roles.Officers),
        new("/can-bo/hoi-cho/moi", Roles.Officers),
        new("/can-bo/hoi-cho/{Id:guid}", w => $"/can-bo/hoi-cho/{w.Fair}", Roles.OfficersOfHere | Roles.FairsOfficer),
        new("/can-bo/diem-ban", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/diem-ban/moi", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/diem-ban/tieu-chi", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/diem-ban/{Id:guid}", w => $"/can-bo/diem-ban/{w.Point}", Roles.OfficersOfHere),
        new("/can-bo/diem-ban/{Id:guid}/sua", w => $"/can-bo/diem-ban/{w.Point}/sua", Roles.OfficersOfHere),
        new("/can-bo/diem-ban/{Id:guid}/ke-hang", w => $"/can-bo/diem-ban/{w.Point}/ke-hang", Roles.OfficersOfHere),
        new("/can-bo/diem-ban/{Id:guid}/nguoi-phu-trach", w => $"/can-bo/diem-ban/{w.Point}/nguoi-phu-trach", Roles.OfficersOfHere),
        new("/can-bo/diem-ban/{Id:guid}/khao-sat/{Survey:guid}", w => $"/can-bo/diem-ban/{w.Point}/khao-sat/{w.PointSurvey}", Roles.OfficersOfHere),
        new("/can-bo/gio-qua", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/gio-qua/moi", Roles.Officers & ~Roles.FairsOfficer),
        new("/can-bo/gio-qua/{Id:guid}", w => $"/can-bo/gio-qua/{w.Basket}", Roles.OfficersOfHere),

        new("/quan-tri", Roles.Administrator),
        new("/quan-tri/gio-qua", Roles.Administrator),
        new("/quan-tri/gio-qua/moi", Roles.Administrator),
        new("/quan-tri/gio-qua/{Id:guid}", w => $"/quan-tri/gio-qua/{w.Basket}", Roles.Administrator),
        new("/quan-tri/nguoi-dung", Roles.Administrator),
        new("/quan-tri/nguoi-dung/{Id:guid}", w => $"/quan-tri/nguoi-dung/{w.People[Roles.Shopper].Account}", Roles.Administrator),
        new("/quan-tri/cong-viec", Roles.Administrator),
        new("/quan-tri/don-hang", Roles.Administrator),
        new("/quan-tri/don-hang/bang.xlsx", Roles.Administrator),
        new("/quan-tri/don-hang/phai-gui", Roles.Administrator),
        new("/quan-tri/don-hang/phai-gui/bang.xlsx", Roles.Administrator),
        new("/quan-tri/thanh-toan", Roles.Administrator),
        new("/quan-tri/doi-soat-the", Roles.Administrator),
        new("/quan-tri/thu", Roles.Administrator),
        new("/quan-tri/thu/mau", Roles.Administrator),
        new("/quan-tri/thu/mau/{Texts}/{Kind}", _ => "/quan-tri/thu/mau/OrderLetters/Placed", Roles.Administrator),
        new("/quan-tri/thu/{Name}", w => $"/quan-tri/thu/{w.Letter}", Roles.Administrator),
        new("/quan-tri/nhat-ky", Roles.Administrator),
        new("/quan-tri/phieu-giam-gia", Roles.Administrator),
        new("/quan-tri/cong-no", Roles.Administrator),
        new("/quan-tri/van-chuyen", Roles.Administrator),
        new("/quan-tri/ngay-le", Roles.Administrator),
        new("/quan-tri/thue", Roles.Administrator),
        new("/quan-tri/thue/doanh-thu.xlsx", Roles.Administrator),
        new("/quan-tri/thue/doanh-thu.csv", Roles.Administrator),
        new("/quan-tri/thue/hoa-don.xlsx", Roles.Administrator),
        new("/quan-tri/thue/hoa-don.csv", Roles.Administrator),
        new("/quan-tri/tim-kiem", Roles.Administrator),
        new("/quan-tri/tim-kiem/tu-dong-nghia", Roles.Administrator),
        new("/quan-tri/tim-kiem/tu-dong-nghia/{Id:int}", w => $"/quan-tri/tim-kiem/tu-dong-nghia/{w.Synonyms}", Roles.Administrator),
        new("/quan-tri/cai-dat", Roles.Administrator),
        new("/quan-tri/cai-dat/{Key}", _ => "/quan-tri/cai-dat/catalog.low_stock", Roles.Administrator),
    ];

    /// <summary>Routes of pages that keep a circuit open, each with its memory measured (CONTRIBUTING, Measured).</summary>
    public static IReadOnlyList<string> WithCircuit { get; } = [];

    /// <summary>Tried by tests of their own.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "/kenh-chu-the/don-hang/{id:guid}/{paper:regex(^(phieu|thiep|nhan)$)}.pdf", "/kenh-chu-the/don-hang/giay.pdf", // of parcels, so the same
        "/kenh-chu-the/don-hang/{Id:guid}", // nobody has bought in that world; OrderDeskTests knock
        "/kenh-chu-the/sau-ban/{Id:guid}", // as the parcel it is about; CancelAndProposeTests knock
        "/tai-khoan/nguoi-mua/nhu-cau/moi", // leads back whoever speaks for no confirmed business
        "/tai-khoan/nguoi-mua/nhu-cau/{Id:guid}", "/tai-khoan/nguoi-mua/nhu-cau/{Id:guid}/sua", "/tai-khoan/nguoi-mua/bao-gia/{id:guid}.zip", "/kenh-chu-the/cung-cau/{Id:guid}", // of their business and producer; BoardTests knock
        "/tai-khoan/so-dia-chi/{Id:guid}", // of its owner; AddressBookTests knock
        "/can-bo/hoi-cho/{id:guid}/{paper:regex(^(giay-moi|the-ten|danh-sach-gian)$)}.pdf", "/kenh-chu-the/hoi-cho/don/{id:guid}/giay-moi.pdf", // nobody has a place in that world; CheckInTests knock
        "/kenh-chu-the/hoi-cho/{Slug}/gian-hang", "/kenh-chu-the/hoi-cho/{Slug}/phat-song", "/can-bo/hoi-cho/{id:guid}/nhan-ke.pdf", "/kenh-chu-the/hoi-cho/don/{id:guid}/nhan.pdf", // as above; HallPagesTests knock
        "/can-bo/hoi-cho/{id:guid}/diem-danh/gui", "/kenh-chu-the/hoi-cho/don/{id:guid}/xac-nhan.pdf", // POST only
        "/tai-khoan/dang-nhap", // leads away whoever is in
        "/tai-khoan/dang-xuat", // POST only
        "/tai-khoan/dang-nhap/ma", // after the first step only
        "/tai-khoan/khoa/hoi", // POST only
        "/tai-khoan/khoa/them", // POST only
        "/kenh-chu-the/doanh-thu/{id:guid}/sao-ke.xlsx", "/kenh-chu-the/doanh-thu/{id:guid}/sao-ke.pdf", // of their producer's own people; StatementTests knock
        "/kenh-chu-the/phieu-giam-gia/{Id:guid}", "/quan-tri/phieu-giam-gia/{Id:guid}", // of their issuer; VoucherTests knock
        "/can-bo/khieu-nai/{Id:guid}", // nobody has complained in that world; ComplaintTests knock
        "/can-bo/bao-sai/{Id:guid}", // there is none in that world; MisuseTests knock
        "/can-bo/nhap/{Id:guid}", "/can-bo/nhap/{id:guid}/tep", "/can-bo/nhap/{id:guid}/dong-loi.xlsx", // found only by who brought the file
    ];

    public static bool IsPrivate(string route) => Roots.Any(root => route == root || route.StartsWith(root + "/", StringComparison.Ordinal));
}
