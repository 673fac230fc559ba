using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Consents;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Profile;

/// <summary>A consent as its giver sees it.</summary>
/// <param name="TextOf">The day of the text that was agreed to.</param>
public sealed record ConsentRow(ConsentPurpose Purpose, DateOnly TextOf, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);

/// <summary>An office held, now or before.</summary>
public sealed record OfficeRow(OfficeLevel Level, string? ProvinceCode, string? CommuneCode, OfficeTasks Tasks, DateOnly From, DateOnly? Through, DateTimeOffset? EndedAt);

/// <summary>Everything the market knows about a person, for them to take along.</summary>
/// <param name="Records">What other modules keep of them.</param>
public sealed record PersonalData(
    AccountId Account, string Name, string Email, string Language, AccountKind Kind, DateTimeOffset CreatedAt, bool SecondFactor, int Passkeys,
    IReadOnlyList<ConsentRow> Consents, IReadOnlyList<MembershipRow> Memberships, IReadOnlyList<OfficeRow> Offices, IReadOnlyDictionary<string, object> Records, IReadOnlyList<AuditLine> Actions);

public sealed record MembershipRow(ProducerId Producer, ProducerRights Rights, DateTimeOffset Since);

public sealed class PersonalDataQueries(IDbContextFactory<MarketDbContext> contexts, AuditQueries audit, IEnumerable<IPersonalRecords> modules)
{
    private const int MostActions = 10_000;

    /// <summary>Of the actor's own account; null for guests.</summary>
    public async Task<PersonalData?> OfAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (actor.Account is not { } id || await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
        {
            return null;
        }

        var records = new Dictionary<string, object>();
        foreach (var module in modules)
        {
            foreach (var (name, things) in await module.OfAsync(id, ct))
            {
                records.Add(name, things);
            }
        }

        return new(
            id, account.Name, account.Email!, account.Language, account.Kind, account.CreatedAt, account.TwoFactorEnabled, await db.Set<People.AccountPasskey>().CountAsync(p => p.UserId == id, ct),
            await ConsentsAsync(db, id, ct),
            await db.Memberships.Where(m => m.AccountId == id).OrderBy(m => m.Since).Select(m => new MembershipRow(m.ProducerId, m.Rights, m.Since)).ToListAsync(ct),
            await db.Appointments.Where(a => a.AccountId == id).OrderBy(a => a.From).ThenBy(a => a.Id)
                .Select(a => new OfficeRow(a.Level, a.ProvinceCode, a.CommuneCode, a.Tasks, a.From, a.Through, a.EndedAt)).ToListAsync(ct),
            records,
            await audit.OfAccountAsync(id, MostActions, ct));
    }

    public async Task<IReadOnlyList<ConsentRow>> ConsentsOfAsync(Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return actor.Account is { } id ? await ConsentsAsync(db, id, ct) : [];
    }

    private static Task<List<ConsentRow>> ConsentsAsync(MarketDbContext db, AccountId id, CancellationToken ct)
        => db.Consents.Where(c => c.AccountId == id).OrderBy(c => c.Purpose).ThenBy(c => c.GivenAt).Select(c => new ConsentRow(c.Purpose, c.TextOf, c.GivenAt, c.WithdrawnAt)).ToListAsync(ct);
}
