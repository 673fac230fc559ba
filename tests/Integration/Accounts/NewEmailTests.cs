using System.Net;
using OcopMarket.Accounts;
using OcopMarket.Accounts.Security;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

public sealed class NewEmailTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task A_new_address_counts_once_its_mailbox_confirms_and_ends_every_session()
    {
        var person = await Market.AsShopperAsync("Giàng Thị Sua");
        using var session = person.Client();

        using var asked = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = "sua-moi@example.vn", ["Password"] = TestPerson.Password }, Ct);

        Assert.Equal("/tai-khoan/e-mail?xong=1", asked.LedTo());
        var link = await Market.LinkOfLastLetterAsync("sua-moi@example.vn", Ct);
        Assert.Contains("yêu cầu đổi địa chỉ e-mail", await Market.LastLetterAsync(person.Email, Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/tai-khoan", Ct)).StatusCode);
        using var visitor = Market.CreateVisitor();
        using var taken = await visitor.SubmitAsync(link, "doi-e-mail", [], Ct);
        Assert.Equal("/tai-khoan/e-mail/xac-nhan?xong=1", taken.LedTo());

        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/tai-khoan", Ct)).StatusCode);
        Assert.Contains("không còn đăng nhập được", await Market.LastLetterAsync(person.Email, Ct), StringComparison.Ordinal);
        using var old = await visitor.SubmitAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = person.Email, ["Password"] = TestPerson.Password }, Ct);
        Assert.Null(old.LedTo());
        using var entered = await visitor.SubmitAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = "sua-moi@example.vn", ["Password"] = TestPerson.Password }, Ct);
        Assert.Equal("/tai-khoan?vao=1", entered.LedTo());
        using var again = Market.CreateVisitor();
        using var twice = await again.SubmitAsync(link, "doi-e-mail", [], Ct);
        Assert.Null(twice.LedTo());
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_the_same_answer_and_no_letter()
    {
        var (person, other) = (await Market.AsShopperAsync(), await Market.AsShopperAsync());
        using var session = person.Client();

        using var asked = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = other.Email, ["Password"] = TestPerson.Password }, Ct);

        Assert.Equal("/tai-khoan/e-mail?xong=1", asked.LedTo());
        Assert.Contains("yêu cầu đổi địa chỉ e-mail", await Market.LastLetterAsync(person.Email, Ct), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Market.LastLetterAsync(other.Email, Ct));
    }

    [Fact]
    public async Task A_link_is_worthless_for_another_address_and_once_somebody_else_has_it()
    {
        var person = await Market.AsShopperAsync();
        using var session = person.Client();
        using var asked = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = "cho-xac-nhan@example.vn", ["Password"] = TestPerson.Password }, Ct);
        var secret = (await Market.LinkOfLastLetterAsync("cho-xac-nhan@example.vn", Ct)).Split("&ma=")[1];
        Assert.Equal(AccountsRefusals.LinkWorthless(), (await Get<ConfirmNewEmail>().RunAsync(new(person.Account, "khac@example.vn", secret), Ct)).Refusal);
        await Get<OcopMarket.Accounts.People.AddAccount>().RunAsync(new(OcopMarket.Platform.Actor.Operator("test"), "Người khác", "cho-xac-nhan@example.vn", TestPerson.Password), Ct);

        Assert.Equal(AccountsRefusals.LinkWorthless(), (await Get<ConfirmNewEmail>().RunAsync(new(person.Account, "cho-xac-nhan@example.vn", secret), Ct)).Refusal);
        Assert.Equal(HttpStatusCode.OK, (await session.GetAsync("/tai-khoan", Ct)).StatusCode);
    }

    [Fact]
    public async Task It_takes_the_password_and_is_asked_five_times_a_day_at_most()
    {
        var person = await Market.AsShopperAsync();
        using var session = person.Client();
        using var wrong = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = "ai-do@example.vn", ["Password"] = "không phải nó" }, Ct);
        Assert.Contains("Mật khẩu", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Null(wrong.LedTo());
        for (var i = 0; i < 5; i++)
        {
            using var asked = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = $"ai-do-{i}@example.vn", ["Password"] = TestPerson.Password }, Ct);
            Assert.NotNull(asked.LedTo());
        }

        using var sixth = await session.SubmitAsync("/tai-khoan/e-mail", "e-mail", new() { ["Email"] = "ai-do-6@example.vn", ["Password"] = TestPerson.Password }, Ct);

        Assert.Contains("5 lần trong 24 giờ", await sixth.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
