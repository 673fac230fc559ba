using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.People;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Accounts.Staff;

/// <summary>A letter to somebody who shall work for a producer.</summary>
internal sealed record StaffInvited(Guid Invitation);

/// <summary>Asks somebody by letter to work for one's producer; what they may do is said here, not by them.</summary>
public sealed class InviteStaff(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    private const int MostOpen = 50;

    /// <param name="ProducerName">For the letter.</param>
    public sealed record Command(Actor Actor, ProducerId Producer, string ProducerName, string Email, ProducerRights Rights, string Language);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var (email, rights, now) = (AccountRules.Email(command.Email), StaffRules.Whole(command.Rights), clock.GetUtcNow());
            if ((command.Actor.WhyNoOwner(command.Producer) ?? email.Refusal ?? rights.Refusal) is { } refusal)
            {
                return refusal;
            }

            await StaffRules.LockAsync(db, command.Producer, ct);
            var open = db.Invitations.Where(i => i.ProducerId == command.Producer && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now);
            if (await open.CountAsync(ct) >= MostOpen)
            {
                return AccountsRefusals.TooManyInvitations(MostOpen);
            }

            // A second letter to the same address takes the place of the first.
            await open.Where(i => i.Email == email.Value).ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), ct);
            var invitation = new Invitation(command.Producer, command.ProducerName, email.Value, rights.Value, command.Actor.Account!.Value, command.Language == "en" ? "en" : "vi", now, await settings.OfAsync(StaffSettings.InvitationDays, ct));
            db.Invitations.Add(invitation);
            outbox.Add(db, new StaffInvited(invitation.Id));
            db.Audit(clock, command.Actor, "accounts.staff_invited", $"producer:{command.Producer}", after: new { invitation.Id, Rights = rights.Value.ToString() });
            return Result.Success;
        }, ct);
}

/// <summary>Takes an invitation back before it is accepted.</summary>
public sealed class WithdrawInvitation(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, Guid Invitation);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (command.Actor.WhyNoOwner(command.Producer) is { } refusal)
            {
                return refusal;
            }

            if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == command.Invitation && i.ProducerId == command.Producer, ct) is not { } invitation || !invitation.IsOpen(clock.GetUtcNow()))
            {
                return AccountsRefusals.InvitationOver();
            }

            invitation.WithdrawnAt = clock.GetUtcNow();
            db.Audit(clock, command.Actor, "accounts.invitation_withdrawn", $"producer:{command.Producer}", before: new { invitation.Id });
            return Result.Success;
        }, ct);
}

/// <summary>Begins to work for a producer, by the secret of the letter.</summary>
public sealed class AcceptInvitation(IDbContextFactory<MarketDbContext> contexts, InvitationSecrets secrets, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, string secret, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var now = clock.GetUtcNow();
            if (secrets.Read(secret) is not { } key || await db.Invitations.SingleOrDefaultAsync(i => i.Id == key, ct) is not { } invitation || !invitation.IsOpen(now))
            {
                return AccountsRefusals.InvitationOver();
            }

            if (actor.Account is not { } id)
            {
                return AccountsRefusals.AccountUnknown();
            }

            await db.LockAsync(AccountSubject.Of(id), ct);
            await StaffRules.LockAsync(db, invitation.ProducerId, ct);
            var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
            if (account.Kind is not AccountKind.Member)
            {
                return AccountsRefusals.OfficersCannotBeStaff(account.Name);
            }

            if (await db.Memberships.SingleOrDefaultAsync(m => m.AccountId == id && m.ProducerId == invitation.ProducerId, ct) is { } already)
            {
                already.Rights |= invitation.Rights;
            }
            else
            {
                db.Memberships.Add(new(invitation.ProducerId, id, invitation.Rights, now));
            }

            (invitation.AcceptedAt, invitation.AcceptedBy) = (now, id);
            db.Audit(clock, actor, "accounts.invitation_accepted", $"producer:{invitation.ProducerId}", after: new { invitation.Id, Rights = invitation.Rights.ToString() });
            return Result.Success;
        }, ct);
}

/// <summary>Changes what somebody may do for a producer; none takes the membership away, which everyone may do for themselves.</summary>
public sealed class ChangeStaff(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, AccountId Account, ProducerRights Rights);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            var leaves = command.Rights is ProducerRights.None;
            var rights = leaves ? ProducerRights.None : StaffRules.Whole(command.Rights);
            var refusal = leaves && command.Actor.Account == command.Account ? null : command.Actor.WhyNoOwner(command.Producer) ?? rights.Refusal;
            if (refusal is not null)
            {
                return refusal;
            }

            await StaffRules.LockAsync(db, command.Producer, ct);
            if (await db.Memberships.SingleOrDefaultAsync(m => m.AccountId == command.Account && m.ProducerId == command.Producer, ct) is not { } membership)
            {
                return AccountsRefusals.AccountUnknown();
            }

            if (membership.Rights.HasFlag(ProducerRights.Owner) && !rights.Value.HasFlag(ProducerRights.Owner) && !await StaffRules.HasAnotherOwnerAsync(db, command.Producer, command.Account, ct))
            {
                return AccountsRefusals.LastOwner();
            }

            var before = new { Account = command.Account.Value, Rights = membership.Rights.ToString() };
            if (leaves)
            {
                db.Memberships.Remove(membership);
            }
            else
            {
                membership.Rights = rights.Value;
            }

            db.Audit(clock, command.Actor, leaves ? "accounts.staff_removed" : "accounts.staff_changed", $"producer:{command.Producer}", before: before, after: new { Rights = rights.Value.ToString() });
            return Result.Success;
        }, ct);
}
