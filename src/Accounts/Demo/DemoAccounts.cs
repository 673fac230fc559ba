using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Officers;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Demo;

/// <summary>An account to try the market with.</summary>
/// <param name="Email">Ends in <see cref="DemoAccounts.Domain"/>: an address that exists nowhere (RFC 2606).</param>
public sealed record DemoAccount(
    string Email, string Name, AccountKind Kind = AccountKind.Member, OfficeArea? Area = null, ProducerId? Producer = null, ProducerRights Rights = ProducerRights.All);

/// <summary>
/// Accounts of the demonstration. Everyone can read their password, so they need no second factor, get no mail, and open nothing where
/// the market runs without demonstration data (<see cref="AccountsSettings"/>).
/// </summary>
public sealed class DemoAccounts(
    IDbContextFactory<MarketDbContext> contexts, AddAccount add, AppointOfficer appoint, IStaff staff, AccountsSettings settings, TimeProvider clock)
{
    public const string Domain = "@demo.example";
    public const string Password = "minh-hoa-2026";

    /// <summary>Makes those that are missing; safe to repeat.</summary>
    public async Task EnsureAsync(Actor actor, IReadOnlyList<DemoAccount> wanted, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (!settings.Demo)
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var there = await db.Accounts.Where(a => a.Demo).Select(a => a.Email).ToListAsync(ct);
        foreach (var account in wanted.Where(a => !there.Contains(a.Email)))
        {
            await MakeAsync(actor, account, reason, ct);
        }
    }

    /// <summary>The demonstration's own of these addresses; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<string, AccountId>> FindAsync(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Accounts.Where(a => a.Demo && addresses.Contains(a.Email!)).ToDictionaryAsync(a => a.Email!, a => a.Id, ct);
    }

    /// <summary>What can be signed in with here; none without a demonstration.</summary>
    public async Task<IReadOnlyList<string>> AddressesAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return settings.Demo ? await db.Accounts.Where(a => a.Demo).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Select(a => a.Email!).ToListAsync(ct) : [];
    }

    /// <returns>How many there were.</returns>
    public async Task<int> ClearAsync(Actor actor, CancellationToken ct)
    {
        var cleared = await contexts.InTransactionAsync<int>(async db =>
        {
            var demo = db.Accounts.Where(a => a.Demo).Select(a => a.Id);
            await db.Memberships.Where(m => demo.Contains(m.AccountId)).ExecuteDeleteAsync(ct);
            await db.Appointments.Where(a => demo.Contains(a.AccountId)).ExecuteDeleteAsync(ct);
            var removed = await db.Accounts.Where(a => a.Demo).ExecuteDeleteAsync(ct);
            db.Audit(clock, actor, "accounts.demo_cleared", "demo", after: new { removed });
            return removed;
        }, ct);
        return cleared.Value;
    }

    private async Task MakeAsync(Actor actor, DemoAccount account, string reason, CancellationToken ct)
    {
        // An officer begins as a member, like every officer.
        var kind = account.Kind is AccountKind.Officer ? AccountKind.Member : account.Kind;
        var id = Must(await add.RunAsync(new(actor, account.Name, account.Email, Password, kind, Demo: true), ct));
        if (account.Area is { } area)
        {
            Must(await appoint.RunAsync(new(actor, id, area, OfficeTasks.All, reason), ct));
        }

        if (account.Producer is { } producer)
        {
            Must(await contexts.InTransactionAsync(async db =>
            {
                if ((await staff.AddOwnerAsync(db, actor, producer, id, ct)).Refusal is { } no)
                {
                    return no;
                }

                db.Memberships.Local.Single(m => m.AccountId == id).Rights = account.Rights;
                return Result.Success;
            }, ct));
        }
    }

    private static void Must(Result result)
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Demonstration account was refused: {refusal}");
        }
    }

    private static T Must<T>(Result<T> result) => result.Refusal is { } refusal ? throw new InvalidOperationException($"Demonstration account was refused: {refusal}") : result.Value;
}
