namespace OcopMarket.Accounts.Contracts;

/// <summary>What an account is for. It is one of them only: who checks producers does not work for one, who hands out rights uses none.</summary>
public enum AccountKind
{
    /// <summary>A shopper, or staff of producers.</summary>
    Member,
    Officer,
    Administrator,
}
