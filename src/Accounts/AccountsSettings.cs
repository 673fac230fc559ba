namespace OcopMarket.Accounts;

/// <summary>What the host says about accounts.</summary>
/// <param name="Demo">Whether demonstration accounts, whose passwords everyone can read, may be used; without it they open nothing.</param>
public sealed record AccountsSettings(bool Demo);
