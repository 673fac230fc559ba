using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Papers;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>The papers as a printer gets them, read back by poppler's tools.</summary>
public sealed class ParcelPaperTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Desk = "/kenh-chu-the/don-hang";

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task No_paper_of_a_gift_shows_an_amount(string language)
    {
        var tea = await Market.PutOnSaleAsync($"Chè không giá {language}", price: 345_679);
        var gifts = await ParcelsOfAsync(await Market.BuyAsync([(tea, 3)], recipients: [new("Mẹ", "Chúc mẹ khỏe"), new("Cô Hoa", "Cảm ơn cô")]));
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);

        foreach (var paper in Enum.GetValues<ParcelPaper>())
        {
            var written = Desks.Must(await Get<ParcelPapers>().WriteAsync(staff.Actor, paper, [.. gifts.Select(p => p.Id)], PaperSize.A5, CultureInfo.GetCultureInfo(language), Ct));
            var text = await TextOfAsync(written);

            Assert.Contains(paper is ParcelPaper.Card ? "Chúc mẹ khỏe" : gifts[0].Number, text, StringComparison.Ordinal);
            Assert.DoesNotContain("đ\n", text, StringComparison.Ordinal);
            foreach (var amount in gifts.SelectMany(p => new[] { p.Total, p.ShippingFee, p.Lines[0].Goods, p.Lines[0].Price }).Where(m => m.Dong > 0))
            {
                Assert.DoesNotContain(amount.Dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), text, StringComparison.Ordinal);
                Assert.DoesNotContain(amount.Dong.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_label_says_what_the_carrier_takes_at_the_door_and_where_it_goes_by_todays_names()
    {
        var tea = await Market.PutOnSaleAsync("Chè thu tiền tận nơi");
        var parcel = (await ParcelsOfAsync(await Market.BuyAsync([(tea, 2)], PaymentMethod.Cod)))[0];
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);

        var label = await TextOfAsync(Desks.Must(await Get<ParcelPapers>().WriteAsync(staff.Actor, ParcelPaper.Label, [parcel.Id], PaperSize.A5, CultureInfo.GetCultureInfo("en"), Ct)));

        Assert.Contains($"Thu hộ: {parcel.Due.Dong.ToString("N0", CultureInfo.GetCultureInfo("vi-VN"))} đ", label.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Trần Thị Mua", label, StringComparison.Ordinal);
        Assert.Contains("Phường Ba Đình, Thành phố Hà Nội", label.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(parcel.Number, label, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slip_names_goods_and_certificates_and_a_message_without_its_emoji()
    {
        var tea = await Market.PutOnSaleAsync("Chè búp tím");
        var parcel = (await ParcelsOfAsync(await Market.BuyAsync([(tea, 2)], recipients: [new("Bà Ngoại", "Kính chúc bà 🎉 mạnh khỏe ❤️")])))[0];
        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);

        var slip = (await TextOfAsync(Desks.Must(await Get<ParcelPapers>().WriteAsync(staff.Actor, ParcelPaper.Slip, [parcel.Id], PaperSize.A4, CultureInfo.GetCultureInfo("vi"), Ct)))).ReplaceLineEndings(" ");

        Assert.Contains("KHÔNG ĐỂ GIÁ", slip, StringComparison.Ordinal);
        Assert.Contains("2 × Chè búp tím", slip, StringComparison.Ordinal);
        Assert.Contains(tea.Number, slip, StringComparison.Ordinal);
        Assert.Contains("Lời nhắn: Kính chúc bà mạnh khỏe", slip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_message_is_on_the_card_to_its_last_word()
    {
        var tea = await Market.PutOnSaleAsync("Chè lời dài");
        var message = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Dòng thứ {i} của lời chúc"));
        var parcel = (await ParcelsOfAsync(await Market.BuyAsync([(tea, 1)], recipients: [new("Mẹ", "x")])))[0];
        await using (var db = await OpenAsync())
        {
            await db.Parcels.Where(p => p.Id == parcel.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Message, message[..500]).SetProperty(x => x.RecipientName, new string('W', 100)), Ct);
        }

        var staff = await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders);

        var card = await TextOfAsync(Desks.Must(await Get<ParcelPapers>().WriteAsync(staff.Actor, ParcelPaper.Card, [parcel.Id], PaperSize.A5, CultureInfo.GetCultureInfo("vi"), Ct)));

        Assert.All(Enumerable.Range(1, 19), i => Assert.Contains($"Dòng thứ {i} ", card, StringComparison.Ordinal));
        Assert.Equal(100, card.Count(c => c == 'W'));
    }

    [Fact]
    public async Task Ticked_parcels_come_in_one_file_and_only_their_producers_staff_gets_it()
    {
        var (tea, other) = (await Market.PutOnSaleAsync("Chè in nhiều"), await Market.PutOnSaleAsync("Mứt in nhiều"));
        var (own, foreign) = ((await ParcelsOfAsync(await Market.BuyAsync([(tea, 1)], PaymentMethod.Cod)))[0], (await ParcelsOfAsync(await Market.BuyAsync([(other, 1)], PaymentMethod.Cod)))[0]);
        using var desk = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Orders)).Client();
        using var idle = (await Market.AsStaffOfAsync(tea.Producer, ProducerRights.Listings)).Client();

        async Task<HttpResponseMessage> PrintAsync(string paper, params string[] ids)
        {
            var token = System.Text.RegularExpressions.Regex.Match(await desk.GetStringAsync(Desk, Ct), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
            using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("giay", paper), .. ids.Select(id => new KeyValuePair<string, string>("kien", id))]);
            return await desk.PostAsync($"{Desk}/giay.pdf", form, Ct);
        }

        using var printed = await PrintAsync("nhan", $"{own.Id}");
        using var one = await desk.GetAsync($"{Desk}/{own.Id}/phieu.pdf", Ct);
        using var refused = await PrintAsync("nhan", $"{own.Id}", $"{foreign.Id}");
        using var none = await PrintAsync("phieu");
        using var noGift = await PrintAsync("thiep", $"{own.Id}");
        using var strangers = await desk.GetAsync($"{Desk}/{foreign.Id}/phieu.pdf", Ct);
        using var withoutRight = await idle.GetAsync($"{Desk}/{own.Id}/phieu.pdf", Ct);

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (printed.StatusCode, printed.Content.Headers.ContentType?.MediaType));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (one.StatusCode, one.Content.Headers.ContentType?.MediaType));
        Assert.Equal($"{Desk}?khong-in=ordering.parcel_unknown", refused.LedTo());
        Assert.Equal($"{Desk}?khong-in=", none.LedTo());
        Assert.Equal($"{Desk}?khong-in=ordering.no_gift_among_parcels", noGift.LedTo());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (strangers.StatusCode, withoutRight.StatusCode));
        Assert.Contains("không có kiện quà nào", WebUtility.HtmlDecode(await desk.GetStringAsync(noGift.LedTo(), Ct)), StringComparison.Ordinal);
    }

    private async Task<List<Parcel>> ParcelsOfAsync(PurchaseId purchase)
    {
        await using var db = await OpenAsync();
        return await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.PurchaseId == purchase).OrderBy(p => p.Number).ToListAsync(Ct);
    }

    private static async Task<string> TextOfAsync(byte[] file)
    {
        using var reader = Process.Start(new ProcessStartInfo("pdftotext", "-layout - -") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var text = reader.StandardOutput.ReadToEndAsync(Ct);
        await reader.StandardInput.BaseStream.WriteAsync(file, Ct);
        reader.StandardInput.Close();
        return (await text).Normalize();
    }
}
