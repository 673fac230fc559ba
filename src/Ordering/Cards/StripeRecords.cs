using OcopMarket.Platform;

namespace OcopMarket.Ordering.Cards;

/// <summary>Why the provider did not do what was asked.</summary>
/// <param name="Status">Of HTTP; 0 when no answer came.</param>
/// <param name="Code">The provider's own, such as <c>balance_insufficient</c>.</param>
internal sealed record StripeProblem(int Status, string? Code, string? Message)
{
    /// <summary>Certainly nothing was done, and asking the same again brings the same answer; else it may have been done.</summary>
    public bool Final => Status is >= 400 and < 500 and not (408 or 409 or 429);
}

/// <summary>An object of the provider, or why there is none.</summary>
internal readonly record struct StripeResult<T>(T? Value, StripeProblem? Problem) where T : class;

// What is read of the provider's objects; amounts are whole đồng, since VND has no decimals there (https://stripe.com/docs/currencies#zero-decimal).
internal sealed record StripeSession(
    string Id, string? Url, string? Status, string? PaymentStatus, string? PaymentIntent, long? AmountTotal, string? Currency, string? ClientReferenceId);

internal sealed record StripeIntent(string Id, string Status, long Amount, long AmountReceived, string Currency, string? LatestCharge);

internal sealed record StripeTransfer(string Id, long Amount, long AmountReversed, string Currency, string? Destination);

internal sealed record StripeReversal(string Id, long Amount, string Currency, string? Transfer);

internal sealed record StripeRefund(string Id, long Amount, string Currency, string? Status, string? Charge, string? PaymentIntent, string? FailureReason);

internal sealed record StripeDispute(string Id, long Amount, string Currency, string? Charge, string? PaymentIntent, string Reason, string Status, StripeEvidenceDetails? EvidenceDetails);

internal sealed record StripeEvidenceDetails(long? DueBy, bool HasEvidence, int SubmissionCount);

internal sealed record StripeAccount(string Id, bool DetailsSubmitted, bool PayoutsEnabled, StripeCapabilities? Capabilities)
{
    public bool TakesTransfers => Capabilities?.Transfers is "active";
}

internal sealed record StripeCapabilities(string? Transfers);

internal sealed record StripeAccountLink(string Url, long ExpiresAt);

internal sealed record StripeBalanceTransaction(string Id, long Amount, long Fee, long Net, string Currency, string Type, string? Source, long Created);

internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);

/// <summary>What a Checkout Session is to sell.</summary>
/// <param name="Reference">Our name for the charge; every payment, transfer and refund carries it as the group.</param>
/// <param name="Items">Name and amount; they sum to what is charged.</param>
/// <param name="Language">"vi" or "en".</param>
internal sealed record NewSession(
    string Reference, string Number, IReadOnlyList<(string Name, Money Amount)> Items, string? Email, string Language, DateTimeOffset ExpiresAt, string SuccessUrl, string CancelUrl);

/// <param name="SourceCharge">The card's charge whose money it is: the transfer waits for it at the provider.</param>
internal sealed record NewTransfer(Money Amount, string Destination, string SourceCharge, string Group, string Reference);
