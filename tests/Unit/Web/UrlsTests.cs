using Microsoft.AspNetCore.Http;
using OcopMarket.Web.Ui;

namespace OcopMarket.Tests.Unit.Web;

public sealed class UrlsTests
{
    [Theory]
    [InlineData("DEMO-2024-0011", "/xac-thuc/DEMO-2024-0011")]
    [InlineData("12/QĐ-UBND", "/xac-thuc/12/Q%C4%90-UBND")]
    [InlineData("a b?c#d", "/xac-thuc/a%20b%3Fc%23d")]
    public void A_certificate_number_keeps_its_strokes(string number, string url) => Assert.Equal(url, Urls.Certificate(number));

    [Theory]
    [InlineData("?q=tr%C3%A0&sao=4&sao=5", "/san-pham?q=tr%C3%A0&sao=4&sao=5&lang=en")]
    [InlineData("?lang=vi", "/san-pham?lang=en")]
    [InlineData("?utm_source=zalo&q=a", "/san-pham?q=a&lang=en")]
    public void The_other_language_keeps_what_the_page_reads(string query, string url)
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = ("/san-pham", new QueryString(query));

        Assert.Equal(url, Urls.InLanguage(request, "en"));
    }

    [Fact]
    public void The_other_language_does_not_repeat_a_flood()
    {
        var request = new DefaultHttpContext().Request;
        (request.Path, request.QueryString) = ("/san-pham", new QueryString("?q=" + new string('a', 10_000)));

        Assert.Equal("/san-pham?q=" + new string('a', 200) + "&lang=en", Urls.InLanguage(request, "en"));
    }
}
