using System.Text.RegularExpressions;
using OcopMarket.Platform;
using OcopMarket.Platform.Tables;
using OcopMarket.Platform.Text;

namespace OcopMarket.Registry.Onboarding;

/// <summary>A bank that takes transfers by VietQR.</summary>
public sealed record Bank(string Bin, string ShortName, string Name);

public static class Banks
{
    public static IReadOnlyList<Bank> All { get; } = DataFile.Read(typeof(Banks).Assembly, "OcopMarket.Registry.Onboarding.banks.csv", row => new Bank(row.GetString("bin"), row.GetString("short_name"), row.GetString("name")));

    public static Bank? Find(string? bin) => All.FirstOrDefault(b => b.Bin == bin);
}

/// <summary>Where a producer is paid by VietQR.</summary>
/// <param name="Holder">As banks write it: capitals without marks.</param>
public sealed partial record BankDetails(string Bin, string Number, string Holder)
{
    public const int LongestHolder = 50;

    /// <summary>All that is shown of it: the bank and the last four digits.</summary>
    public string Masked => $"{Banks.Find(Bin)?.ShortName} •••• {Number[^4..]}";

    /// <summary>Reads what people typed or pasted.</summary>
    public static Result<BankDetails> Read(string? bin, string? number, string? holder)
    {
        var (clean, name) = (Gaps().Replace(number ?? "", "").ToUpperInvariant(), VietnameseText.Fold(holder).ToUpperInvariant());
        return Banks.Find(bin) is null ? OnboardingRefusals.BankUnknown()
            : !Shape().IsMatch(clean) ? OnboardingRefusals.AccountNumberWrong(number ?? "")
            : name.Length is < 3 or > LongestHolder ? OnboardingRefusals.AccountHolderWrong(LongestHolder)
            : new BankDetails(bin!, clean, name);
    }

    [GeneratedRegex(@"[\s.\-]")]
    private static partial Regex Gaps();

    // VietQR carries up to 19 letters and digits; accounts of fewer than six digits are typing errors.
    [GeneratedRegex("^[0-9A-Z]{6,19}$")]
    private static partial Regex Shape();
}
