using OcopMarket.Catalog.Offers;
using OcopMarket.Catalog.Search.Synonyms;
using OcopMarket.Platform.Changes;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Catalog;

/// <summary>A small shop of real product names and places, for the tests of finding.</summary>
public class ShopFixture : MarketFixture
{
    private const string ThanhQuoc = "Công ty TNHH sản xuất và kinh doanh nước mắm Thanh Quốc";

    private static readonly (string Name, int Stars, int Set, string Commune, string? Producer, bool Gift)[] Products =
    [
        ("Nước mắm cốt cá cơm Khánh Linh Ba Làng", 3, 9, "16645", null, false),
        ("Nước mắm cốt đặc biệt Lê Gia", 4, 9, "16000", "Công ty TNHH thực phẩm và TMDV Lê Gia", false),
        ("Nước mắm Phú Quốc Khải Hoàn 40 độ đạm", 5, 9, "31078", null, true),
        ("Nước mắm Thanh Quốc 35 độ đạm", 5, 9, "31078", ThanhQuoc, false),
        ("Mắm ruốc ăn liền Phú Quốc Thanh Quốc", 4, 9, "31078", ThanhQuoc, false),
        ("Mắm tôm Sông Đầm", 3, 9, "32155", null, false),
        ("Thịt lợn hương", 4, 2, "06811", null, false),
        ("Ruốc lợn bản Mường Khương", 3, 8, "02761", null, false),
        ("Thịt treo gác bếp Tám Cương", 3, 8, "01840", null, false),
        ("Thịt trâu gác bếp Chung Phước", 3, 8, "03253", null, true),
        ("Trà tôm nõn hương quê", 5, 11, "05632", null, false),
        ("Chè Shan tuyết Hồng Thái 1 tôm 1 lá", 4, 11, "02260", null, false),
        ("Trà Shan tuyết Ngọc Thắng", 4, 11, "01933", null, false),
        ("Trà sen Hiền Xiêm", 4, 11, "00103", null, true),
        ("Chè đậu đen cốt dừa Hoàng Gia", 4, 5, "10507", null, false),
        ("Bột đậu xanh nếp đen", 3, 6, "10507", null, false),
        ("Kẹo đậu phộng Tân Mỹ", 3, 7, "31471", null, false),
        ("Dầu đậu phộng Đạt Butter", 4, 9, "27553", null, false),
        ("Mật ong Phong Thổ", 4, 4, "02512", null, false),
        ("Mật ong Pa Ủ", 3, 4, "03433", null, false),
        ("Mật ong hoa rừng Cát Bà", 3, 4, "11914", null, false),
        ("Mật ong Sông Bé", 3, 4, "25210", null, false),
        ("Vicumax Mật ong Nano Curcumin", 5, 18, "01843", null, false),
        ("Tinh bột nghệ nếp đỏ Bắc Kạn", 4, 20, "01843", null, false),
        ("Vải thiều Lục Ngạn", 5, 1, "07582", null, true),
        ("Bộ sản phẩm gốm men Suối Ngọc", 5, 21, "00577", null, true),
        ("Rượu ngô Đại Hoàng Cao Bằng", 4, 14, "01654", "Cơ sở Nấu rượu Hòa An", false),
        ("Rượu mơ Asuka", 4, 15, "02014", null, false),
        ("Miến dong Bình Lư", 3, 7, "03390", null, false),
        ("Gạo Séng Cù Than Uyên", 4, 3, "03595", null, false),
        ("Siro khóm Huy Minh", 3, 17, "31338", null, false),
        ("Kẹo dừa sầu riêng lá dứa", 5, 7, "28756", null, false),
        ("Mứt dừa Bà Tư", 3, 7, "28756", null, false),
        ("Mứt dứa Bà Năm", 3, 7, "28756", null, false),
    ];

    public static int Count => Products.Length;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Market.Get<SynonymSeeds>().FillAsync(CancellationToken.None);
        for (var i = 0; i < Products.Length; i++)
        {
            var (name, stars, set, commune, producer, gift) = Products[i];
            await Market.PutOnSaleAsync(
                name, stars, price: 20_000 + (i * 7 % Products.Length * 37_000), stock: i % 5 == 4 ? 0 : 10, set: set, commune: commune, producer: producer, gift: gift,
                grams: 100 * (1 + (i % 4)), issuedOn: new DateOnly(2025, 6, 1).AddDays(i * 11 % 60));
        }

        await Eventually.GetAsync(() => Task.FromResult(Market.Get<MarketChanges>().Listening), listening => listening);
        await Eventually.GetAsync(async () => (await Market.Get<CatalogueQueries>().SearchAsync(new() { Adult = true }, CancellationToken.None)).Total, total => total == Count);
    }
}

/// <summary>Tests that only read the shop; one of it is enough for all.</summary>
[CollectionDefinition(Name)]
public sealed class ShopTests : ICollectionFixture<ShopFixture>
{
    public const string Name = "shop";
}
