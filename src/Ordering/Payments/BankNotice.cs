using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Payments;

/// <summary>What became of a transfer that a bank told of. Names are stored and have words.</summary>
public enum TransferOutcome
{
    /// <summary>Exactly what a payment waited for.</summary>
    Paid,
    TooLittle,
    TooMuch,

    /// <summary>For a payment that had been paid already.</summary>
    Twice,

    /// <summary>For a payment that had lapsed.</summary>
    Late,

    /// <summary>For parcels cancelled meanwhile.</summary>
    Cancelled,
    UnknownPurpose,

    /// <summary>The text names more than one payment.</summary>
    Several,
    OtherCurrency,

    /// <summary>Booked more than a year ago, before the purchase, or in the future.</summary>
    WrongDate,

    /// <summary>Amount or day is missing or makes no sense.</summary>
    Unreadable,

    /// <summary>Counted towards a payment that another transfer, or a person, completed or will complete.</summary>
    Part,
    Matched,

    /// <summary>Matched, and the rest has still to be sent back.</summary>
    MatchedOver,
    OverReturned,
    SentBack,
    NotAnOrder,
}

/// <summary>A bank's notice as JSON says it (DESIGN, Public surface). What names it must be right; the rest is judged when it is handled.</summary>
internal sealed partial record BankNotice(string Id, string Account, Money? Amount, string? Currency, string? Text, DateTimeOffset? BookedAt)
{
    public const int LongestText = 500;

    private const int LongestId = 200;

    /// <returns>Null when it does not even say what it is and which account it is about.</returns>
    public static BankNotice? Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || Word(root, "id") is not { Length: > 0 and <= LongestId } id
                || Word(root, "bin") is not { } bin || Word(root, "account") is not { } account || !BinShape().IsMatch(bin) || !AccountShape().IsMatch(account))
            {
                return null;
            }

            var text = VietnameseText.Clean(Word(root, "text"));
            return new(id, ProducerAccount.KeyOf(bin, account.ToUpperInvariant()), Dong(root), Word(root, "currency"), text.Length == 0 ? null : text[..Math.Min(text.Length, LongestText)], Moment(Word(root, "bookedAt")));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON, or half of a surrogate pair in it
        {
            return null;
        }
    }

    private static string? Word(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()!.Replace("\0", "", StringComparison.Ordinal) : null;

    private static Money? Dong(JsonElement root)
        => root.TryGetProperty("amountVnd", out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var dong) && dong > 0 ? new Money(dong) : null;

    // Banks that leave the zone away mean their own.
    private static DateTimeOffset? Moment(string? written)
        => !DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) || moment.Year is < 2000 or > 9000 ? null
            : moment.Kind is DateTimeKind.Unspecified ? new DateTimeOffset(moment, VietnamTime.Zone.GetUtcOffset(moment)).ToUniversalTime()
            : new DateTimeOffset(moment.ToUniversalTime());

    [GeneratedRegex(@"^[0-9]{6}\z")]
    private static partial Regex BinShape();

    [GeneratedRegex(@"^[0-9A-Za-z]{1,19}\z")]
    private static partial Regex AccountShape();
}

/// <summary>The secret by which notices about one account of a producer are signed. That of a former account goes on, until it is removed: money may still come there.</summary>
internal sealed class NoticeKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required ProducerId ProducerId { get; init; }

    /// <summary>Fingerprint of <see cref="ProducerAccount.Key"/>.</summary>
    public required string Account { get; set; }

    /// <summary>The last digits, for people.</summary>
    public string Ending { get; set; } = "";

    /// <summary>The secret, encrypted.</summary>
    public required string Seal { get; set; }
    public required DateTimeOffset MadeAt { get; set; }
}

/// <summary>How many notices a day were turned away; nothing else is kept of them.</summary>
internal sealed class NoticeRefusals
{
    public required DateOnly Day { get; init; }
    public required NoticeSource Source { get; init; }
    public int Count { get; init; }
}

internal sealed class BankNoticeConfiguration : IEntityTypeConfiguration<NoticeKey>, IEntityTypeConfiguration<NoticeRefusals>
{
    public void Configure(EntityTypeBuilder<NoticeKey> key)
    {
        key.ToTable("notice_keys", OrderingModule.Schema);
        key.Property(k => k.Account).HasMaxLength(80);
        key.Property(k => k.Ending).HasMaxLength(4);
        key.HasIndex(k => new { k.ProducerId, k.Account }).IsUnique();
        key.HasIndex(k => k.Account);
    }

    public void Configure(EntityTypeBuilder<NoticeRefusals> refusals)
    {
        refusals.ToTable("notice_refusals", OrderingModule.Schema);
        refusals.HasKey(r => new { r.Day, r.Source });
    }
}
