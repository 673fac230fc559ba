using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using OcopMarket.Catalog.Offers;
using OcopMarket.Platform.Areas;
using OcopMarket.Web.Pages.Shop.Catalogue;

namespace OcopMarket.Tests.Unit.Web;

public sealed class CatalogueAddressTests
{
    [Theory]
    [InlineData("", "/san-pham")]
    [InlineData("?q=", "/san-pham")]
    [InlineData("?q=%20n%C6%B0%E1%BB%9Bc%20%20m%E1%BA%AFm%20", "/san-pham?q=n%C6%B0%E1%BB%9Bc%20m%E1%BA%AFm")]
    [InlineData("?nhom=thuc-pham&nhom=do-uong&nhom=thuc-pham", "/san-pham?nhom=thuc-pham&nhom=do-uong")]
    [InlineData("?nhom=2", "/san-pham?nhom=do-uong")]
    [InlineData("?bo=11&bo=12&sao=5&sao=4", "/san-pham?bo=11&bo=12&sao=5&sao=4")]
    [InlineData("?tinh=ha-noi&xa=00577&trang=3", "/san-pham?tinh=ha-noi&xa=00577&trang=3")]
    [InlineData("?tinh=01", "/san-pham?tinh=ha-noi")]
    [InlineData("?gia-tu=100.000&gia-den=250%20000", "/san-pham?gia-tu=100000&gia-den=250000")]
    [InlineData("?gia-tu=500000&gia-den=100000", "/san-pham?gia-tu=100000&gia-den=500000")]
    [InlineData("?gia-tu=&gia-den=", "/san-pham")]
    [InlineData("?chu-the=htx-phu-luong&qua=1&sap-xep=don-gia&dung=1", "/san-pham?chu-the=htx-phu-luong&qua=1&sap-xep=don-gia&dung=1")]
    [InlineData("?sap-xep=phu-hop&trang=1&qua=0&utm_source=zalo", "/san-pham")]
    public void What_can_be_read_is_written_the_shortest_way(string query, string url)
    {
        var address = Read(query);

        Assert.Equal(url, address.ToUrl());
        Assert.Empty(address.Ignored);
    }

    [Theory]
    [InlineData("?trang=0", "trang=0")]
    [InlineData("?trang=-1", "trang=-1")]
    [InlineData("?trang=99999999999999999999", "trang=99999999999999999999")]
    [InlineData("?trang=1e3", "trang=1e3")]
    [InlineData("?sao=2", "sao=2")]
    [InlineData("?sao=6", "sao=6")]
    [InlineData("?sao=4,5", "sao=4,5")]
    [InlineData("?bo=27", "bo=27")]
    [InlineData("?nhom=7", "nhom=7")]
    [InlineData("?nhom=xyz", "nhom=xyz")]
    [InlineData("?tinh=bac-kan", "tinh=bac-kan")]
    [InlineData("?xa=1", "xa=1")]
    [InlineData("?gia-tu=-5", "gia-tu=-5")]
    [InlineData("?gia-tu=abc", "gia-tu=abc")]
    [InlineData("?gia-den=99999999999999999999999", "gia-den=99999999999999999999999")]
    [InlineData("?gia-den=10000000001", "gia-den=10000000001")]
    [InlineData("?chu-the=..%2F..%2Fetc", "chu-the=../../etc")]
    [InlineData("?chu-the=%27%3B%20drop%20table", "chu-the='; drop table")]
    [InlineData("?qua=yes", "qua=yes")]
    [InlineData("?dung=2", "dung=2")]
    [InlineData("?sap-xep=quang-cao", "sap-xep=quang-cao")]
    [InlineData("?sao=%00%01", "sao=")]
    public void What_cannot_be_read_is_left_out_and_named(string query, string ignored)
    {
        var address = Read(query);

        Assert.Equal([ignored], address.Ignored);
        Assert.Equal("/san-pham", address.ToUrl());
    }

    [Fact]
    public void Only_some_of_many_mistakes_are_named_and_each_is_cut()
    {
        var address = Read("?nhom=" + new string('x', 10_000) + string.Concat(Enumerable.Range(0, 50).Select(i => $"&bo={i + 100}")));

        Assert.Equal(5, address.Ignored.Count);
        Assert.Contains("nhom=" + new string('x', 40), address.Ignored);
    }

    [Fact]
    public void A_long_query_is_cut_and_says_so()
    {
        var address = Read("?q=" + new string('a', 10_000));

        Assert.Equal(200, address.Query.Length);
        Assert.True(address.QueryCut);
    }

    [Fact]
    public void A_cut_never_halves_a_letter()
    {
        var address = Read("?q=" + Uri.EscapeDataString(new string('a', 199) + "\U0001F375" + "b"));

        Assert.Equal(new string('a', 199), address.Query);
    }

    [Fact]
    public void Control_signs_are_taken_out_of_the_query()
    {
        var address = Read("?q=tr%C3%A0%00%0D%0A%1Bxanh");

        Assert.Equal("trà xanh", address.Query);
    }

    [Fact]
    public void A_choice_is_added_or_taken_away_and_the_list_begins_anew()
    {
        var links = Read("?q=tra&sao=5&trang=4").Links(CatalogueAddress.Keys.Stars);

        Assert.Equal("/san-pham?q=tra&loc=1&sao=5&sao=4", links.Toggle("4"));
        Assert.Equal("/san-pham?q=tra&loc=1", links.Toggle("5"));
    }

    [Fact]
    public void The_filter_holds_what_the_address_says()
    {
        var filter = Read("?q=tra&nhom=thuc-pham&sao=4&tinh=thai-nguyen&gia-den=200000&qua=1&sap-xep=gia-giam&trang=2").ToFilter(adult: true);

        Assert.Equal("tra", filter.Query);
        Assert.Equal([1], filter.Groups);
        Assert.Equal([4], filter.Stars);
        Assert.Equal(["19"], filter.Provinces);
        Assert.Equal((null, 200_000), (filter.MinPrice, filter.MaxPrice));
        Assert.Equal((true, true, CatalogueSort.PriceDown, 2), (filter.GiftOnly, filter.Adult, filter.Sort, filter.Page));
    }

    private static CatalogueAddress Read(string query) => CatalogueAddress.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), AreaDirectory.Instance);
}
