using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Consents;
using OcopMarket.Accounts.People;
using OcopMarket.Accounts.SignIn;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;

namespace OcopMarket.Accounts.Profile;

/// <summary>Changes how a person is called and in which language they get letters.</summary>
public sealed class ChangeProfile(AccountSession session, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string Name, string Language);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => session.ChangeOwnAsync(command.Actor, account =>
        {
            var name = AccountRules.Name(command.Name);
            if (name.Refusal is { } refusal)
            {
                return Task.FromResult<Result>(refusal);
            }

            account.Rename(name.Value);
            account.Language = command.Language == "en" ? "en" : "vi";
            session.Db.Audit(clock, command.Actor, "accounts.profile_changed", AccountSubject.Of(account.Id));
            return Task.FromResult(Result.Success);
        }, ct);
}

/// <summary>Gives or withdraws the consent to letters about news. The other purpose is the account itself: withdrawing that is deleting it.</summary>
public sealed class SetNewsConsent(AccountSession session, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, bool wanted, CancellationToken ct)
        => session.ChangeOwnAsync(actor, async account =>
        {
            var given = await session.Db.Consents.SingleOrDefaultAsync(c => c.AccountId == account.Id && c.Purpose == ConsentPurpose.News && c.WithdrawnAt == null, ct);
            if (wanted == given is not null)
            {
                return Result.Success;
            }

            if (given is null)
            {
                session.Db.Consents.Add(new(account.Id, ConsentPurpose.News, clock.GetUtcNow()));
            }
            else
            {
                given.WithdrawnAt = clock.GetUtcNow();
            }

            session.Db.Audit(clock, actor, wanted ? "accounts.consent_given" : "accounts.consent_withdrawn", AccountSubject.Of(account.Id), after: new { Purpose = ConsentPurpose.News });
            return Result.Success;
        }, ct);
}
