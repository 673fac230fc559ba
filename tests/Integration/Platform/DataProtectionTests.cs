using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class DataProtectionTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task What_one_node_protects_another_node_and_a_later_start_can_read()
    {
        var sealedText = Get<IDataProtectionProvider>().CreateProtector("test").Protect("chữ ký");
        await using var other = AnotherNode();

        Assert.Equal("chữ ký", other.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText));
        await using var db = await OpenAsync();
        var key = Assert.Single(await db.Set<DataProtectionKey>().ToListAsync(Ct));
        Assert.StartsWith("<key id=", key.Xml, StringComparison.Ordinal);
    }
}
