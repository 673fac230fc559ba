using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OcopMarket.Accounts;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;

namespace OcopMarket.Tests.Support;

/// <summary>Someone with an account, ready to act in tests.</summary>
/// <param name="Cookie">The session as a browser would send it: name=value.</param>
public sealed record TestPerson(MarketFactory Market, Actor Actor, AccountId Account, string Email, string Cookie)
{
    /// <summary>For signing in by the form.</summary>
    public const string Password = "mat khau de thu";

    /// <summary>A client with this session that follows no redirects. It keeps cookies, so that forms with their token work (<see cref="Forms"/>).</summary>
    public HttpClient Client()
    {
        var cookies = new System.Net.CookieContainer();
        var client = Market.CreateDefaultClient(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler(cookies));
        cookies.SetCookies(client.BaseAddress!, Cookie);
        return client;
    }
}

/// <summary>
/// People of every role, made by code. Each call makes a new person:
/// <code>
/// var officer = await market.AsOfficerAsync(new(OfficeLevel.Commune, CommuneCode: product.CommuneCode));   // or AsCommuneOfficerAsync(code) …
/// var staff = await market.AsStaffOfAsync(product.Producer, ProducerRights.Listings);
/// await market.Get&lt;RevokeCertificate&gt;().RunAsync(new(officer.Actor, …), Ct);   // use cases take the actor
/// using var client = officer.Client();                                           // pages take the session
/// var answer = await client.SubmitAsync("/can-bo/…", "form-name", new() { ["Field"] = "value" }, Ct);
/// </code>
/// </summary>
public static class People
{
    private static int _number;

    public static Task<TestPerson> AsShopperAsync(this MarketFactory market, string name = "Lò Thị Mây") => market.MakeAsync(name, AccountKind.Member);

    public static Task<TestPerson> AsAdministratorAsync(this MarketFactory market, string name = "Trần Quản Trị") => market.MakeAsync(name, AccountKind.Administrator);

    public static Task<TestPerson> AsStaffOfAsync(this MarketFactory market, ProducerId producer, ProducerRights rights = ProducerRights.All, string name = "Hà Văn Chủ")
        => market.MakeAsync(name, AccountKind.Member, (db, account) => db.Memberships.Add(new Membership(producer, account.Id, rights, market.Clock.GetUtcNow())));

    public static Task<TestPerson> AsOfficerAsync(this MarketFactory market, OfficeArea area, OfficeTasks tasks = OfficeTasks.All, string name = "Nguyễn Cán Bộ")
    {
        ArgumentNullException.ThrowIfNull(area);
        var whole = area.Level is OfficeLevel.Commune ? area with { ProvinceCode = AreaDirectory.Instance.FindCommune(area.CommuneCode)!.ProvinceCode } : area;
        return market.MakeAsync(name, AccountKind.Officer, (db, account) => db.Appointments.Add(new Appointment(account.Id, whole, tasks, DateOnly.MinValue, null)));
    }

    public static Task<TestPerson> AsCommuneOfficerAsync(this MarketFactory market, string communeCode, OfficeTasks tasks = OfficeTasks.All)
        => market.AsOfficerAsync(new(OfficeLevel.Commune, CommuneCode: communeCode), tasks);

    public static Task<TestPerson> AsProvinceOfficerAsync(this MarketFactory market, string provinceCode, OfficeTasks tasks = OfficeTasks.All)
        => market.AsOfficerAsync(new(OfficeLevel.Province, provinceCode), tasks);

    public static Task<TestPerson> AsMinistryOfficerAsync(this MarketFactory market, OfficeTasks tasks = OfficeTasks.All) => market.AsOfficerAsync(new(OfficeLevel.Ministry), tasks);

    private static async Task<TestPerson> MakeAsync(this MarketFactory market, string name, AccountKind kind, Action<MarketDbContext, Account>? more = null)
    {
        var email = $"nguoi-{Interlocked.Increment(ref _number)}@example.vn";
        await using var scope = market.Services.CreateAsyncScope();
        var (services, users) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<UserManager<Account>>());
        var account = new Account(name, email, "vi", market.Clock.GetUtcNow()) { Kind = kind, EmailConfirmed = true, TwoFactorEnabled = kind is not AccountKind.Member };
        account.PasswordHash = Hash(users, account);
        Must(await users.CreateAsync(account));
        await using (var db = await market.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync())
        {
            more?.Invoke(db, account);
            await db.SaveChangesAsync();
        }

        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
        var person = await services.GetRequiredService<OcopMarket.Accounts.SignIn.SignedInQueries>().FindAsync(principal, CancellationToken.None)
            ?? throw new InvalidOperationException("The new account cannot sign in.");
        return new(market, person.Actor, account.Id, email, Session(services, principal));
    }

    private static string? _hash;

    // Hashing is slow on purpose; all test people share one password.
    private static string Hash(UserManager<Account> users, Account account) => _hash ??= users.PasswordHasher.HashPassword(account, TestPerson.Password);

    private static string Session(IServiceProvider services, ClaimsPrincipal principal)
    {
        var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow().AddDays(1) };
        return $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme))}";
    }

    private static void Must(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(", ", result.Errors.Select(e => e.Code)));
        }
    }
}
