using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.Profile;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Accounts.People;

/// <summary>How many accounts there are of each kind.</summary>
public sealed record PeopleCounts(int Members, int Officers, int Administrators);

/// <summary>An account in the list of administrators.</summary>
/// <param name="Office">In force or to come; null for those without.</param>
public sealed record PersonRow(
    AccountId Account, string Name, string Email, AccountKind Kind, OfficeRow? Office, bool SecondFactor, bool Confirmed, DateTimeOffset? DisabledAt, bool Demo);

/// <summary>A page of people, and how many there are in all.</summary>
public sealed record PeoplePage(IReadOnlyList<PersonRow> Rows, int Total);

/// <summary>An account with its history.</summary>
public sealed record PersonView(PersonRow Row, DateTimeOffset CreatedAt, DateTimeOffset? LockedUntil, IReadOnlyList<OfficeRow> Offices, IReadOnlyList<MembershipRow> Memberships);

/// <summary>Reads people for administrators; for anyone else there are none.</summary>
public sealed class PeopleQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public async Task<PeopleCounts> CountAsync(Actor actor, CancellationToken ct)
    {
        if (!AdministratorRights.MaySee(actor))
        {
            return new(0, 0, 0);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var counts = await db.Accounts.Where(a => a.DeletedAt == null).GroupBy(a => a.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(counts.GetValueOrDefault(AccountKind.Member), counts.GetValueOrDefault(AccountKind.Officer), counts.GetValueOrDefault(AccountKind.Administrator));
    }

    /// <param name="words">Of name or address, with or without tones.</param>
    public async Task<PeoplePage> SearchAsync(Actor actor, string? words, AccountKind? kind, int page, int size, CancellationToken ct)
    {
        if (!AdministratorRights.MaySee(actor))
        {
            return new([], 0);
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = db.Accounts.Where(a => a.DeletedAt == null && (kind == null || a.Kind == kind));
        foreach (var word in VietnameseText.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            var like = $"%{word}%"; // folded text holds letters and digits only
            found = found.Where(a => EF.Functions.Like(a.Folded, like));
        }

        var open = db.Appointments.Where(Appointment.Open(clock.Today()));
        var rows = await Rows(found.OrderBy(a => a.Folded).ThenBy(a => a.Id).Skip((page - 1) * size).Take(size), open).ToListAsync(ct);
        return new(rows, await found.CountAsync(ct));
    }

    public async Task<PersonView?> FindAsync(Actor actor, AccountId id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.Appointments.Where(Appointment.Open(clock.Today()));
        if (!AdministratorRights.MaySee(actor) || await Rows(db.Accounts.Where(a => a.Id == id && a.DeletedAt == null), open).SingleOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var times = await db.Accounts.Where(a => a.Id == id).Select(a => new { a.CreatedAt, a.LockoutEnd }).SingleAsync(ct);
        return new(
            row, times.CreatedAt, times.LockoutEnd > TimeProvider.System.GetUtcNow() ? times.LockoutEnd : null, // Identity locks by the machine's clock
            await db.Appointments.Where(a => a.AccountId == id).OrderByDescending(a => a.Id).Select(a => new OfficeRow(a.Level, a.ProvinceCode, a.CommuneCode, a.Tasks, a.From, a.Through, a.EndedAt)).ToListAsync(ct),
            await db.Memberships.Where(m => m.AccountId == id).OrderBy(m => m.Since).Select(m => new MembershipRow(m.ProducerId, m.Rights, m.Since)).ToListAsync(ct));
    }

    private static IQueryable<PersonRow> Rows(IQueryable<Account> accounts, IQueryable<Appointment> open)
        => accounts.AsNoTracking().Select(a => new PersonRow(
            a.Id, a.Name, a.Email!, a.Kind,
            open.Where(o => o.AccountId == a.Id).Select(o => new OfficeRow(o.Level, o.ProvinceCode, o.CommuneCode, o.Tasks, o.From, o.Through, o.EndedAt)).FirstOrDefault(),
            a.TwoFactorEnabled, a.EmailConfirmed, a.DisabledAt, a.Demo));
}
