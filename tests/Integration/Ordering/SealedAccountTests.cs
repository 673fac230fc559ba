using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Onboarding;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>Numbers of bank accounts are not in the database in clear; those of before get there by a job.</summary>
public sealed class SealedAccountTests(BankFixture fixture) : BankTest(fixture), IClassFixture<BankFixture>
{
    [Fact]
    public async Task No_row_of_accounts_keys_notices_or_the_trail_holds_a_number_in_clear()
    {
        var shop = await OpenShopAsync("Chè niêm phong");
        var body = Body(shop, "cam on", 1_000, "FT-sealed");
        await SendSignedAsync(shop, body);
        var shopper = await Market.AsShopperAsync();
        var application = await Market.ApplyAsync(shopper.Actor, "15607", "Hộ niêm phong", "0109998887");

        Assert.Equal(0, await InClearAsync(shop.Account));
        Assert.Equal(0, await InClearAsync("1500201234567"));
        Assert.Equal(shop.Account, (await Get<IProducerAccounts>().OnFileAsync(shop.Product.Producer, Ct))!.Number);
        Assert.Equal("1500201234567", (await Get<ApplicationQueries>().FindAsync(shopper.Actor, application, Ct))!.Bank!.Number);
        Assert.Equal(body, (await NoticeAsync("FT-sealed")).Body);
        var key = Assert.Single(await Get<NoticeKeyQueries>().OfAsync(Desks.StaffOf(shop.Product, ProducerRights.Money), shop.Product.Producer, Ct));
        Assert.Equal(("•••• " + shop.Account[^4..], true, true), (key.Account, key.Current, key.LastNoticeAt is not null));
    }

    [Fact]
    public async Task Rows_of_before_are_read_as_they_are_sealed_once_and_a_notice_is_never_taken_twice()
    {
        var shop = await OpenShopAsync("Chè có từ trước");
        var account = $"{Bin}:{shop.Account}";
        var body = Body(shop, "cam on", 1_000, "FT-old");
        await SendSignedAsync(shop, body);
        await using (var db = await OpenAsync())
        {
            // as they lay before numbers were sealed
            await db.Database.ExecuteSqlAsync($"update registry.producer_bank_accounts set number = {shop.Account} where producer_id = {shop.Product.Producer.Value}", Ct);
            await db.Database.ExecuteSqlAsync($"update ordering.notice_keys set account = {account}, ending = '' where producer_id = {shop.Product.Producer.Value}", Ct);
            await db.Database.ExecuteSqlAsync($"update ordering.payment_notices set account = {account}, body = {body} where external_id = 'FT-old'", Ct);
        }

        Assert.Equal(3, await InClearAsync(shop.Account));
        Assert.Equal(shop.Account, (await Get<IProducerAccounts>().OnFileAsync(shop.Product.Producer, Ct))!.Number);
        Assert.Equal(body, (await NoticeAsync("FT-old")).Body);
        await SendSignedAsync(shop, body);
        Assert.Equal(1, await NoticesOfAsync(shop));

        for (var again = 0; again < 2; again++)
        {
            await Get<JobRunner>().RunAsync("seal-accounts", Ct);
            await Get<JobRunner>().RunAsync("seal-notices", Ct);

            Assert.Equal(0, await InClearAsync(shop.Account));
            Assert.Equal(shop.Account, (await Get<IProducerAccounts>().OnFileAsync(shop.Product.Producer, Ct))!.Number);
            Assert.Equal(body, (await NoticeAsync("FT-old")).Body);
        }

        await SendSignedAsync(shop, body);
        Assert.Equal(1, await NoticesOfAsync(shop));
        await SendSignedAsync(shop, Body(shop, "lan hai", 2_000, "FT-new"));
        Assert.Equal(2, await NoticesOfAsync(shop));
        var key = Assert.Single(await Get<NoticeKeyQueries>().OfAsync(Desks.StaffOf(shop.Product, ProducerRights.Money), shop.Product.Producer, Ct));
        Assert.Equal(("•••• " + shop.Account[^4..], true), (key.Account, key.Current));
    }

    [Fact]
    public async Task A_fingerprint_is_the_same_on_every_node_and_is_no_plain_hash()
    {
        await using var other = AnotherNode();

        var mark = await Get<Fingerprints>().OfAsync("970405:1", Ct);

        Assert.Equal(mark, await other.Get<Fingerprints>().OfAsync("970405:1", Ct));
        Assert.NotEqual(mark, await Get<Fingerprints>().OfAsync("970405:2", Ct));
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("970405:1"u8)), mark, StringComparison.Ordinal);
    }

    private async Task<int> InClearAsync(string number)
    {
        var part = $"%{number}%";
        await using var db = await OpenAsync();
        return await db.Database.SqlQuery<int>(
            $"""
            select ((select count(*) from registry.producer_bank_accounts t where t::text like {part}) + (select count(*) from registry.producer_applications t where t::text like {part})
                + (select count(*) from ordering.notice_keys t where t::text like {part}) + (select count(*) from ordering.payment_notices t where t::text like {part})
                + (select count(*) from platform.audit_entries t where t::text like {part}) + (select count(*) from platform.outbox_messages t where t::text like {part}))::int as "Value"
            """).SingleAsync(Ct);
    }
}
