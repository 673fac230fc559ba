using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Changes where a producer is paid. Money goes there from then on, so whoever does it says the password again.</summary>
public sealed class ChangeBankAccount(IDbContextFactory<MarketDbContext> contexts, IPasswordCheck passwords, TimeProvider clock)
{
    public sealed record Command(Actor Actor, ProducerId Producer, string? Bin, string? Number, string? Holder, string Password);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.WorksFor(command.Producer, ProducerRights.Money))
        {
            return OnboardingRefusals.MoneyRightMissing();
        }

        var read = BankDetails.Read(command.Bin, command.Number, command.Holder);
        if ((read.Refusal ?? (await passwords.ConfirmAsync(command.Actor, command.Password, ct)).Refusal) is { } refusal)
        {
            return refusal;
        }

        return await contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync($"bank-account:{command.Producer}", ct);
            await db.SetBankAccountAsync(clock, command.Actor, command.Producer, read.Value, ct);
            return Result.Success;
        }, ct);
    }
}

/// <summary>Where producers are paid.</summary>
public sealed class BankAccountQueries(IDbContextFactory<MarketDbContext> contexts)
{
    /// <summary>The account as its own staff and the officers of the place may see it; null for others and where there is none.</summary>
    public async Task<BankDetails?> FindAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var place = await db.Producers.Where(p => p.Id == producer).Select(p => new { p.ProvinceCode, p.CommuneCode }).SingleOrDefaultAsync(ct);
        return place is not null && (actor.WorksFor(producer, ProducerRights.Money) || actor.Officiates(OfficeTasks.Registry, place.ProvinceCode, place.CommuneCode))
            ? (await db.ProducerBankAccounts.SingleOrDefaultAsync(a => a.ProducerId == producer, ct))?.Details : null;
    }
}

internal static class BankAccountChange
{
    /// <summary>The trail keeps masked numbers: it is read by more people than may see an account.</summary>
    public static async Task SetBankAccountAsync(this MarketDbContext db, TimeProvider clock, Actor actor, ProducerId producer, BankDetails details, CancellationToken ct)
    {
        var account = await db.ProducerBankAccounts.SingleOrDefaultAsync(a => a.ProducerId == producer, ct);
        if (account?.Details == details)
        {
            return;
        }

        db.Audit(clock, actor, "registry.bank_account_changed", $"producer:{producer}", before: account is null ? null : new { account.Details.Masked, account.Holder }, after: new { details.Masked, details.Holder });
        if (account is null)
        {
            db.ProducerBankAccounts.Add(new ProducerBankAccount { ProducerId = producer, Bin = details.Bin, Number = details.Number, Holder = details.Holder, ChangedAt = clock.GetUtcNow() });
        }
        else
        {
            (account.Bin, account.Number, account.Holder, account.ChangedAt) = (details.Bin, details.Number, details.Holder, clock.GetUtcNow());
        }
    }
}
