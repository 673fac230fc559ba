using OcopMarket.Platform.Areas;

namespace OcopMarket.Tests.Support;

/// <summary>What an address may say of a product.</summary>
public enum SurfaceKind
{
    /// <summary>Lists what can be bought: a product is there exactly while it is on offer.</summary>
    Offers,

    /// <summary>The same for robots, which are never told of alcohol.</summary>
    Feed,

    /// <summary>The product's own: always there, with price and badge only while it is on offer.</summary>
    Product,

    /// <summary>The product's story, for those that have one: always there, with badge and price only while it is on offer.</summary>
    Story,

    /// <summary>The certificate's own: says what it is worth today.</summary>
    Certificate,

    /// <summary>Lists certificates whatever they are worth, each with its state.</summary>
    Register,

    /// <summary>Lists what is no longer worth anything: a product is there exactly after it has ended.</summary>
    Ended,

    /// <summary>The visitor's basket with the product in it: the line stays, with price and badge only while it is on offer.</summary>
    Basket,

    /// <summary>A gift basket with the product in it, where somebody has put one together: the item stays, with badge and price only while it is on offer.</summary>
    GiftBasket,

    /// <summary>Offers nothing.</summary>
    Plain,
}

/// <summary>A public route, and the addresses under it that have something to do with a product.</summary>
/// <param name="Route">As it is mapped.</param>
/// <param name="IsPage">For people; else for programs.</param>
public sealed record Surface(string Route, SurfaceKind Kind, bool IsPage, params Func<ProductOnSale, string>[] Addresses);

/// <summary>Everything the public can ask (DESIGN, sections 2 and 8). A test fails when the market answers a route that is not here.</summary>
public static class PublicSurfaces
{
    public static IReadOnlyList<Surface> All { get; } =
    [
        new("/", SurfaceKind.Offers, true, _ => "/"),
        new("/san-pham", SurfaceKind.Offers, true,
            _ => "/san-pham", p => $"/san-pham?q={Words(p)}", p => $"/san-pham?bo={p.Set}", p => $"/san-pham?tinh={Province(p)}",
            p => $"/san-pham?xa={p.CommuneCode}", p => $"/san-pham?chu-the={p.ProducerSlug}", _ => "/san-pham?sap-xep=moi", _ => "/san-pham?sao=4&loc=1"),
        new("/san-pham/{Slug}", SurfaceKind.Product, true, p => $"/san-pham/{p.Slug}"),
        new("/san-pham/{Slug}/danh-gia", SurfaceKind.Plain, true, p => $"/san-pham/{p.Slug}/danh-gia"),
        new("/san-pham/{Slug}/hoi-dap", SurfaceKind.Plain, true, p => $"/san-pham/{p.Slug}/hoi-dap"),
        new("/san-pham/{Slug}/bao-khi-co", SurfaceKind.Plain, true), // takes a wish and offers nothing: ProductAlertTests
        new("/luu-tim-kiem", SurfaceKind.Plain, true, p => $"/luu-tim-kiem?q={Words(p)}"), // repeats the search, names no goods: SavedSearchTests
        new("/thu-bao/{Secret}", SurfaceKind.Plain, true), // by a secret address
        new("/danh-gia/{Token}/{Line:guid}", SurfaceKind.Plain, true), // by a secret address
        new("/bao-noi-dung/{Kind}/{Id:guid}", SurfaceKind.Plain, true), // of one review or question: ReviewPagesTests
        new("/so-sanh", SurfaceKind.Offers, true, p => $"/so-sanh?sp={p.Slug}"),
        new("/ket-noi-cung-cau", SurfaceKind.Plain, true, _ => "/ket-noi-cung-cau"),
        new("/ket-noi-cung-cau/{Id:guid}", SurfaceKind.Plain, true), // of a need: BoardTests
        new("/chu-the", SurfaceKind.Plain, true, _ => "/chu-the"),
        new("/chu-the/{Slug}", SurfaceKind.Offers, true, p => $"/chu-the/{p.ProducerSlug}"),
        new("/tinh/{Slug}", SurfaceKind.Offers, true, p => $"/tinh/{Province(p)}"),
        new("/lang/{Slug}", SurfaceKind.Offers, true, p => $"/lang/{Village(p)}"),
        new("/ban-do", SurfaceKind.Plain, true, _ => "/ban-do"),
        new("/mua-vu", SurfaceKind.Offers, true, _ => "/mua-vu?thang=3"),
        new("/qua-tang", SurfaceKind.Offers, true, p => $"/qua-tang?tinh={Province(p)}"),
        new("/cau-chuyen", SurfaceKind.Offers, true, _ => "/cau-chuyen", p => $"/cau-chuyen?tinh={Province(p)}"),
        new("/cau-chuyen/{Slug}", SurfaceKind.Story, true, p => $"/cau-chuyen/{p.Slug}"),
        new("/xac-nhan-tham-gia/{Code}", SurfaceKind.Plain, true), // by a secret code: FairResultTests
        new("/hoi-cho", SurfaceKind.Plain, true, _ => "/hoi-cho", _ => "/hoi-cho?xem=luoi&thang=2026-04", _ => "/hoi-cho?xem=ban-do", _ => "/hoi-cho?da-qua=1", p => $"/hoi-cho?tinh={Province(p)}&con-nhan=1"),
        new("/hoi-cho/{Slug}", SurfaceKind.Plain, true), // of one fair: FairPageTests
        new("/hoi-cho/{Slug}/nhac-toi", SurfaceKind.Plain, true),
        new("/hoi-cho/{Slug}/gian-hang", SurfaceKind.Plain, true), // of one fair: HallTests ask the rule
        new("/hoi-cho/{Slug}/gian-hang/{Producer}", SurfaceKind.Plain, true), // of one stall: HallTests
        new("/hoi-cho/{Slug}/phat-song/{Id:guid}", SurfaceKind.Plain, true), // of one session: SessionTests
        new("/hoi-cho/{Slug}/phat-song/{Id:guid}/nhac-toi", SurfaceKind.Plain, true),
        new("/hoi-cho/nhac/{Secret}", SurfaceKind.Plain, true), // by a secret address
        new("/gio-qua", SurfaceKind.Plain, true, _ => "/gio-qua"), // names baskets, not goods; GiftBasketTests ask the rule
        new("/gio-qua/{Slug}", SurfaceKind.GiftBasket, true, p => $"/gio-qua/{Basket(p)}"),
        new("/gio-qua/them", SurfaceKind.Plain, true), // takes a form and leads on to the basket
        new("/gio-qua/tu-chon", SurfaceKind.Plain, true, _ => "/gio-qua/tu-chon"), // keeps what is in the visitor's basket: OwnBasketTests
        new("/gio-qua/cua/{Token}", SurfaceKind.Plain, true), // by a secret address; the same sheet as above
        new("/diem-ban", SurfaceKind.Plain, true, _ => "/diem-ban"), // counts goods in force, names none: SalesPointTests ask the rule
        new("/diem-ban/{Slug}", SurfaceKind.Plain, true), // lists goods in force whether or not they are sold here: SalesPointTests
        new("/diem-ban/{Slug}/bao-sai", SurfaceKind.Plain, true),
        new("/diem-ban/xac-nhan/{Secret}", SurfaceKind.Plain, true), // by the secret of a letter
        new("/gio-hang", SurfaceKind.Basket, true, _ => "/gio-hang"),
        new("/thanh-toan", SurfaceKind.Plain, true), // of a basket, never kept; PlacePurchaseTests ask the rule
        new("/thanh-toan/mau-nguoi-nhan.xlsx", SurfaceKind.Plain, false), // the visitor's own basket names its columns
        new("/don-hang/{Token}", SurfaceKind.Plain, true), // by a secret address
        new("/dia-chi/{Token}", SurfaceKind.Plain, true), // by a third
        new("/don-hang/{Token}/{Id:guid}", SurfaceKind.Plain, true), // under the same secret
        new("/don-qua-doanh-nghiep", SurfaceKind.Plain, true, _ => "/don-qua-doanh-nghiep"),
        new("/don-qua-doanh-nghiep/{Token}", SurfaceKind.Plain, true), // by a secret address; CorporateOrderTests ask the rule
        new("/don-qua-doanh-nghiep/{Token}/nguoi-nhan", SurfaceKind.Plain, true), // under the same secret
        new("/don-qua-doanh-nghiep/{Token}/bao-gia/{Number}", SurfaceKind.Plain, true),
        new("/don-qua-doanh-nghiep/{token}/{number}.pdf", SurfaceKind.Plain, false),
        new("/don-qua-doanh-nghiep/{token}/mau-nguoi-nhan.xlsx", SurfaceKind.Plain, false),
        new("/don-qua-doanh-nghiep/{token}/kien.xlsx", SurfaceKind.Plain, false),
        new("/duyet-bao-gia/{Token}", SurfaceKind.Plain, true), // by the approver's secret
        new("/duyet-bao-gia/{token}/bao-gia.pdf", SurfaceKind.Plain, false),
        new("/tra-cuu-don", SurfaceKind.Plain, true, _ => "/tra-cuu-don"),
        new("/qua/{Token}", SurfaceKind.Plain, true), // by another
        new("/gio-hang/them", SurfaceKind.Plain, true), // takes a form and leads on to the basket
        new("/xac-thuc", SurfaceKind.Plain, true, _ => "/xac-thuc", p => $"/xac-thuc?so={Words(p)}"),
        new("/xac-thuc/{*Number}", SurfaceKind.Certificate, true, p => $"/xac-thuc/{p.Number}"),
        new("/thu-hoi", SurfaceKind.Ended, true, _ => "/thu-hoi"),
        new("/so-dang-ky", SurfaceKind.Register, true, _ => "/so-dang-ky", p => $"/so-dang-ky?q={Words(p)}"),
        new("/gioi-thieu", SurfaceKind.Plain, true, _ => "/gioi-thieu"),
        new("/lien-he", SurfaceKind.Plain, true, _ => "/lien-he"),
        new("/tro-giup", SurfaceKind.Plain, true, _ => "/tro-giup"),
        new("/bao-sai", SurfaceKind.Plain, true, _ => "/bao-sai"),
        new("/bao-sai/{Token}", SurfaceKind.Plain, true), // by a secret address
        new("/bao-sai/{token}/anh/{number:int}-{step:int}.webp", SurfaceKind.Plain, false), // by a secret address
        new("/phap-ly", SurfaceKind.Plain, true, _ => "/phap-ly"),
        new("/phap-ly/{Name}", SurfaceKind.Plain, true, _ => "/phap-ly/quy-che-hoat-dong", _ => "/phap-ly/quyen-rieng-tu"),

        new("/api/v1/products", SurfaceKind.Offers, false,
            _ => "/api/v1/products?pageSize=100", p => $"/api/v1/products?q={Words(p)}", p => $"/api/v1/products?set={p.Set}", p => $"/api/v1/products?province={Province(p)}",
            p => $"/api/v1/products?commune={p.CommuneCode}", p => $"/api/v1/products?producer={p.ProducerSlug}", _ => "/api/v1/products?sort=newest"),
        new("/api/v1/products/{slug}", SurfaceKind.Product, false, p => $"/api/v1/products/{p.Slug}"),
        new("/api/v1/suggest", SurfaceKind.Offers, false, p => $"/api/v1/suggest?q={Words(p)}"),
        new("/api/v1/certificates/{**number}", SurfaceKind.Certificate, false, p => $"/api/v1/certificates/{p.Number}"),
        new("/du-lieu-mo/certificates.csv", SurfaceKind.Register, false, _ => "/du-lieu-mo/certificates.csv"),
        new("/du-lieu-mo/certificates.json", SurfaceKind.Register, false, _ => "/du-lieu-mo/certificates.json"),
        new("/api/v1/fairs", SurfaceKind.Plain, false, _ => "/api/v1/fairs"),
        new("/du-lieu-mo/fairs.json", SurfaceKind.Plain, false, _ => "/du-lieu-mo/fairs.json"),
        new("/du-lieu-mo/fairs.csv", SurfaceKind.Plain, false, _ => "/du-lieu-mo/fairs.csv"),
        new("/hoi-cho.ics", SurfaceKind.Plain, false, _ => "/hoi-cho.ics"),
        new("/hoi-cho/{slug}.ics", SurfaceKind.Plain, false),
        new("/hoi-cho/{slug}/phat-song/{id:guid}.ics", SurfaceKind.Plain, false),
        new("/api/v1/sales-points", SurfaceKind.Plain, false, _ => "/api/v1/sales-points"),
        new("/du-lieu-mo/sales-points.geojson", SurfaceKind.Plain, false, _ => "/du-lieu-mo/sales-points.geojson"),
        new("/du-lieu-mo/sales-points.csv", SurfaceKind.Plain, false, _ => "/du-lieu-mo/sales-points.csv"),
        new("/sitemap.xml", SurfaceKind.Feed, false, _ => "/sitemap.xml"),
        new("/sitemap-pages.xml", SurfaceKind.Plain, false, _ => "/sitemap-pages.xml"),
        new("/sitemap-products-{after:int:min(0)}.xml", SurfaceKind.Feed, false, _ => "/sitemap-products-0.xml"),
        new("/feeds/products.xml", SurfaceKind.Feed, false, _ => "/feeds/products.xml"),
        new("/anh/{name}", SurfaceKind.Plain, false), // photos know no products
        new("/robots.txt", SurfaceKind.Plain, false, _ => "/robots.txt"),
        new("/openapi/{documentName}.json", SurfaceKind.Plain, false, _ => "/openapi/v1.json"),
    ];

    /// <summary>Every address of every page for people.</summary>
    public static IEnumerable<string> Pages(ProductOnSale product) => All.Where(s => s.IsPage).SelectMany(s => s.Addresses, (_, address) => address(product));

    /// <summary>Slug of the gift basket that is called after the producer.</summary>
    private static string Basket(ProductOnSale product) => OcopMarket.Platform.Text.VietnameseText.Slug("gio cua " + product.ProducerSlug);

    private static string Words(ProductOnSale product) => Uri.EscapeDataString(product.Name);

    private static string Village(ProductOnSale product) => $"{AreaDirectory.Instance.FindCommune(product.CommuneCode)!.Slug}-{Province(product)}";

    private static string Province(ProductOnSale product) => AreaDirectory.Instance.FindProvince(AreaDirectory.Instance.FindCommune(product.CommuneCode)!.ProvinceCode)!.Slug;
}
