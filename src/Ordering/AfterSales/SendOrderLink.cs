using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.AfterSales;

/// <summary>
/// Somebody has lost the address of an order. Whoever asks learns nothing: the question is written down the same way whether there is such an
/// order or not, and the answer goes by letter to the order's own address.
/// </summary>
public sealed class SendOrderLink(IDbContextFactory<MarketDbContext> contexts, EventOutbox outbox)
{
    private const int LongestNumber = 40;

    /// <param name="contact">E-mail address or telephone number of the buyer.</param>
    /// <param name="number">Of the purchase, or of a parcel of it.</param>
    public Task<Result> RunAsync(string? contact, string? number, CancellationToken ct)
    {
        var (email, phone, asked) = (ContactText.Email(contact), ContactText.Phone(contact), VietnameseText.Clean(number).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant().Split('/')[0]);
        if (email is null && phone is null)
        {
            return Task.FromResult<Result>(AfterSalesRefusals.ContactWrong(VietnameseText.Clean(contact)));
        }

        if (asked.Length is 0 or > LongestNumber)
        {
            return Task.FromResult<Result>(AfterSalesRefusals.NumberMissing());
        }

        return contexts.InTransactionAsync(db =>
        {
            outbox.Add(db, new OrderLinkAsked(asked.StartsWith("DH-", StringComparison.Ordinal) ? asked : "DH-" + asked, email, email is null ? phone : null));
            return Task.FromResult(Result.Success);
        }, ct);
    }
}
