namespace OcopMarket.Platform;

/// <summary>A text that is data and kept in both languages: a refusal that carries it says the reader's.</summary>
/// <param name="En">Null where nobody has translated it.</param>
public sealed record TextInBoth(string Vi, string? En);
