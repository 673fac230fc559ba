using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.OwnBaskets;

/// <summary>Keeps what is in a cart as a basket that others can open. Goods that cannot be sent today are left out.</summary>
public sealed class SaveOwnBasket
{
    public const int LongestName = OwnBasket.LongestName;

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IOfferDesk _offers;
    private readonly IWordsDesk _words;
    private readonly PrivateLinks _links;
    private readonly TimeProvider _clock;

    internal SaveOwnBasket(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, IWordsDesk words, PrivateLinks links, TimeProvider clock)
        => (_contexts, _offers, _words, _links, _clock) = (contexts, offers, words, links, clock);

    /// <param name="Adult">The visitor has said to be 18; alcohol in the cart is kept back otherwise.</param>
    public sealed record Command(CartOwner Owner, string? Name, bool Adult);

    /// <returns>The secret of its address; guests are told it this once.</returns>
    public async Task<Result<string>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var name = VietnameseText.Clean(command.Name);
        if (name.Length is 0 or > OwnBasket.LongestName)
        {
            return OwnBasketRefusals.OwnBasketNameWrong(OwnBasket.LongestName);
        }

        if (_words.FirstWatched(name) is { } watched)
        {
            return OwnBasketRefusals.OwnBasketWords(watched);
        }

        var lines = await _contexts.KeptOfAsync(_offers, command.Owner, command.Adult, ct); // before the transaction: whoever holds a line to the database asks for no second one
        if (lines.Count == 0)
        {
            return OwnBasketRefusals.OwnBasketEmpty();
        }

        return await _contexts.InTransactionAsync<string>(async db =>
        {
            var (now, maker) = (_clock.GetUtcNow(), Secrets.Hash($"own-basket:{command.Owner.Account?.Value.ToString() ?? command.Owner.TokenHash}"));
            await db.LockCartAsync(command.Owner, ct); // one at a time, so that no more are made than may be
            if (await db.OwnBaskets.CountAsync(b => b.Maker == maker && b.CreatedAt > now.AddDays(-1), ct) >= OwnBasket.MostADay)
            {
                return OwnBasketRefusals.OwnBasketTooMany(OwnBasket.MostADay);
            }

            var secret = Secrets.New();
            var account = command.Owner.Account;
            db.OwnBaskets.Add(new OwnBasket
            {
                TokenHash = Secrets.Hash(secret), Name = name, Lines = lines, Account = account, TokenSeal = account is null ? null : _links.Seal(secret), Maker = maker, CreatedAt = now, UsedAt = now,
            });
            return secret;
        }, ct);
    }
}
