using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Cards;

/// <summary>How far a producer's account at the card provider is.</summary>
/// <param name="Offered">The market takes cards at all.</param>
/// <param name="Begun">Null while there is none.</param>
public sealed record CardAccountView(bool Offered, DateTimeOffset? Begun, bool DetailsSubmitted, bool TakesTransfers, bool PaysOut, DateTimeOffset? CheckedAt);

/// <summary>Asks the provider how accounts are and keeps its answer: notices may come in any order.</summary>
internal sealed class CardAccounts(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, TimeProvider clock)
{
    /// <returns>False for an account of nobody here.</returns>
    public async Task<bool> HearAsync(string account, CancellationToken ct)
    {
        await using (var known = await contexts.CreateDbContextAsync(ct))
        {
            if (!await known.CardAccounts.AnyAsync(a => a.AccountId == account, ct))
            {
                return false;
            }
        }

        var answer = await stripe.AccountAsync(account, ct);
        if (answer.Value is not { } said)
        {
            throw new InvalidOperationException($"The provider says nothing of account {account}: {answer.Problem?.Code}"); // the outbox asks again
        }

        await contexts.InTransactionAsync(async db =>
        {
            (await db.CardAccounts.SingleAsync(a => a.AccountId == account, ct)).Hear(said, clock.GetUtcNow());
            return Result.Success;
        }, ct);
        return true;
    }
}

/// <summary>Reads the account at the card provider for the producer's staff with the right to money.</summary>
public sealed class CardAccountQueries
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CardOffer _offer;

    internal CardAccountQueries(IDbContextFactory<MarketDbContext> contexts, CardOffer offer) => (_contexts, _offer) = (contexts, offer);

    /// <returns>Null for anyone else.</returns>
    public async Task<CardAccountView?> FindAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return null;
        }

        var offered = await _offer.MostAsync(ct) > Money.Zero;
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.CardAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.ProducerId == producer, ct) is { } a
            ? new(offered, a.MadeAt, a.DetailsSubmitted, a.TakesTransfers, a.PaysOut, a.CheckedAt) : new(offered, null, false, false, false, null);
    }
}

/// <summary>Opens a producer's account at the card provider, or goes on with it: the producer fills it in over there.</summary>
public sealed class ConnectCardAccount
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly CardOffer _offer;
    private readonly StripeClient _stripe;
    private readonly TimeProvider _clock;

    internal ConnectCardAccount(IDbContextFactory<MarketDbContext> contexts, CardOffer offer, StripeClient stripe, TimeProvider clock) => (_contexts, _offer, _stripe, _clock) = (contexts, offer, stripe, clock);

    /// <param name="Page">Whole address of the page to come back to.</param>
    public sealed record Command(Actor Actor, ProducerId Producer, string Page);

    /// <returns>Where to go; the address works once.</returns>
    public async Task<Result<string>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!command.Actor.MayHandleMoney(command.Producer))
        {
            return OrderingRefusals.MoneyRightMissing();
        }

        if (await _offer.MostAsync(ct) == Money.Zero)
        {
            return CardRefusals.CardsOff();
        }

        var begun = await BeginAsync(command, ct);
        if (begun.AccountId is not { } account)
        {
            var made = await _stripe.CreateAccountAsync(command.Producer.ToString(), null, $"account-{command.Producer}-{begun.MadeAt.ToUnixTimeSeconds()}", ct);
            if (made.Value is not { } opened)
            {
                return CardRefusals.CardProviderSilent();
            }

            account = opened.Id;
            await _contexts.InTransactionAsync(async db =>
            {
                (await db.CardAccounts.SingleAsync(a => a.ProducerId == command.Producer, ct)).AccountId = account;
                return Result.Success;
            }, ct);
        }

        var link = await _stripe.LinkAccountAsync(account, command.Page + "?xong=ve", command.Page, $"link-{Guid.CreateVersion7()}", ct);
        return link.Value is { Url: { } url } ? url : CardRefusals.CardProviderSilent();
    }

    // The row is there before the provider is asked, so that a lost answer is asked for again by the same key.
    private async Task<CardAccount> BeginAsync(Command command, CancellationToken ct)
        => (await _contexts.InTransactionAsync<CardAccount>(async db =>
        {
            await db.LockAsync($"card-account:{command.Producer}", ct);
            if (await db.CardAccounts.SingleOrDefaultAsync(a => a.ProducerId == command.Producer, ct) is { } known)
            {
                return known;
            }

            var account = new CardAccount { ProducerId = command.Producer, MadeAt = _clock.GetUtcNow() };
            db.CardAccounts.Add(account);
            db.Audit(_clock, command.Actor, "ordering.card_account_begun", $"producer:{command.Producer}");
            return account;
        }, ct)).Value;
}

/// <summary>Asks the provider once more how a producer's account is.</summary>
public sealed class CheckCardAccount
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StripeClient _stripe;
    private readonly StripeSettings _settings;
    private readonly TimeProvider _clock;

    internal CheckCardAccount(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, TimeProvider clock)
        => (_contexts, _stripe, _settings, _clock) = (contexts, stripe, settings, clock);

    public async Task<Result> RunAsync(Actor actor, ProducerId producer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!actor.MayHandleMoney(producer))
        {
            return OrderingRefusals.MoneyRightMissing();
        }

        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (!_settings.HasKeys || await db.CardAccounts.SingleOrDefaultAsync(a => a.ProducerId == producer, ct) is not { AccountId: { } id } account)
        {
            return CardRefusals.CardsOff();
        }

        if ((await _stripe.AccountAsync(id, ct)).Value is not { } said)
        {
            return CardRefusals.CardProviderSilent();
        }

        account.Hear(said, _clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return Result.Success;
    }
}
