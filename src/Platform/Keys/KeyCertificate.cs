using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace OcopMarket.Platform.Keys;

/// <summary>
/// The certificate that new data-protection keys are encrypted with (<c>Market:DataProtection:Certificate</c>, a PKCS #12 file, and
/// <c>…:CertificatePassword</c>). With it a copy of the database opens nothing; without it the keys lie beside what they protect.
/// </summary>
public sealed record KeyCertificate(string Subject)
{
    public const string Setting = "Market:DataProtection:Certificate";

    /// <exception cref="SettingException">The file is not there, or does not open.</exception>
    internal static X509Certificate2? Read(IConfiguration settings)
    {
        if (settings[Setting] is not { Length: > 0 } path)
        {
            return null;
        }

        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, settings[Setting + "Password"]);
            return certificate.HasPrivateKey ? certificate : throw new SettingException($"{Setting}: {path} holds no private key.");
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{Setting}: {path} cannot be read: {e.Message}");
        }
    }
}
