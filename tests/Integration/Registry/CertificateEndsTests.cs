using System.Text;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Registry;

public sealed class CertificateEndsTests(MarketFixture fixture) : RegistryDecisionTest(fixture), IClassFixture<MarketFixture>, IAsyncLifetime
{
    private static readonly DateOnly Last = new(2026, 3, 2);

    /// <summary>Each test begins on the last day, with every earlier end already told.</summary>
    public async ValueTask InitializeAsync()
    {
        Clock.SetVietnam(Last, new(23, 59, 59));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_end_is_announced_the_second_after_the_last_day_and_never_again()
    {
        var honey = await Market.CertifyAsync("Mật ong Phong Thổ", validThrough: Last);

        Assert.Equal(0, await Get<ICertificateEnds>().AnnounceAsync(Ct));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Get<ICertificateEnds>().AnnounceAsync(Ct));
        Assert.Equal(0, await Get<ICertificateEnds>().AnnounceAsync(Ct));
        Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await Get<ICertificateEnds>().AnnounceAsync(Ct));

        Assert.Equal([new(honey.Certificate, honey.Product, honey.Producer, honey.Number, CertificateEnd.Expired, Last)], await MessagesAsync(honey.Certificate));
        var audit = await LastAuditAsync(honey.Certificate);
        Assert.Equal(("System:certificate-clock", "registry.certificate_ended", "Expired"), (audit.Actor, audit.Action, audit.Reason));
        Assert.Equal(1, (await TracesAsync(honey.Certificate)).Audits);
    }

    [Fact]
    public async Task Two_processes_at_once_announce_each_end_once_and_write_one_letter()
    {
        await using var other = AnotherNode();
        var ended = new List<ProductOnSale>();
        for (var i = 0; i < 12; i++)
        {
            ended.Add(await Market.CertifyAsync($"Mật ong rừng số {i}", validThrough: Last));
        }

        Clock.Advance(TimeSpan.FromSeconds(5));
        var announced = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? Market : other).Get<ICertificateEnds>().AnnounceAsync(Ct))));
        await Task.WhenAll(Get<OutboxDispatcher>().RunAsync(Ct), other.Get<OutboxDispatcher>().RunAsync(Ct));

        Assert.Equal(12, announced.Sum());
        foreach (var honey in ended)
        {
            var after = await TracesAsync(honey.Certificate);
            Assert.Equal((1, 1), (after.Audits, after.Messages));
            Assert.Single(LettersOf(Market, honey.Certificate).Concat(LettersOf(other, honey.Certificate)));
        }
    }

    [Fact]
    public async Task The_letter_tells_the_producer_of_product_number_and_last_day()
    {
        var honey = await Market.CertifyAsync("Mật ong hoa cà phê", validThrough: Last, producer: "HTX Ong Cao Nguyên");
        var silent = await Market.CertifyAsync("Mật ong không địa chỉ", validThrough: Last);
        await using (var db = await OpenAsync())
        {
            await db.Producers.Where(p => p.Id == silent.Producer).ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, (string?)null), Ct);
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);
        await Get<OutboxDispatcher>().RunAsync(Ct);

        var eml = await File.ReadAllTextAsync(Assert.Single(LettersOf(Market, honey.Certificate)), Ct);
        var body = Encoding.UTF8.GetString(Convert.FromBase64String(eml.Split("\r\n\r\n", 2)[1]));
        Assert.StartsWith("Kính gửi HTX Ong Cao Nguyên,", body, StringComparison.Ordinal);
        Assert.Contains($"số {honey.Number} của sản phẩm “Mật ong hoa cà phê” có hiệu lực đến hết ngày 02/03/2026", body, StringComparison.Ordinal);
        Assert.Empty(LettersOf(Market, silent.Certificate));
    }

    [Fact]
    public async Task A_product_that_was_renewed_in_time_is_not_announced()
    {
        var honey = await Market.CertifyAsync("Mật ong bạc hà", validThrough: Last);
        await using (var db = await OpenAsync())
        {
            db.Certificates.Add(new Certificate(CertificateId.New(), honey.Product, new CertificatePaper(
                "GH-1", "UBND tỉnh", AuthorityLevel.Province, 4, "QD148-2023", null, null, Last.AddDays(1), Last.AddYears(3), []), null, Clock.GetUtcNow()));
            await db.SaveChangesAsync(Ct);
        }

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);

        var after = await TracesAsync(honey.Certificate);
        Assert.Equal((0, 0), (after.Audits, after.Messages));
        Assert.NotNull(after.Announced);
    }

    [Fact]
    public async Task A_revocation_dated_later_is_announced_on_its_day_as_a_revocation()
    {
        var honey = await Market.CertifyAsync("Mật ong hoa nhãn");
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(honey.Number), RevocationGround.MarkMisused, "Sai nhãn", "5/QĐ", From: Last.AddDays(2)), Ct);

        Clock.SetVietnam(Last.AddDays(1));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);
        Assert.Empty(await MessagesAsync(honey.Certificate));
        Clock.SetVietnam(Last.AddDays(2));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);

        var told = Assert.Single(await MessagesAsync(honey.Certificate));
        Assert.Equal((CertificateEnd.Revoked, Last.AddDays(1)), (told.End, told.LastDay));
    }

    [Fact]
    public async Task A_revocation_at_once_is_announced_by_itself_and_not_again_by_the_clock()
    {
        var honey = await Market.CertifyAsync("Mật ong rừng tràm");
        await Get<RevokeCertificate>().RunAsync(new(Operator, new(honey.Number), RevocationGround.MarkMisused, "Sai nhãn", "5/QĐ"), Ct);

        Clock.Advance(TimeSpan.FromDays(2));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);

        Assert.Single(await MessagesAsync(honey.Certificate));
    }

    [Fact]
    public async Task After_an_extension_the_new_end_is_announced_again()
    {
        Clock.SetVietnam(new(2026, 6, 10));
        var honey = await Market.CertifyAsync("Mật ong hoa bưởi", validThrough: new(2026, 6, 5), issuedOn: new(2023, 6, 5));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);

        Assert.True((await Get<ExtendCertificate>().RunAsync(new(Operator, new(honey.Number), new(2026, 6, 20), "Chờ đánh giá", "6/QĐ"), Ct)).Succeeded);
        Clock.SetVietnam(new(2026, 6, 21));
        await Get<ICertificateEnds>().AnnounceAsync(Ct);

        Assert.Equal([new(2026, 6, 5), new(2026, 6, 20)], (await MessagesAsync(honey.Certificate)).Select(m => m.LastDay));
    }

    private static string[] LettersOf(MarketFactory market, CertificateId certificate)
        => Directory.Exists(market.Data.Mail) ? Directory.GetFiles(market.Data.Mail, $"*{certificate}*.eml") : [];
}
