using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Makes what lies in the visitor's basket one of the gifts of a company's order; the basket stays as it is.</summary>
public sealed class AddGiftKind(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public const int LongestName = 60;

    /// <param name="Name">Empty is numbered.</param>
    public sealed record Command(string? Name, WrapKind? Wrap, string? Message);

    public Task<Result<int>> RunAsync(string? secret, CartOwner basket, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCorporateOrderAsync<int>(secret, clock, async (db, order) =>
        {
            var lines = await db.CartsOf(basket).SelectMany(c => c.Lines).AsNoTracking().OrderBy(l => l.AddedAt).ThenBy(l => l.Id).ToListAsync(ct);
            var (name, message) = (VietnameseText.Clean(command.Name), ContactText.Message(command.Message));
            var number = order.Kinds.Select(k => k.Number).DefaultIfEmpty(0).Max() + 1;
            name = name.Length == 0 ? $"{number}" : name;
            if ((lines.Count == 0 ? CheckoutRefusals.CartEmpty()
                : order.Kinds.Count >= CorporateOrder.MostKinds ? CorporateRefusals.GiftKindsTooMany(CorporateOrder.MostKinds)
                : name.Length > LongestName ? CorporateRefusals.GiftKindNameWrong(LongestName)
                : order.Kinds.Any(k => VietnameseText.Fold(k.Name) == VietnameseText.Fold(name)) ? CorporateRefusals.GiftKindNameTaken(name)
                : ContactText.LengthSeen(message) > AnswerMessages.LongestOnCard || message.Length > Cart.LongestMessage ? GiftRefusals.MessageTooLong(AnswerMessages.LongestOnCard, ContactText.LengthSeen(message))
                : null) is { } refusal)
            {
                return refusal;
            }

            order.Kinds = [.. order.Kinds, new(number, name, [.. lines.Select(l => new GiftItem(l.VariantId, l.ListingId, l.ProducerId, l.Quantity))], command.Wrap, message.Length == 0 ? null : message)];
            return number;
        }, ct);
    }
}

/// <summary>Takes a gift out of a company's order, as long as nobody gets it.</summary>
public sealed class RemoveGiftKind(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public async Task<Result> RunAsync(string? secret, int number, CancellationToken ct)
        => new((await contexts.ChangeCorporateOrderAsync<bool>(secret, clock, async (db, order) =>
        {
            if (order.Kinds.FirstOrDefault(k => k.Number == number) is not { } kind)
            {
                return CorporateRefusals.GiftKindUnknown();
            }

            var people = await db.CorporateRecipients.CountAsync(r => r.OrderId == order.Id && r.Kind == number, ct);
            if (people > 0)
            {
                return CorporateRefusals.GiftKindInUse(kind.Name, people);
            }

            order.Kinds = [.. order.Kinds.Where(k => k != kind)];
            return true;
        }, ct)).Refusal);
}
