using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Checkout;

/// <summary>The fourth step: how goods travel, how each producer is paid, who orders, and the invoice. Whether a choice is possible for these goods the plan says.</summary>
public sealed class AnswerDelivery(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Choice(string? Service, PaymentMethod? Method);

    /// <param name="Invoice">Null where none is wanted.</param>
    /// <param name="VoucherCode">As typed; null or empty takes it away.</param>
    public sealed record Command(
        IReadOnlyDictionary<ProducerId, Choice> Choices, string? BuyerName, string? BuyerEmail, string? BuyerPhone, InvoiceRequest? Invoice, string? VoucherCode, string? Note);

    public Task<Result> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCartAsync(owner, clock, cart => Save(cart, command), ct);
    }

    private static Result Save(Cart cart, Command command)
    {
        var (name, email, phone, note) = (VietnameseText.Clean(command.BuyerName), ContactText.Email(command.BuyerEmail), ContactText.Phone(command.BuyerPhone), ContactText.Message(command.Note));
        if ((name.Length is 0 or > Cart.LongestName ? CheckoutRefusals.BuyerMissing()
            : command.BuyerEmail is { Length: > 0 } typedEmail && email is null ? CheckoutRefusals.EmailWrong(typedEmail)
            : command.BuyerPhone is { Length: > 0 } typedPhone && phone is null ? GiftRefusals.PhoneWrong(typedPhone)
            : email is null && phone is null ? CheckoutRefusals.BuyerMissing()
            : note.Length > Cart.LongestMessage ? GiftRefusals.MessageTooLong(Cart.LongestMessage, note.Length)
            : null) is { } refusal)
        {
            return refusal;
        }

        InvoiceRequest? invoice = null;
        if (command.Invoice is { } asked)
        {
            var read = Invoices.Read(asked);
            if (read.Refusal is { } wrong)
            {
                return wrong;
            }

            invoice = read.Value;
        }

        foreach (var producer in cart.Lines.Select(l => l.ProducerId).Distinct())
        {
            if (command.Choices.TryGetValue(producer, out var wanted))
            {
                var choice = cart.ChoiceOf(producer);
                (choice.Service, choice.Method) = (wanted.Service ?? choice.Service, wanted.Method ?? choice.Method);
            }
        }

        (cart.BuyerName, cart.BuyerEmail, cart.BuyerPhone, cart.Invoice) = (name, email, phone, invoice);
        (cart.Note, cart.VoucherCode) = (note.Length == 0 ? null : note, VietnameseText.Clean(command.VoucherCode) is { Length: > 0 and <= 40 } code ? code.ToUpperInvariant() : null);
        cart.StepDone = Math.Max(cart.StepDone, 4);
        return Result.Success;
    }
}

internal static class Invoices
{
    public const int LongestText = 300;

    /// <summary>Checks what an invoice to a company must hold.</summary>
    public static Result<InvoiceRequest> Read(InvoiceRequest typed)
    {
        var (company, address, email) = (VietnameseText.Clean(typed.Company), VietnameseText.Clean(typed.Address), ContactText.Email(typed.Email));
        var taxCode = new string([.. (typed.TaxCode ?? "").Where(c => !char.IsWhiteSpace(c))]);
        var digits = taxCode.Replace("-", "", StringComparison.Ordinal);
        return company.Length is 0 or > LongestText || address.Length is 0 or > LongestText ? CheckoutRefusals.InvoiceIncomplete()
            : digits.Length is not (10 or 12 or 13) || !digits.All(char.IsAsciiDigit) ? CheckoutRefusals.TaxCodeWrong(typed.TaxCode ?? "")
            : email is null ? CheckoutRefusals.EmailWrong(typed.Email ?? "")
            : new InvoiceRequest(company, taxCode, address, email);
    }
}
