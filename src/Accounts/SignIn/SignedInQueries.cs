using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.SignIn;

/// <summary>Who is signed in, as the database knows them now.</summary>
/// <param name="Actor">With the rights of this moment. An officer or administrator who lacks the second factor is a mere member here.</param>
/// <param name="LacksSecondFactor">An officer or administrator who must set it up first.</param>
/// <param name="Demo">A demonstration account, whose password everyone can read.</param>
public sealed record SignedIn(Actor Actor, AccountId Account, string Name, string Email, string Language, AccountKind Kind, bool HasSecondFactor, bool LacksSecondFactor, bool Demo);

/// <summary>Reads the rights of whoever holds a session: anew each time, so that a removed officer's open page loses them at once.</summary>
public sealed class SignedInQueries(IDbContextFactory<MarketDbContext> contexts, IOptions<IdentityOptions> identity, AccountsSettings settings, TimeProvider clock)
{
    /// <returns>Null for guests: no session, one from before a change of password, a shut account, a demonstration account where there is no demonstration.</returns>
    public async Task<SignedIn?> FindAsync(ClaimsPrincipal session, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var claims = identity.Value.ClaimsIdentity;
        if (!Guid.TryParse(session.FindFirstValue(claims.UserIdClaimType), out var key) || session.FindFirstValue(claims.SecurityStampClaimType) is not { Length: > 0 } stamp)
        {
            return null;
        }

        var (id, inOffice) = (new AccountId(key), Appointment.InOffice(clock.Today()));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (offices, memberships) = (db.Appointments.Where(inOffice), db.Memberships);
        var found = await db.Accounts.Where(a => a.Id == id && a.SecurityStamp == stamp && a.DisabledAt == null && (!a.Demo || settings.Demo))
            .Select(a => new
            {
                a.Name,
                a.Email,
                a.Language,
                a.Kind,
                a.TwoFactorEnabled,
                a.Demo,
                Appointment = offices.FirstOrDefault(x => x.AccountId == a.Id),
                Memberships = memberships.Where(m => m.AccountId == a.Id).OrderBy(m => m.Since).ThenBy(m => m.ProducerId).Select(m => new { m.ProducerId, m.Rights }).ToList(),
            }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var needed = found.Kind is not AccountKind.Member;
        var lacks = needed && !found.TwoFactorEnabled && !found.Demo;
        var actor = found.Kind switch
        {
            AccountKind.Officer when !lacks && found.Appointment is { } office => Actor.Officer(found.Name, office.Area, office.Tasks, id),
            AccountKind.Administrator when !lacks => Actor.Administrator(found.Name, id),
            AccountKind.Member => Actor.Member(found.Name, id, [.. found.Memberships.Select(m => new ProducerMembership(m.ProducerId, m.Rights))]),
            AccountKind.Officer or AccountKind.Administrator => Actor.Member(found.Name, id),
        };
        return new(actor, id, found.Name, found.Email!, found.Language, found.Kind, found.TwoFactorEnabled, lacks, found.Demo);
    }
}
