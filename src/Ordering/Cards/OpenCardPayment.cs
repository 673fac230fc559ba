using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Payments;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Cards;

/// <summary>Leads the giver of a purchase to the provider's page, where its card payment is made; asked again, it is the same page.</summary>
public sealed class OpenCardPayment
{
    /// <summary>The provider wants half an hour at least; a little more, since clocks differ.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30), Margin = TimeSpan.FromMinutes(2);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StripeClient _stripe;
    private readonly StripeSettings _settings;
    private readonly TimeProvider _clock;

    internal OpenCardPayment(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, TimeProvider clock) => (_contexts, _stripe, _settings, _clock) = (contexts, stripe, settings, clock);

    /// <param name="Secret">Of the giver's page.</param>
    /// <param name="PaidPage">Whole address where the buyer comes back after paying; whatever it says, the provider is asked.</param>
    /// <param name="BackPage">Whole address for whoever turns back.</param>
    public sealed record Command(string Secret, string PaidPage, string BackPage);

    /// <returns>Null where the purchase has nothing to pay by card.</returns>
    public async Task<Result<string?>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!Secrets.IsWellFormed(command.Secret) || await BeginAsync(command.Secret, ct) is not { } begun)
        {
            return (string?)null;
        }

        var (charge, session) = begun;
        if (charge.State is not ChargeState.Open || session is null)
        {
            return CardRefusals.CardPaymentOver();
        }

        if (charge.Url is { } known)
        {
            return known;
        }

        if (!_settings.HasKeys)
        {
            return CardRefusals.CardsOff();
        }

        var made = await _stripe.CreateSessionAsync(session with { SuccessUrl = command.PaidPage, CancelUrl = command.BackPage }, $"session-{charge.Id}-{charge.SessionTry}", ct);
        return made.Value is { Url: not null } page && page.AmountTotal == charge.Amount.Dong && page.Currency == StripeClient.Currency
            ? await KeepAsync(charge, page, ct) : await GiveUpAsync(charge, made.Problem, ct);
    }

    // The end that is asked for is written down first: the same key must come with the same request.
    private async Task<(CardCharge Charge, NewSession? Session)?> BeginAsync(string secret, CancellationToken ct)
    {
        (CardCharge, NewSession?)? begun = null;
        if (await FindAsync(Secrets.Hash(secret), ct) is not { } id)
        {
            return null; // most purchases have nothing to pay by card
        }

        await _contexts.InTransactionAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ordering.card_charges where id = {id} for update", ct);
            var charge = await db.CardCharges.SingleAsync(c => c.Id == id, ct);
            var purchase = await db.Purchases.AsNoTracking().Include(p => p.Parcels).SingleAsync(p => p.Id == charge.PurchaseId, ct);
            var payments = await db.Payments.AsNoTracking().Where(p => p.ChargeId == id).OrderBy(p => p.Id).ToListAsync(ct);
            var now = _clock.GetUtcNow();
            if (charge.State is not ChargeState.Open || payments.Exists(p => p.State is not PaymentState.Pending || p.ExpiresAt <= now))
            {
                begun = (charge, null);
                return Result.Success;
            }

            if (charge.Url is null && (charge.SessionEnd is not { } end || end < now + Shortest))
            {
                (charge.SessionEnd, charge.SessionTry) = (now + Shortest + Margin, charge.SessionTry + 1);
            }

            var names = purchase.Parcels.GroupBy(p => p.ProducerId).ToDictionary(g => g.Key, g => g.First().ProducerName);
            begun = (charge, new NewSession(
                charge.Id.ToString(), purchase.Number, [.. payments.Where(p => p.Amount > Money.Zero).Select(p => ($"{purchase.Number} – {names[p.ProducerId]}", p.Amount))], purchase.BuyerEmail,
                purchase.Language, charge.SessionEnd ?? now, "", ""));
            return Result.Success;
        }, ct);
        return begun;
    }

    private async Task<Guid?> FindAsync(string hash, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var purchases = db.Purchases;
        return await db.CardCharges.Where(c => purchases.Any(p => p.Id == c.PurchaseId && p.TokenHash == hash)).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
    }

    private async Task<Result<string?>> KeepAsync(CardCharge begun, StripeSession page, CancellationToken ct)
        => await _contexts.InTransactionAsync<string?>(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ordering.card_charges where id = {begun.Id} for update", ct);
            var charge = await db.CardCharges.SingleAsync(c => c.Id == begun.Id, ct);
            if (charge.State is ChargeState.Open && charge.Url is null)
            {
                (charge.SessionId, charge.Url) = (page.Id, page.Url);
            }

            return charge.Url is { } url ? url : CardRefusals.CardPaymentOver();
        }, ct);

    private async Task<Result<string?>> GiveUpAsync(CardCharge begun, StripeProblem? problem, CancellationToken ct)
    {
        if (problem is null or { Final: true })
        {
            await using var db = await _contexts.CreateDbContextAsync(ct);
            await db.CardCharges.Where(c => c.Id == begun.Id && c.SessionTry == begun.SessionTry).ExecuteUpdateAsync(set => set.SetProperty(c => c.SessionEnd, (DateTimeOffset?)null), ct); // the next try has another key
        }

        return CardRefusals.CardProviderSilent();
    }
}

/// <summary>The buyer is back from the provider's page: the provider says whether the purchase is paid, not the address.</summary>
public sealed class CheckCardPayment
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StripeClient _stripe;
    private readonly StripeSettings _settings;
    private readonly SettleCharge _settle;

    internal CheckCardPayment(IDbContextFactory<MarketDbContext> contexts, StripeClient stripe, StripeSettings settings, SettleCharge settle) => (_contexts, _stripe, _settings, _settle) = (contexts, stripe, settings, settle);

    public async Task RunAsync(string secret, CancellationToken ct)
    {
        if (!_settings.HasKeys || !Secrets.IsWellFormed(secret))
        {
            return;
        }

        var hash = Secrets.Hash(secret);
        string? session;
        await using (var db = await _contexts.CreateDbContextAsync(ct))
        {
            var purchases = db.Purchases;
            session = await db.CardCharges.Where(c => c.State == ChargeState.Open && purchases.Any(p => p.Id == c.PurchaseId && p.TokenHash == hash)).Select(c => c.SessionId).SingleOrDefaultAsync(ct);
        }

        if (session is not null && (await _stripe.SessionAsync(session, ct)).Value is { } said)
        {
            await _settle.RunAsync(said, ct);
        }
    }
}
