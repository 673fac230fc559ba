using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Adds somebody who will fill in the address, or changes what the giver says of them.</summary>
public sealed class AskRecipient(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="Id">Null adds a person.</param>
    /// <param name="ProvinceCode">Where they live, as far as the giver knows: shipping is quoted for it.</param>
    /// <param name="Email">Where the question goes; null leaves it to the giver to pass the link on.</param>
    public sealed record Command(RecipientId? Id, string? Name, string? ProvinceCode, string? Email);

    public Task<Result<RecipientId>> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCartAsync<RecipientId>(owner, clock, (_, cart) => Task.FromResult(Save(cart, command)), ct);
    }

    private Result<RecipientId> Save(Cart cart, Command command)
    {
        var (name, email) = (VietnameseText.Clean(command.Name), ContactText.Email(command.Email));
        if ((name.Length is 0 or > Cart.LongestName ? GiftRefusals.RecipientNameWrong(Cart.LongestName)
            : areas.FindProvince(command.ProvinceCode) is null ? GiftRefusals.ProvinceMissing()
            : command.Email is { Length: > 0 } typed && email is null ? CheckoutRefusals.EmailWrong(typed)
            : null) is { } refusal)
        {
            return refusal;
        }

        var recipient = command.Id is { } id ? cart.Recipients.FirstOrDefault(r => r.Id == id) : null;
        if (command.Id is not null && recipient is null)
        {
            return GiftRefusals.RecipientUnknown();
        }

        if (recipient is null)
        {
            if (cart.Recipients.Count >= Recipient.MostUsual)
            {
                return GiftRefusals.TooManyRecipients(Recipient.MostUsual);
            }

            recipient = new Recipient { CartId = cart.Id, Position = cart.Recipients.Select(r => r.Position + 1).DefaultIfEmpty(0).Max() };
            cart.Add(recipient);
        }

        (recipient.Name, recipient.Email, recipient.AddressBy, recipient.ProvinceCode) = (name, email, AddressBy.Receiver, command.ProvinceCode);
        (recipient.Phone, recipient.Street, recipient.CommuneCode, recipient.PlaceWritten) = (null, null, null, null);
        cart.StepDone = Math.Max(cart.StepDone, 2);
        return recipient.Id;
    }
}
