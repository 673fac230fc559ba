using OcopMarket.Ordering.AfterSales;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

public sealed class ChangeRecipientTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_giver_changes_name_telephone_and_street_on_the_page_until_it_is_packed()
    {
        var tea = await Market.PutOnSaleAsync("Chè đổi người nhận");
        var bought = await Market.BoughtAsync(tea, 1);
        var commune = AreaDirectory.Instance.FindCommune((await Market.ReadParcelAsync(bought.Parcel)).CommuneCode)!;
        using var browser = Market.CreateVisitor();
        var form = new Dictionary<string, string> { ["Name"] = "Bà Sáu", ["Phone"] = "+84 987 654 321", ["Street"] = "7 ngõ Gạch", ["Commune"] = commune.FullName, ["District"] = "", ["Province"] = commune.ProvinceCode };

        using var sent = await browser.SubmitAsync($"/don-hang/{bought.Secret}/{bought.Parcel}", "dia-chi", form, Ct);

        var parcel = await Market.ReadParcelAsync(bought.Parcel);
        Assert.Equal($"/don-hang/{bought.Secret}/{bought.Parcel}?xong=dia-chi", sent.LedTo());
        Assert.Equal(("Bà Sáu", "0987654321", "7 ngõ Gạch", commune.Code), (parcel.RecipientName, parcel.RecipientPhone, parcel.Street, parcel.CommuneCode));

        await Market.MoveAsync(bought.Parcel, ParcelMove.Pack);
        var late = await Get<ChangeRecipient>().RunAsync(new(bought.Secret, bought.Parcel, "Ông Bảy", "0987654321", "8 ngõ Gạch", commune.Code), Ct);
        Assert.Equal(PurchaseRefusals.ParcelWrongState(parcel.Number, ParcelState.Packed), late.Refusal);
        Assert.Equal("Bà Sáu", (await Market.ReadParcelAsync(bought.Parcel)).RecipientName);
    }

    [Fact]
    public async Task A_dearer_place_is_refused_with_both_amounts_and_a_cheaper_one_keeps_what_was_paid()
    {
        var tea = await Market.PutOnSaleAsync("Chè đi xa"); // sent from Hà Nội
        var near = await Market.BoughtAsync(tea, 1);
        var far = await Market.BoughtAsync(tea, 1, recipients: [new("Mẹ", Commune: Commune("79"))]);
        var before = await Market.ReadParcelAsync(near.Parcel);

        var dearer = await Get<ChangeRecipient>().RunAsync(new(near.Secret, near.Parcel, "Mẹ", "0987654321", "1 Lê Lợi", Commune("79")), Ct);
        var cheaper = await Get<ChangeRecipient>().RunAsync(new(far.Secret, far.Parcel, "Mẹ", "0987654321", "1 Tràng Tiền", before.CommuneCode), Ct);

        var after = await Market.ReadParcelAsync(far.Parcel);
        Assert.Equal(("ordering.address_dearer", before.ShippingFee.Dong), (dearer.Refusal?.Code, dearer.Refusal?.Values[1]));
        Assert.Equal((before.CommuneCode, before.RecipientName), ((await Market.ReadParcelAsync(near.Parcel)).CommuneCode, (await Market.ReadParcelAsync(near.Parcel)).RecipientName));
        Assert.True(cheaper.Succeeded, $"{cheaper.Refusal}");
        Assert.Equal((before.CommuneCode, far.Total), (after.CommuneCode, after.Total));
    }

    [Fact]
    public async Task The_look_up_answers_the_same_for_an_order_and_none_and_writes_to_the_orders_own_address()
    {
        var tea = await Market.PutOnSaleAsync("Chè tra đơn");
        var bought = await Market.BoughtAsync(tea, 1);
        using var browser = Market.CreateVisitor();
        async Task<(string? Led, string Page)> AskAsync(string contact, string number)
        {
            using var answer = await browser.SubmitAsync("/tra-cuu-don", "tra-cuu", new() { ["Contact"] = contact, ["Number"] = number }, Ct);
            return (answer.LedTo(), await browser.GetStringAsync(answer.LedTo() ?? "/tra-cuu-don", Ct));
        }

        var (hit, miss, wrongPerson) = (await AskAsync("0987654321", bought.Number.ToLowerInvariant()), await AskAsync("0987654321", "DH-22222222"), await AskAsync("ke-khac@example.vn", bought.Number));

        Assert.Equal(("/tra-cuu-don?xong=gui", hit.Led, hit.Led), (hit.Led, miss.Led, wrongPerson.Led));
        Assert.Equal(Plain(hit.Page), Plain(miss.Page));
        Assert.Equal(Plain(hit.Page), Plain(wrongPerson.Page));
        Assert.Equal($"/don-hang/{bought.Secret}", await Market.LinkOfLastLetterAsync("nguoi-mua@example.vn", Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Market.LastLetterAsync("ke-khac@example.vn", Ct));
    }

    private static string Commune(string province) => AreaDirectory.Instance.CommunesOf(province)[0].Code;

    // Every page has a token of its own.
    private static string Plain(string page) => System.Text.RegularExpressions.Regex.Replace(page, "name=\"__RequestVerificationToken\" value=\"[^\"]+\"", "");
}
