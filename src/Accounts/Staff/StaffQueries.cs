using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Accounts.Staff;

/// <summary>An invitation not yet accepted.</summary>
public sealed record InvitationRow(Guid Id, string Email, ProducerRights Rights, DateTimeOffset ExpiresAt);

/// <summary>The people of a producer, for its owners.</summary>
public sealed record StaffView(IReadOnlyList<StaffMember> Members, IReadOnlyList<InvitationRow> Invitations);

/// <summary>An invitation as who was invited sees it.</summary>
public sealed record InvitationView(ProducerId Producer, string ProducerName, ProducerRights Rights, DateTimeOffset ExpiresAt);

public sealed class StaffQueries(IDbContextFactory<MarketDbContext> contexts, IStaff staff, InvitationSecrets secrets, TimeProvider clock)
{
    /// <summary>Null for whoever is no owner.</summary>
    public async Task<StaffView?> OfAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        if (actor.WhyNoOwner(producer) is not null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = await db.Invitations.Where(i => i.ProducerId == producer && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
            .OrderBy(i => i.InvitedAt).Select(i => new InvitationRow(i.Id, i.Email, i.Rights, i.ExpiresAt)).ToListAsync(ct);
        return new(await staff.OfProducerAsync(producer, ct), open);
    }

    /// <summary>Null when it was accepted, withdrawn, is too old or never ours.</summary>
    public async Task<InvitationView?> FindAsync(string? secret, CancellationToken ct)
    {
        if (secrets.Read(secret) is not { } key)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == key, ct) is { } found && found.IsOpen(clock.GetUtcNow())
            ? new(found.ProducerId, found.ProducerName, found.Rights, found.ExpiresAt) : null;
    }
}
