using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

public sealed class SignInTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Who_signs_up_confirms_by_the_letter_and_then_signs_in()
    {
        using var visitor = Market.CreateVisitor();
        using var sent = await SignUpAsync(visitor, "may@example.vn");
        Assert.Equal("/tai-khoan/da-gui-thu", sent.LedTo());
        using var tooEarly = await SignInAsync(visitor, "may@example.vn");
        Assert.Contains("chưa được xác nhận", await tooEarly.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var link = await Market.LinkOfLastLetterAsync("may@example.vn", Ct);
        using var opened = await visitor.GetAsync(link, Ct);
        Assert.Equal("no-referrer", opened.Headers.GetValues("Referrer-Policy").Single());
        using var confirmed = await visitor.SubmitAsync(link, "xac-nhan", [], Ct);
        Assert.Equal("/tai-khoan/xac-nhan?xong=1", confirmed.LedTo());

        using var entered = await SignInAsync(visitor, "may@example.vn", "?tiep=%2Ftai-khoan");
        Assert.Equal("/tai-khoan", entered.LedTo());
        Assert.Contains("Lò Thị Mây", await visitor.GetStringAsync("/tai-khoan", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_a_letter_confirms_nobody_else()
    {
        using var visitor = Market.CreateVisitor();
        await SignUpAsync(visitor, "mot@example.vn");
        await SignUpAsync(visitor, "hai@example.vn");
        var (one, two) = (await Market.LinkOfLastLetterAsync("mot@example.vn", Ct), await Market.LinkOfLastLetterAsync("hai@example.vn", Ct));
        var mixed = one[..one.IndexOf("&ma=", StringComparison.Ordinal)] + two[two.IndexOf("&ma=", StringComparison.Ordinal)..];

        using var answer = await visitor.SubmitAsync(mixed, "xac-nhan", [], Ct);

        Assert.Contains("đã dùng rồi", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await using var db = await OpenAsync();
        Assert.False((await db.Accounts.SingleAsync(a => a.Email == "mot@example.vn", Ct)).EmailConfirmed);
    }

    [Fact]
    public async Task Signing_up_and_in_does_not_tell_who_has_an_account()
    {
        var known = await Market.AsShopperAsync();
        using var visitor = Market.CreateVisitor();

        using var again = await SignUpAsync(visitor, known.Email);
        using var fresh = await SignUpAsync(visitor, "moi@example.vn");
        using var wrong = await SignInAsync(visitor, known.Email, password: "không phải");
        using var unknown = await SignInAsync(visitor, "khong-co@example.vn", password: "không phải");

        Assert.Equal(fresh.LedTo(), again.LedTo());
        Assert.Equal(Said(await wrong.Content.ReadAsStringAsync(Ct)), Said(await unknown.Content.ReadAsStringAsync(Ct)));
        Assert.Contains("/tai-khoan/dang-nhap", await Market.LinkOfLastLetterAsync(known.Email, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_shut_the_door_but_not_who_is_inside()
    {
        var person = await Market.AsShopperAsync();
        using var visitor = Market.CreateVisitor();
        for (var i = 0; i < 5; i++)
        {
            using var _ = await SignInAsync(visitor, person.Email, password: "sai sai sai");
        }

        using var right = await SignInAsync(visitor, person.Email);
        using var inside = person.Client();

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("/tai-khoan", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("//example.com/")]
    [InlineData("https://example.com/")]
    [InlineData("/\\example.com")]
    public async Task Signing_in_never_leads_elsewhere(string back)
    {
        var person = await Market.AsShopperAsync();
        using var visitor = Market.CreateVisitor();

        using var answer = await SignInAsync(visitor, person.Email, "?tiep=" + Uri.EscapeDataString(back));

        Assert.Equal("/tai-khoan?vao=1", answer.LedTo());
    }

    [Fact]
    public async Task A_removed_officer_has_no_rights_in_the_session_still_open()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        using var client = officer.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/can-bo", Ct)).StatusCode);

        var ended = await Get<EndAppointment>().RunAsync(new((await Market.AsAdministratorAsync()).Actor, officer.Account, "Chuyển công tác"), Ct);

        Assert.Null(ended.Refusal);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/can-bo", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_officer_without_second_factor_is_no_officer()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        await using (var db = await OpenAsync())
        {
            await db.Accounts.Where(a => a.Id == officer.Account).ExecuteUpdateAsync(set => set.SetProperty(a => a.TwoFactorEnabled, false), Ct);
        }

        using var client = officer.Client();

        Assert.NotEqual(HttpStatusCode.OK, (await client.GetAsync("/can-bo", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_demonstration_account_opens_nothing_where_there_is_no_demonstration()
    {
        var person = await Market.AsShopperAsync();
        await using (var db = await OpenAsync())
        {
            await db.Accounts.Where(a => a.Id == person.Account).ExecuteUpdateAsync(set => set.SetProperty(a => a.Demo, true), Ct);
        }

        using var visitor = Market.CreateVisitor();
        using var session = person.Client();

        Assert.Equal(HttpStatusCode.OK, (await SignInAsync(visitor, person.Email)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/tai-khoan", Ct)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_wants_the_forms_token()
    {
        using var client = (await Market.AsShopperAsync()).Client();

        using var forged = await client.PostAsync("/tai-khoan/dang-xuat", new FormUrlEncodedContent([]), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/tai-khoan", Ct)).StatusCode);

        using var meant = await client.SubmitAsync("/tai-khoan", "", [], Ct, to: "/tai-khoan/dang-xuat");
        Assert.Equal(HttpStatusCode.Redirect, meant.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/tai-khoan", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_public_page_is_the_same_for_who_is_signed_in_and_sets_no_cookie()
    {
        using var client = (await Market.AsShopperAsync()).Client();

        using var answer = await client.GetAsync("/gioi-thieu", Ct);

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("Lò Thị Mây", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SignUpAsync(HttpClient visitor, string email)
        => visitor.SubmitAsync("/tai-khoan/dang-ky", "dang-ky", new() { ["Name"] = "Lò Thị Mây", ["Email"] = email, ["Password"] = TestPerson.Password, ["Terms"] = "true" }, Ct);

    private static Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string email, string query = "", string password = TestPerson.Password)
        => visitor.SubmitAsync("/tai-khoan/dang-nhap" + query, "dang-nhap", new() { ["Email"] = email, ["Password"] = password }, Ct);

    private static string Said(string html) => html[html.IndexOf("role=\"alert\"", StringComparison.Ordinal)..][..200];
}
