using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Checkout;

/// <summary>The third step of a gift: what receivers read, how it is wrapped, and that no amount is shown to them.</summary>
public sealed class AnswerMessages(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>As many characters as fit on the card.</summary>
    public const int LongestOnCard = 300;

    /// <param name="Own">By recipient; who is left out, or has an empty text, gets the common message.</param>
    /// <param name="Wraps">By recipient; who is left out gets none.</param>
    public sealed record Command(
        string? SenderName, string? CommonMessage, bool HideAmounts, bool StoryCard, IReadOnlyDictionary<RecipientId, string?> Own, IReadOnlyDictionary<RecipientId, WrapKind?> Wraps);

    public Task<Result> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCartAsync(owner, clock, cart =>
        {
            var (sender, common) = (VietnameseText.Clean(command.SenderName), ContactText.Message(command.CommonMessage));
            var own = cart.Recipients.ToDictionary(r => r.Id, r => ContactText.Message(command.Own.GetValueOrDefault(r.Id)));
            if (sender.Length > Cart.LongestName)
            {
                return CheckoutRefusals.SenderNameTooLong(Cart.LongestName);
            }

            if (own.Values.Append(common).FirstOrDefault(text => ContactText.LengthSeen(text) > LongestOnCard || text.Length > Cart.LongestMessage) is { } tooLong)
            {
                return GiftRefusals.MessageTooLong(LongestOnCard, ContactText.LengthSeen(tooLong));
            }

            (cart.SenderName, cart.CommonMessage) = (sender.Length == 0 ? null : sender, common.Length == 0 ? null : common);
            (cart.HideAmounts, cart.StoryCard) = (command.HideAmounts, command.StoryCard);
            foreach (var recipient in cart.Recipients)
            {
                recipient.Message = own[recipient.Id] is { Length: > 0 } text ? text : null;
                recipient.Wrap = command.Wraps.GetValueOrDefault(recipient.Id) is { } kind ? new WrapChoice(kind) : null;
            }

            cart.StepDone = Math.Max(cart.StepDone, 3);
            return Result.Success;
        }, ct);
    }
}
