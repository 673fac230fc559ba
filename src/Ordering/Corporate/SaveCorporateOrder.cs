using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Begins a company's order, or changes what it says of the company and of all gifts.</summary>
public sealed class SaveCorporateOrder
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly PrivateLinks _links;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal SaveCorporateOrder(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, EventOutbox outbox, TimeProvider clock) => (_contexts, _links, _outbox, _clock) = (contexts, links, outbox, clock);

    /// <param name="Secret">Made with the first page (<see cref="Secrets.New"/>), so that a form sent twice begins one order; it becomes the order's address.</param>
    /// <param name="SenderName">Empty takes the company's name as far as it fits.</param>
    /// <param name="Language">"vi" or "en"; stays as it was at the beginning.</param>
    public sealed record Command(
        string? Secret, InvoiceRequest Company, string? ContactName, string? ContactEmail, string? ContactPhone, string? SenderName, string? Message, DateOnly? WantedOn, string Language);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!Secrets.IsWellFormed(command.Secret))
        {
            return CheckoutRefusals.PageTooOld();
        }

        var read = Read(command);
        return read.Refusal is { } refusal ? refusal : await _contexts.InTransactionAsync(db => SaveAsync(db, command, read.Value, ct), ct);
    }

    private sealed record Facts(InvoiceRequest Company, string Name, string Email, string Phone, string Sender, string? Message, DateOnly Day);

    private Result<Facts> Read(Command command)
    {
        var (name, email, phone) = (VietnameseText.Clean(command.ContactName), ContactText.Email(command.ContactEmail), ContactText.Phone(command.ContactPhone));
        var (sender, message, company, first) = (VietnameseText.Clean(command.SenderName), ContactText.Message(command.Message), Invoices.Read(command.Company), _clock.Today().AddDays(1));
        return company.Refusal is { } wrong ? wrong
            : name.Length is 0 or > Cart.LongestName ? CheckoutRefusals.BuyerMissing()
            : email is null ? CheckoutRefusals.EmailWrong(command.ContactEmail ?? "")
            : phone is null ? GiftRefusals.PhoneWrong(command.ContactPhone ?? "")
            : sender.Length > Cart.LongestName ? CheckoutRefusals.SenderNameTooLong(Cart.LongestName)
            : ContactText.LengthSeen(message) > AnswerMessages.LongestOnCard || message.Length > Cart.LongestMessage ? GiftRefusals.MessageTooLong(AnswerMessages.LongestOnCard, ContactText.LengthSeen(message))
            : command.WantedOn is not { } day || day < first ? CorporateRefusals.WantedDayOver(first)
            : new Facts(company.Value, name, email, phone, sender.Length > 0 ? sender : Cut(company.Value.Company), message.Length == 0 ? null : message, day);
    }

    private async Task<Result> SaveAsync(MarketDbContext db, Command command, Facts facts, CancellationToken ct)
    {
        var (hash, now) = (Secrets.Hash(command.Secret!), _clock.GetUtcNow());
        await db.LockCorporateOrderAsync(hash, ct);
        if (await db.CorporateOrders.SingleOrDefaultAsync(o => o.TokenHash == hash, ct) is { } order)
        {
            if (order.PurchaseId is not null)
            {
                return CorporateRefusals.CorporateOrdered();
            }

            (order.Company, order.ContactName, order.ContactEmail, order.ContactPhone) = (facts.Company, facts.Name, facts.Email, facts.Phone);
            (order.SenderName, order.Message, order.WantedOn) = (facts.Sender, facts.Message, facts.Day);
            order.Change(now);
            return Result.Success;
        }

        order = new CorporateOrder
        {
            TokenHash = hash, TokenSeal = _links.Seal(command.Secret!), Language = command.Language, Company = facts.Company, ContactName = facts.Name, ContactEmail = facts.Email, ContactPhone = facts.Phone,
            SenderName = facts.Sender, Message = facts.Message, WantedOn = facts.Day, CreatedAt = now, TouchedAt = now,
        };
        db.CorporateOrders.Add(order);
        _outbox.Add(db, new CorporateOrderBegun(order.Id));
        return Result.Success;
    }

    private static string Cut(string name) => name.Length <= Cart.LongestName ? name : name[..Cart.LongestName].TrimEnd();
}
