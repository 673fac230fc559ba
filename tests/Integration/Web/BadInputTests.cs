using System.Net;
using System.Text;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Web;

/// <summary>On a port: what the server itself makes of an address belongs to the test.</summary>
public sealed class ServedMarket : MarketFixture
{
    public string Address => Market.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Market.UseKestrel(0);
        Market.StartServer();
    }
}

/// <summary>Whatever stands in an address gets a page or a sentence, never a breakdown.</summary>
public sealed class BadInputTests(ServedMarket fixture) : MarketTest(fixture), IClassFixture<ServedMarket>
{
    private static readonly string[] Values =
    [
        "", "%20", "0", "-1", "99999999999999999999999", "1e99", "NaN", "%C3%28", "%00", "%ED%A0%80", "%F0%9F%8D%AF", "'%20or%201=1--", "%27;drop%20table%20registry.certificates;--",
        "%3Cscript%3Ealert(1)%3C/script%3E", "%25%25%25", "_", "%5C", "..%2F..%2Fetc%2Fpasswd", "a%0D%0ASet-Cookie:x=1", new string('a', 10_000), new StringBuilder().Insert(0, "%E1%BB%87", 3_000).ToString(),
    ];

    public static TheoryData<string> Addresses =>
    [
        "/xac-thuc?so={0}", "/xac-thuc/{0}", "/xac-thuc/a/{0}", "/so-dang-ky?q={0}", "/so-dang-ky?trang={0}", "/so-dang-ky?sao={0}&tinh={0}&nhom={0}&tinh-trang={0}",
        "/thu-hoi?trang={0}", "/thu-hoi?ly-do={0}&tinh={0}&tinh-trang={0}", "/phap-ly/{0}", "/san-pham?q={0}", "/san-pham?trang={0}&gia-tu={0}&gia-den={0}&sao={0}", "/san-pham/{0}",
        "/lang/{0}", "/cau-chuyen/{0}", "/cau-chuyen?nhom={0}&tinh={0}&trang={0}", "/mua-vu?thang={0}&trang={0}",
        "/api/v1/products?q={0}", "/api/v1/products?page={0}", "/api/v1/products?minPrice={0}&stars={0}&province={0}", "/api/v1/products/{0}", "/api/v1/suggest?q={0}",
        "/api/v1/certificates/{0}", "/du-lieu-mo/certificates.csv?adult={0}", "/sitemap-products-{0}.xml",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task No_value_in_an_address_breaks_it(string address)
    {
        await Market.CertifyAsync("Sản phẩm để tìm");
        using var client = new HttpClient();

        foreach (var value in Values)
        {
            using var answer = await client.GetAsync(new Uri(fixture.Address + address.Replace("{0}", value, StringComparison.Ordinal)), Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);

            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                $"{(int)answer.StatusCode} for {address} with {value[..Math.Min(40, value.Length)]}");
            Assert.DoesNotContain("<script>alert", body, StringComparison.OrdinalIgnoreCase);
            Assert.True(body.Length > 0 || value == "%00", $"Nothing was said for {address} with {value[..Math.Min(40, value.Length)]}"); // the server itself turns a null in a path away
        }
    }
}
