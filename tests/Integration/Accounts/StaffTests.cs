using System.Net;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

public sealed class StaffTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    [Fact]
    public async Task Who_is_invited_by_letter_accepts_once_and_works_at_once()
    {
        var product = await Market.CertifyAsync("Miến dong Na Rì");
        var (owner, guest) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsShopperAsync());
        using var desk = owner.Client();
        using var invited = await desk.SubmitAsync("/kenh-chu-the/nhan-su", "moi", new() { ["Email"] = guest.Email, ["Rights"] = "Listings" }, Ct);
        Assert.Equal("/kenh-chu-the/nhan-su?xong=moi", invited.LedTo());
        var link = await Market.LinkOfLastLetterAsync(guest.Email, Ct);

        using var client = guest.Client();
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/kenh-chu-the", Ct)).StatusCode);
        using var accepted = await client.SubmitAsync(link, "nhan-loi", [], Ct);
        Assert.Equal("/kenh-chu-the", accepted.LedTo());
        Assert.Contains("HTX Miến dong Na Rì", await client.GetStringAsync("/kenh-chu-the", Ct), StringComparison.Ordinal);

        using var second = (await Market.AsShopperAsync()).Client();
        Assert.Contains("đã dùng, đã rút lại hoặc quá hạn", await second.GetStringAsync(link, Ct), StringComparison.Ordinal);
        var staff = await Get<StaffQueries>().OfAsync(owner.Actor, product.Producer, Ct);
        Assert.Equal([ProducerRights.All, ProducerRights.Listings], staff!.Members.Select(m => m.Rights));
        Assert.Empty(staff.Invitations);
    }

    [Fact]
    public async Task Officers_cannot_be_staff_nor_staff_officers()
    {
        var product = await Market.CertifyAsync("Gạo nếp Tú Lệ");
        var (owner, officer) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsProvinceOfficerAsync("01"));
        using var desk = owner.Client();
        using var _ = await desk.SubmitAsync("/kenh-chu-the/nhan-su", "moi", new() { ["Email"] = officer.Email, ["Rights"] = "Listings" }, Ct);
        using var client = officer.Client();

        using var answer = await client.SubmitAsync(await Market.LinkOfLastLetterAsync(officer.Email, Ct), "nhan-loi", [], Ct);
        var appointed = await Get<AppointOfficer>().RunAsync(new((await Market.AsAdministratorAsync()).Actor, owner.Account, new(OfficeLevel.Ministry), OfficeTasks.All, "Thử"), Ct);

        Assert.Contains("không thể làm cho chủ thể", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("accounts.staff_cannot_officiate", appointed.Refusal!.Code);
    }

    [Fact]
    public async Task Two_owners_who_leave_at_once_leave_one_behind()
    {
        var product = await Market.CertifyAsync("Cam Cao Phong");
        var (one, two) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsStaffOfAsync(product.Producer));

        var left = await Task.WhenAll(new[] { one, two }.Select(p => Get<ChangeStaff>().RunAsync(new(p.Actor, product.Producer, p.Account, ProducerRights.None), Ct)));

        Assert.Equal("accounts.last_owner", Assert.Single(left, r => !r.Succeeded).Refusal!.Code);
        await using var db = await OpenAsync();
        Assert.Equal(1, await db.Memberships.CountAsync(m => m.ProducerId == product.Producer, Ct));
    }

    [Fact]
    public async Task Only_an_owner_of_this_producer_manages_its_staff()
    {
        var (product, other) = (await Market.CertifyAsync("Chè Suối Giàng"), await Market.CertifyAsync("Măng khô Nậm Lành"));
        var (owner, staff, stranger) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsStaffOfAsync(product.Producer, ProducerRights.Listings), await Market.AsStaffOfAsync(other.Producer));

        foreach (var actor in new[] { staff.Actor, stranger.Actor, (await Market.AsAdministratorAsync()).Actor, Actor.Guest })
        {
            Assert.Null(await Get<StaffQueries>().OfAsync(actor, product.Producer, Ct));
            Assert.Equal("accounts.only_owners", (await Get<ChangeStaff>().RunAsync(new(actor, product.Producer, owner.Account, ProducerRights.None), Ct)).Refusal!.Code);
            Assert.Equal("accounts.only_owners", (await Get<InviteStaff>().RunAsync(new(actor, product.Producer, "x", "a@example.vn", ProducerRights.All, "vi"), Ct)).Refusal!.Code);
        }

        Assert.Null((await Get<ChangeStaff>().RunAsync(new(staff.Actor, product.Producer, staff.Account, ProducerRights.None), Ct)).Refusal);
    }

    [Fact]
    public async Task A_person_takes_their_data_along_and_is_forgotten_while_what_they_did_stays()
    {
        var product = await Market.CertifyAsync("Hồng treo gió");
        var (owner, person) = (await Market.AsStaffOfAsync(product.Producer), await Market.AsStaffOfAsync(product.Producer, ProducerRights.All, "Sùng A Páo"));
        await Get<InviteStaff>().RunAsync(new(person.Actor, product.Producer, "x", "ban@example.vn", ProducerRights.Listings, "vi"), Ct);
        using var client = person.Client();
        var data = await client.GetStringAsync("/tai-khoan/du-lieu.json", Ct);
        Assert.Contains("Sùng A Páo", data, StringComparison.Ordinal);
        Assert.Contains("accounts.staff_invited", data, StringComparison.Ordinal);

        using var wrong = await client.SubmitAsync("/tai-khoan/du-lieu", "xoa", new() { ["Password"] = "khong phai", ["Sure"] = "true" }, Ct);
        Assert.Null(wrong.LedTo());
        using var gone = await client.SubmitAsync("/tai-khoan/du-lieu", "xoa", new() { ["Password"] = TestPerson.Password, ["Sure"] = "true" }, Ct);

        Assert.Equal("/tai-khoan/da-xoa", gone.LedTo());
        Assert.Equal(HttpStatusCode.Redirect, (await person.Client().GetAsync("/tai-khoan", Ct)).StatusCode);
        await using var db = await OpenAsync();
        Assert.False(await db.Accounts.AnyAsync(a => a.Name.Contains("Páo") || a.Email == person.Email || a.Folded.Contains("pao"), Ct));
        Assert.False(await db.Memberships.AnyAsync(m => m.AccountId == person.Account, Ct));
        var trail = await db.Database.SqlQuery<string>($"select actor as \"Value\" from platform.audit_entries where account = {person.Account.Value}").ToListAsync(Ct);
        Assert.NotEmpty(trail);
        Assert.All(trail, actor => Assert.Matches("^Member:#[0-9a-f]{12}$", actor));
        using var last = owner.Client();
        using var refused = await last.SubmitAsync("/tai-khoan/du-lieu", "xoa", new() { ["Password"] = TestPerson.Password, ["Sure"] = "true" }, Ct);
        Assert.Contains("ít nhất một chủ tài khoản", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
