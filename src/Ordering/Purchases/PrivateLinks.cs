using Microsoft.AspNetCore.DataProtection;

namespace OcopMarket.Ordering.Purchases;

/// <summary>
/// Secrets of givers' and receivers' pages. They are looked up by hash; an encrypted copy is kept, since letters, gift cards and the look-up
/// must say the address again.
/// </summary>
internal sealed class PrivateLinks(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("OcopMarket.Ordering.PrivateLinks");

    public string Seal(string secret) => _protector.Protect(secret);

    public string Open(string seal) => _protector.Unprotect(seal);
}
