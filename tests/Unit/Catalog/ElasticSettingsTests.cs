using Microsoft.Extensions.Configuration;
using OcopMarket.Catalog.Search.Elastic;
using OcopMarket.Platform;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class ElasticSettingsTests
{
    [Fact]
    public void Without_an_address_there_is_no_cluster()
    {
        Assert.False(Read().IsOn);
        Assert.False(Read(("Url", "  "), ("Index", "ocop")).IsOn);
    }

    [Fact]
    public void An_address_is_enough_and_keeps_its_path()
    {
        var settings = Read(("Url", "https://tim-kiem.example.vn/es"));

        Assert.Equal((true, "https://tim-kiem.example.vn/es/", "ocop-listings"), (settings.IsOn, settings.Address!.AbsoluteUri, settings.Index));
    }

    [Theory]
    [InlineData("Url", "tim-kiem.example.vn", "Url")]
    [InlineData("Url", "ftp://tim-kiem.example.vn", "Url")]
    [InlineData("Url", "https://ai:mat-khau@tim-kiem.example.vn", "Url")] // a password in an address ends up in logs
    [InlineData("Index", "Ocop", "Index")]
    [InlineData("Index", "-ocop", "Index")]
    [InlineData("Index", "ocop*", "Index")]
    [InlineData("Index", "ocop/../x", "Index")]
    public void What_cannot_be_right_is_named(string setting, string value, string named)
        => Assert.Contains($"Search:Elasticsearch:{named}", Assert.Throws<SettingException>(() => Read(("Url", "https://tim-kiem.example.vn"), (setting, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://tim-kiem.example.vn", false)]
    [InlineData("http://127.0.0.1:9200", true)]
    [InlineData("https://tim-kiem.example.vn", true)]
    public void A_key_is_sent_in_clear_on_this_machine_only(string url, bool taken)
    {
        var problem = Record.Exception(() => Read(("Url", url), ("ApiKey", "khoa")));

        Assert.Equal(taken, problem is null);
        Assert.DoesNotContain("khoa", problem?.Message ?? "", StringComparison.Ordinal);
        Assert.True(Read(("Url", url)).IsOn);
    }

    private static ElasticSettings Read(params (string Name, string Value)[] settings)
        => ElasticSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(s => s.Name).Select(s => KeyValuePair.Create($"Search:Elasticsearch:{s.Key}", (string?)s.Last().Value))).Build());
}
