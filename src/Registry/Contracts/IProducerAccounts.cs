using OcopMarket.Platform;

namespace OcopMarket.Registry.Contracts;

/// <summary>A bank account that a producer is paid into.</summary>
/// <param name="Holder">As banks write it: capitals without marks.</param>
/// <param name="Illustrative">Of no bank: demonstration data is present, and nobody may pay into it.</param>
public sealed record ProducerAccount(string Bin, string BankName, string Number, string Holder, bool Illustrative = false)
{
    /// <summary>Bank and number in one, as notices and keys name it.</summary>
    public string Key => KeyOf(Bin, Number);

    public static string KeyOf(string bin, string number) => $"{bin}:{number}";
}

/// <summary>Where producers are paid: the one place from which other modules read accounts. Whoever shows one has asked who may see it.</summary>
public interface IProducerAccounts
{
    /// <summary>What buyers may be shown; producers without an account are left out. While demonstration data is present every account is an invented one.</summary>
    Task<IReadOnlyDictionary<ProducerId, ProducerAccount>> ForBuyersAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct);

    /// <summary>What the producer itself has on file; null without one.</summary>
    Task<ProducerAccount?> OnFileAsync(ProducerId producer, CancellationToken ct);
}
