using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Adds somebody who shall get the goods, or changes what is known of them.</summary>
public sealed class SaveRecipient(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <param name="Id">Null adds a person.</param>
    /// <param name="PlaceWritten">The older name that led to the commune, if one did.</param>
    /// <param name="Quantities">Goods of which this person gets another number than everybody, by line of the basket; null leaves it as it is.</param>
    public sealed record Command(RecipientId? Id, string? Name, string? Phone, string? Street, string? CommuneCode, string? PlaceWritten = null, IReadOnlyDictionary<Guid, int>? Quantities = null);

    public Task<Result<RecipientId>> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCartAsync<RecipientId>(owner, clock, (_, cart) => Task.FromResult(Save(cart, command)), ct);
    }

    private Result<RecipientId> Save(Cart cart, Command command)
    {
        var typed = TypedAddress.Read(areas, command.Name, command.Phone, command.Street, command.CommuneCode);
        if (typed.Refusal is { } refusal)
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

        var (name, phone, street, commune) = typed.Value;
        (recipient.Name, recipient.Phone, recipient.Street, recipient.AddressBy, recipient.Email) = (name, phone, street, AddressBy.Buyer, null);
        (recipient.CommuneCode, recipient.ProvinceCode, recipient.PlaceWritten) = (commune.Code, commune.ProvinceCode, command.PlaceWritten);
        if (command.Quantities is { } quantities)
        {
            if (quantities.Values.Any(q => q is < 0 or > CartLine.Most))
            {
                return GiftRefusals.QuantityWrong(CartLine.Most);
            }

            recipient.Quantities = cart.Lines.Where(l => quantities.TryGetValue(l.Id, out var own) && own != l.Quantity).ToDictionary(l => l.Id, l => quantities[l.Id]);
        }

        cart.StepDone = Math.Max(cart.StepDone, 2);
        return recipient.Id;
    }
}

/// <summary>Takes somebody off the list of recipients.</summary>
public sealed class RemoveRecipient(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(CartOwner owner, RecipientId recipient, CancellationToken ct)
        => contexts.ChangeCartAsync(owner, clock, cart =>
        {
            if (cart.Recipients.FirstOrDefault(r => r.Id == recipient) is not { } found)
            {
                return GiftRefusals.RecipientUnknown();
            }

            cart.Remove(found);
            return Result.Success;
        }, ct);
}
