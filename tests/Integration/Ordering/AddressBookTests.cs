using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering;
using OcopMarket.Ordering.AddressBook;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Ordering;

/// <summary>A member's address book: whose it is, how much it holds, and the checkout that reads and fills it.</summary>
public sealed class AddressBookTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private static readonly Commune Here = AreaDirectory.Instance.FindCommune("00004")!;

    [Fact]
    public async Task Who_is_saved_twice_is_there_once_and_one_address_is_ones_own()
    {
        var member = await Market.AsShopperAsync();
        var mother = await SaveAsync(member.Actor, "Mẹ", own: true);

        var again = await SaveAsync(member.Actor, " Mẹ ");
        var me = await SaveAsync(member.Actor, "Lò Thị Mây", own: true);

        var book = await Get<AddressBookQueries>().OfAsync(member.Actor, Ct);
        Assert.Equal(mother, again);
        Assert.Equal([(me, true), (mother, false)], book.Select(a => (a.Id, a.Own)));
        Assert.Equal(("Mẹ", "0912345678", "7 ngõ Gạch", Here.Code, Here.ProvinceCode), (book[1].Name, book[1].Phone, book[1].Street, book[1].CommuneCode, book[1].ProvinceCode));
    }

    [Fact]
    public async Task What_cannot_be_an_address_is_refused_as_it_is_for_receivers_and_nothing_is_kept()
    {
        var actor = (await Market.AsShopperAsync()).Actor;
        SaveAddress.Command Command(string name = "Mẹ", string phone = "0912345678", string street = "7 ngõ Gạch", string? commune = null) => new(actor, null, name, phone, street, commune ?? Here.Code);

        Assert.Equal("ordering.recipient_name_wrong", (await Get<SaveAddress>().RunAsync(Command(name: " "), Ct)).Refusal?.Code);
        Assert.Equal(GiftRefusals.PhoneWrong("12"), (await Get<SaveAddress>().RunAsync(Command(phone: "12"), Ct)).Refusal);
        Assert.Equal("ordering.street_wrong", (await Get<SaveAddress>().RunAsync(Command(street: ""), Ct)).Refusal?.Code);
        Assert.Equal(GiftRefusals.PlaceUnknown("Xã Lạ"), (await Get<SaveAddress>().RunAsync(Command(commune: "Xã Lạ"), Ct)).Refusal);
        Assert.Equal(OrderingRefusals.MembersOnly(), (await Get<SaveAddress>().RunAsync(Command() with { Actor = Actor.Guest }, Ct)).Refusal);
        Assert.Empty(await Get<AddressBookQueries>().OfAsync(actor, Ct));
    }

    [Fact]
    public async Task A_book_holds_fifty_and_those_in_it_can_still_be_changed()
    {
        var member = await Market.AsShopperAsync();
        await using (var db = await OpenAsync())
        {
            db.SavedAddresses.AddRange(Enumerable.Range(1, 49).Select(i => new SavedAddress { Account = member.Account, Name = $"Khách {i}", Phone = "0912345678", Street = "1", CommuneCode = Here.Code, ProvinceCode = Here.ProvinceCode, CommuneName = Here.FullName, SavedAt = Clock.GetUtcNow() }));
            await db.SaveChangesAsync(Ct);
        }

        var (one, two) = (SaveOrNotAsync(member.Actor, "Cô Hoa"), SaveOrNotAsync(member.Actor, "Chú Tư")); // two windows at the same moment
        var answers = await Task.WhenAll(one, two);

        var book = await Get<AddressBookQueries>().OfAsync(member.Actor, Ct);
        Assert.Equal(50, book.Count);
        Assert.Equal(AddressBookRefusals.AddressBookFull(50), Assert.Single(answers, a => !a.Succeeded).Refusal);
        var changed = await Get<SaveAddress>().RunAsync(new(member.Actor, book[0].Id, "Bà Sáu", "0987654321", "8 ngõ Gạch", Here.Code), Ct);
        Assert.Equal("Bà Sáu", (await Get<AddressBookQueries>().FindAsync(member.Actor, changed.Value, Ct))?.Name);
    }

    [Fact]
    public async Task Another_members_address_is_not_found_in_any_way()
    {
        var (owner, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync());
        var address = await SaveAsync(owner.Actor, "Mẹ");
        using var client = other.Client();

        Assert.Null(await Get<AddressBookQueries>().FindAsync(other.Actor, address, Ct));
        Assert.Equal(AddressBookRefusals.AddressUnknown(), (await Get<SaveAddress>().RunAsync(new(other.Actor, address, "Kẻ lạ", "0987654321", "9", Here.Code), Ct)).Refusal);
        Assert.Equal(AddressBookRefusals.AddressUnknown(), (await Get<RemoveAddress>().RunAsync(new(other.Actor, address), Ct)).Refusal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/tai-khoan/so-dia-chi/{address}", Ct)).StatusCode);
        Assert.DoesNotContain("7 ngõ Gạch", await client.GetStringAsync("/tai-khoan/so-dia-chi", Ct), StringComparison.Ordinal);
        Assert.Equal("Mẹ", (await Get<AddressBookQueries>().FindAsync(owner.Actor, address, Ct))?.Name);
    }

    [Fact]
    public async Task A_place_whose_code_is_gone_is_found_by_its_name_and_a_divided_one_is_asked_about()
    {
        var member = await Market.AsShopperAsync();
        var areas = AreaDirectory.Instance;
        var divided = areas.CommunesOf("01").SelectMany(c => areas.FormerUnitsOf(c.Code)).First(u => u.WasSplit && areas.Resolve(u.FullName, null, "Hà Nội") is AreaResolution.Ambiguous);
        var (known, asked) = (await SaveAsync(member.Actor, "Mẹ"), await SaveAsync(member.Actor, "Cha"));
        await using (var db = await OpenAsync())
        {
            await db.SavedAddresses.Where(a => a.Account == member.Account).ExecuteUpdateAsync(set => set.SetProperty(a => a.CommuneCode, "99999"), Ct);
            await db.SavedAddresses.Where(a => a.Id == asked).ExecuteUpdateAsync(set => set.SetProperty(a => a.CommuneName, divided.FullName), Ct);
        }

        Assert.Equal(Here.Code, (await Get<AddressBookQueries>().FindAsync(member.Actor, known, Ct))?.CommuneCode);
        Assert.Null((await Get<AddressBookQueries>().FindAsync(member.Actor, asked, Ct))?.CommuneCode);

        using var client = member.Client();
        Assert.Contains("không còn trong danh mục", WebUtility.HtmlDecode(await client.GetStringAsync("/tai-khoan/so-dia-chi", Ct)), StringComparison.Ordinal);
        var form = new Dictionary<string, string> { ["Name"] = "Cha", ["Phone"] = "0912345678", ["Street"] = "7 ngõ Gạch", ["Commune"] = divided.FullName, ["District"] = "", ["Province"] = "01" };
        using var which = await client.SubmitAsync($"/tai-khoan/so-dia-chi/{asked}", "dia-chi", form, Ct);
        Assert.Contains("name=\"CommuneCode\"", await which.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var saved = await client.SubmitAsync($"/tai-khoan/so-dia-chi/{asked}", "dia-chi", new(form) { ["CommuneCode"] = divided.BecameCodes[1], ["Asked"] = $"{divided.FullName}||01" }, Ct);
        Assert.Equal("/tai-khoan/so-dia-chi?xong=luu", saved.LedTo());
        Assert.Equal(divided.BecameCodes[1], (await Get<AddressBookQueries>().FindAsync(member.Actor, asked, Ct))?.CommuneCode);
    }

    [Fact]
    public async Task At_the_checkout_a_member_picks_from_the_book_and_saves_a_typed_receiver()
    {
        var tea = await Market.PutOnSaleAsync("Chè sổ địa chỉ");
        var member = await Market.AsShopperAsync();
        var mother = await SaveAsync(member.Actor, "Mẹ");
        using var client = member.Client();
        using var added = await client.PostAsync("/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", $"{await Market.VariantOfAsync(tea)}"), new("so-luong", "1")]), Ct);
        using var gift = await client.SubmitAsync("/thanh-toan?buoc=1", "dip-ngay", new() { ["Purpose"] = "gift" }, Ct);

        using var picked = await client.SubmitAsync("/thanh-toan?buoc=2", "tu-so", new() { ["So"] = $"{mother}" }, Ct);
        var typed = new Dictionary<string, string> { ["Name"] = "Cô Hoa", ["Phone"] = "0987654321", ["Street"] = "8 ngõ Gạch", ["Commune"] = Here.FullName, ["District"] = "", ["Province"] = Here.ProvinceCode, ["KeepInBook"] = "true" };
        using var saved = await client.SubmitAsync("/thanh-toan?buoc=2&them=1", "nguoi-nhan", typed, Ct);
        using var stranger = await client.SubmitAsync("/thanh-toan?buoc=2&them=1", "tu-so", new() { ["So"] = $"{SavedAddressId.New()}" }, Ct);

        await using var db = await OpenAsync();
        var recipients = await db.Carts.Where(c => c.Account == member.Account).SelectMany(c => c.Recipients).OrderBy(r => r.Position).ToListAsync(Ct);
        Assert.Equal("/thanh-toan?buoc=2", picked.LedTo());
        Assert.Equal("/thanh-toan?buoc=2", saved.LedTo());
        Assert.Null(stranger.LedTo());
        Assert.Equal([("Mẹ", "7 ngõ Gạch", Here.Code), ("Cô Hoa", "8 ngõ Gạch", Here.Code)], recipients.Select(r => (r.Name, r.Street, r.CommuneCode)));
        Assert.Equal(["Cô Hoa", "Mẹ"], (await Get<AddressBookQueries>().OfAsync(member.Actor, Ct)).Select(a => a.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_guest_is_offered_no_book()
    {
        var tea = await Market.PutOnSaleAsync("Chè khách vãng lai");
        using var visitor = Market.CreateVisitor();
        using var added = await visitor.PostAsync("/gio-hang/them", new FormUrlEncodedContent([new("_handler", "them"), new("quy-cach", $"{await Market.VariantOfAsync(tea)}"), new("so-luong", "1")]), Ct);
        using var own = await visitor.SubmitAsync("/thanh-toan?buoc=1", "dip-ngay", new() { ["Purpose"] = "own" }, Ct);

        var page = await visitor.GetStringAsync("/thanh-toan?buoc=2", Ct);

        Assert.Contains("name=\"Street\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("KeepInBook", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tu-so", page, StringComparison.Ordinal);
    }

    private async Task<SavedAddressId> SaveAsync(Actor actor, string name, bool own = false) => Desks.Must(await SaveOrNotAsync(actor, name, own));

    private Task<Result<SavedAddressId>> SaveOrNotAsync(Actor actor, string name, bool own = false)
        => Get<SaveAddress>().RunAsync(new(actor, null, name, "+84 912 345 678", "7 ngõ Gạch", Here.Code, Own: own), Ct);
}
