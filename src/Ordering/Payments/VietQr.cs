using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OcopMarket.Platform;

namespace OcopMarket.Ordering.Payments;

/// <summary>What a VietQR transfer goes to.</summary>
public enum VietQrService
{
    ToAccount,
    ToCard,
}

/// <summary>Why a text is no VietQR code.</summary>
public enum VietQrFault
{
    None,

    /// <summary>Fields do not fit one into the other, or one is there twice.</summary>
    Unreadable,
    WrongChecksum,

    /// <summary>A payment code of another kind.</summary>
    NotVietQr,
}

/// <summary>
/// A transfer as VietQR writes it: EMVCo merchant-presented mode with NAPAS' template 38 (NAPAS, code format v1.0, September 2021). Each field
/// is a two-digit id, a two-digit length and a value; the last is a CRC over everything before its value.
/// </summary>
/// <param name="Amount">Null leaves it to the payer.</param>
/// <param name="Purpose">What stands in the transfer; letters of ASCII only, at most <see cref="LongestPurpose"/>.</param>
public sealed partial record VietQr(string Bin, string Account, Money? Amount = null, string? Purpose = null, VietQrService Service = VietQrService.ToAccount)
{
    public const int LongestPurpose = 25;

    private const string Napas = "A000000727", Dong = "704", Vietnam = "VN", Static = "11", Dynamic = "12", ToAccount = "QRIBFTTA", ToCard = "QRIBFTTC";

    /// <summary>Of a shop's paper.</summary>
    public string? BillNumber { get; init; }

    public string? Reference { get; init; }

    /// <summary>For one payment, not for many; those with an amount are.</summary>
    public bool Once { get; init; } = Amount is not null;

    /// <summary>The text of the code.</summary>
    /// <exception cref="ArgumentException">A value does not fit.</exception>
    public string Build()
    {
        Must(BinShape().IsMatch(Bin), nameof(Bin));
        Must(AccountShape().IsMatch(Account), nameof(Account));
        Must(Amount is not { } a || a.Dong is > 0 and < 10_000_000_000_000, nameof(Amount));
        Must(Fits(Purpose, LongestPurpose), nameof(Purpose));
        Must(Fits(BillNumber, LongestPurpose), nameof(BillNumber));
        Must(Fits(Reference, LongestPurpose), nameof(Reference));
        var text = new StringBuilder();
        Put(text, "00", "01");
        Put(text, "01", Once ? Dynamic : Static);
        Put(text, "38", Field("00", Napas) + Field("01", Field("00", Bin) + Field("01", Account)) + Field("02", Service is VietQrService.ToCard ? ToCard : ToAccount));
        Put(text, "53", Dong);
        Put(text, "54", Amount?.Dong.ToString(CultureInfo.InvariantCulture));
        Put(text, "58", Vietnam);
        var more = Field("01", BillNumber) + Field("05", Reference) + Field("08", Purpose);
        Put(text, "62", more.Length == 0 ? null : more);
        text.Append("6304");
        return text.Append(Checksum(text.ToString()).ToString("X4", CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>Reads a code; null when it is none, and then <paramref name="fault"/> says why. Fields it has no use for are passed over.</summary>
    public static VietQr? Read(string text, out VietQrFault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = VietQrFault.Unreadable;
        if (text.Length < 12 || text[^8..^4] != "6304" || !ushort.TryParse(text.AsSpan(text.Length - 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc))
        {
            return null;
        }

        if (crc != Checksum(text[..^4]))
        {
            fault = VietQrFault.WrongChecksum;
            return null;
        }

        if (Fields(text) is not { } fields || fields.GetValueOrDefault("00") != "01" || fields.GetValueOrDefault("63")?.Length != 4)
        {
            return null;
        }

        if (!fields.TryGetValue("38", out var template))
        {
            fault = VietQrFault.NotVietQr;
            return null;
        }

        var read = Read(fields, template);
        fault = read is null ? VietQrFault.Unreadable : VietQrFault.None;
        return read;
    }

    /// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, nothing reflected.</summary>
    public static ushort Checksum(string text)
    {
        ushort crc = 0xFFFF;
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            crc ^= (ushort)(octet << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
            }
        }

        return crc;
    }

    private static VietQr? Read(Dictionary<string, string> fields, string template)
    {
        var merchant = Fields(template);
        var bank = merchant?.GetValueOrDefault("01") is { } inner ? Fields(inner) : null;
        var more = fields.TryGetValue("62", out var extra) ? Fields(extra) : [];
        VietQrService? service = merchant?.GetValueOrDefault("02") switch { ToAccount => VietQrService.ToAccount, ToCard => VietQrService.ToCard, _ => null };
        if (merchant?.GetValueOrDefault("00") != Napas || service is null || bank is null || more is null
            || fields.GetValueOrDefault("01") is not (Static or Dynamic) || fields.GetValueOrDefault("53") != Dong || fields.GetValueOrDefault("58") != Vietnam
            || !BinShape().IsMatch(bank.GetValueOrDefault("00", "")) || !AccountShape().IsMatch(bank.GetValueOrDefault("01", "")))
        {
            return null;
        }

        Money? amount = null;
        if (fields.TryGetValue("54", out var written))
        {
            if (AmountShape().Match(written) is not { Success: true } digits)
            {
                return null;
            }

            amount = new Money(long.Parse(digits.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        return new VietQr(bank["00"], bank["01"], amount, more.GetValueOrDefault("08"), service.Value)
        {
            BillNumber = more.GetValueOrDefault("01"), Reference = more.GetValueOrDefault("05"), Once = fields["01"] == Dynamic,
        };
    }

    private static Dictionary<string, string>? Fields(string text)
    {
        var fields = new Dictionary<string, string>();
        for (var at = 0; at < text.Length;)
        {
            if (at + 4 > text.Length || !IsDigits(text.AsSpan(at, 4)))
            {
                return null;
            }

            var length = int.Parse(text.AsSpan(at + 2, 2), CultureInfo.InvariantCulture);
            if (at + 4 + length > text.Length || !fields.TryAdd(text.Substring(at, 2), text.Substring(at + 4, length)))
            {
                return null;
            }

            at += 4 + length;
        }

        return fields;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool Fits(string? value, int longest) => value is null || (value.Length > 0 && value.Length <= longest && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'));

    private static string Field(string id, string? value) => value is null ? "" : $"{id}{value.Length.ToString("00", CultureInfo.InvariantCulture)}{value}";

    private static void Put(StringBuilder text, string id, string? value) => text.Append(Field(id, value));

    private static void Must(bool holds, string name)
    {
        if (!holds)
        {
            throw new ArgumentException("The value does not fit into a VietQR code.", name);
        }
    }

    [GeneratedRegex(@"^[0-9]{6}\z")]
    private static partial Regex BinShape();

    [GeneratedRegex(@"^[0-9A-Za-z]{1,19}\z")]
    private static partial Regex AccountShape();

    // The đồng has no smaller unit; some codes write its zeros all the same.
    [GeneratedRegex(@"^([0-9]{1,13})(\.0{1,2})?\z")]
    private static partial Regex AmountShape();
}
