using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts;
using OcopMarket.Accounts.People;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

public sealed partial class SecurityTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private const string Other = "mat khau moi hon";

    [Fact]
    public async Task A_new_password_comes_by_letter_works_once_and_ends_every_session()
    {
        var person = await Market.AsShopperAsync();
        using var visitor = Market.CreateVisitor();
        using var session = person.Client();
        using var asked = await visitor.SubmitAsync("/tai-khoan/quen-mat-khau", "quen", new() { ["Email"] = person.Email }, Ct);
        using var unknown = await visitor.SubmitAsync("/tai-khoan/quen-mat-khau", "quen", new() { ["Email"] = "khong-co@example.vn" }, Ct);
        Assert.Equal(asked.LedTo(), unknown.LedTo());
        var link = await Market.LinkOfLastLetterAsync(person.Email, Ct);

        using var reset = await visitor.SubmitAsync(link, "dat-lai", new() { ["Password"] = Other }, Ct);
        using var again = await visitor.SubmitAsync(link, "dat-lai", new() { ["Password"] = "mat khau thu ba" }, Ct);

        Assert.Equal("/tai-khoan/dat-lai-mat-khau?xong=1", reset.LedTo());
        Assert.Contains("đã dùng rồi", await again.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.StartsWith("/tai-khoan/dang-nhap", (await session.GetAsync("/tai-khoan", Ct)).LedTo(), StringComparison.Ordinal);
        using var old = await SignInAsync(visitor, person.Email, TestPerson.Password);
        using var now = await SignInAsync(visitor, person.Email, Other);
        Assert.Null(old.LedTo());
        Assert.Equal("/tai-khoan?vao=1", now.LedTo());
    }

    [Fact]
    public async Task A_changed_password_keeps_this_session_and_ends_the_others()
    {
        var person = await Market.AsShopperAsync();
        using var here = person.Client();
        using var elsewhere = person.Client();

        using var wrong = await here.SubmitAsync("/tai-khoan/bao-mat", "mat-khau", new() { ["Present"] = "khong phai", ["New"] = Other }, Ct);
        using var right = await here.SubmitAsync("/tai-khoan/bao-mat", "mat-khau", new() { ["Present"] = TestPerson.Password, ["New"] = Other }, Ct);

        Assert.Contains("Mật khẩu hiện tại chưa đúng", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("/tai-khoan/bao-mat?xong=mat-khau", right.LedTo());
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/tai-khoan/bao-mat", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/tai-khoan/bao-mat", Ct)).StatusCode);
    }

    [Fact]
    public async Task An_officer_sets_up_the_second_factor_first_and_needs_it_from_then_on()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        await SetAsync(officer, a => a.TwoFactorEnabled = false);
        using var client = officer.Client();
        using var sent = await client.GetAsync("/can-bo", Ct);
        Assert.Equal("/tai-khoan/bao-mat/hai-lop?tiep=%2Fcan-bo", sent.LedTo());

        var key = Key().Match(await client.GetStringAsync(sent.LedTo(), Ct)).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var wrong = await client.SubmitAsync(sent.LedTo()!, "bat", new() { ["Code"] = "000000" }, Ct);
        Assert.Contains("Mã chưa đúng", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var on = await client.SubmitAsync(sent.LedTo()!, "bat", new() { ["Code"] = Totp.Of(key) }, Ct);
        var codes = Code().Matches(await on.Content.ReadAsStringAsync(Ct)).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(10, codes.Count);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/can-bo", Ct)).StatusCode);

        using var visitor = Market.CreateVisitor();
        using var first = await SignInAsync(visitor, officer.Email, TestPerson.Password);
        Assert.Equal("/tai-khoan/dang-nhap/ma?tiep=%2Ftai-khoan%3Fvao%3D1", first.LedTo());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/can-bo", Ct)).StatusCode);
        using var second = await visitor.SubmitAsync(first.LedTo()!, "ma", new() { ["Code"] = codes[0].ToLowerInvariant() }, Ct);
        Assert.Equal("/tai-khoan?vao=1", second.LedTo());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/can-bo", Ct)).StatusCode);

        using var another = Market.CreateVisitor();
        using var _ = await SignInAsync(another, officer.Email, TestPerson.Password);
        using var used = await another.SubmitAsync(first.LedTo()!, "ma", new() { ["Code"] = codes[0] }, Ct);
        Assert.Contains("Mã chưa đúng", await used.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_shows_neither_app_keys_nor_recovery_codes()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        await SetAsync(officer, a => a.TwoFactorEnabled = false);
        using var client = officer.Client();
        var key = Key().Match(await client.GetStringAsync("/tai-khoan/bao-mat/hai-lop", Ct)).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var on = await client.SubmitAsync("/tai-khoan/bao-mat/hai-lop", "bat", new() { ["Code"] = Totp.Of(key) }, Ct);
        var codes = Code().Matches(await on.Content.ReadAsStringAsync(Ct)).Select(m => m.Groups[1].Value);

        await using var db = await OpenAsync();
        var kept = string.Join('\n', await db.Set<AccountToken>().Where(t => t.UserId == officer.Account).Select(t => t.Value).ToListAsync(Ct));

        Assert.NotEmpty(kept);
        Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
        Assert.All(codes, code => Assert.DoesNotContain(code, kept, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_officer_cannot_switch_the_second_factor_off()
    {
        var officer = await Market.AsProvinceOfficerAsync("01");
        using var client = officer.Client();

        Assert.DoesNotContain("Tắt xác thực hai lớp", await client.GetStringAsync("/tai-khoan/bao-mat/hai-lop", Ct), StringComparison.Ordinal);
        using var forced = await client.SubmitAsync("/tai-khoan/bao-mat/hai-lop", "tat", new() { ["Password"] = TestPerson.Password }, Ct);

        Assert.NotEqual(HttpStatusCode.Redirect, forced.StatusCode);
        await using var db = await OpenAsync();
        Assert.True((await db.Accounts.SingleAsync(a => a.Id == officer.Account, Ct)).TwoFactorEnabled);
    }

    [Fact]
    public async Task A_demonstration_account_cannot_be_changed()
    {
        await using var demo = new MarketFactory(ConnectionString) { Clock = Clock, Settings = { ["Market:Demo"] = "true" } };
        var person = await demo.AsShopperAsync();
        await SetAsync(person, a => a.GetType().GetProperty("Demo")!.SetValue(a, true));
        using var client = person.Client();

        using var answer = await client.SubmitAsync("/tai-khoan/bao-mat", "mat-khau", new() { ["Present"] = TestPerson.Password, ["New"] = Other }, Ct);

        Assert.Contains("tài khoản minh họa dùng chung", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task SetAsync(TestPerson person, Action<Account> change)
    {
        await using var db = await OpenAsync();
        change(await db.Accounts.SingleAsync(a => a.Id == person.Account, Ct));
        await db.SaveChangesAsync(Ct);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string email, string password)
        => visitor.SubmitAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = email, ["Password"] = password }, Ct);

    [GeneratedRegex("<span class=\"secret\">([A-Z2-7 ]+)</span>")]
    private static partial Regex Key();

    [GeneratedRegex("<li class=\"secret\">([^<]+)</li>")]
    private static partial Regex Code();
}
