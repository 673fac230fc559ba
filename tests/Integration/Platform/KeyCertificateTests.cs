using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

/// <summary>Keys that only whoever has the certificate reads: a copy of the database alone opens nothing.</summary>
public sealed class KeyCertificateTests : IDisposable
{
    private const string Password = "mật khẩu của tệp";

    private readonly string _folder = Directory.CreateTempSubdirectory("ocop-keys-").FullName;

    [Fact]
    public async Task With_a_certificate_keys_lie_encrypted_and_only_a_node_that_has_it_reads_what_they_protect()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await MarketFixture.NewDatabaseAsync();
        var certificate = WriteCertificate("khoa.pfx", withKey: true);
        string sealedText;
        await using (var first = With(database, certificate))
        {
            sealedText = first.Get<IDataProtectionProvider>().CreateProtector("test").Protect("chữ ký");
            Assert.Equal("CN=OcopMarket test", first.Get<KeyCertificate>().Subject);
            await using var db = await first.Get<IDbContextFactory<MarketDbContext>>().CreateDbContextAsync(ct);
            var key = Assert.Single(await db.Set<DataProtectionKey>().ToListAsync(ct));
            Assert.Contains("EncryptedData", key.Xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", key.Xml, StringComparison.Ordinal);
        }

        await using (var later = With(database, certificate))
        {
            Assert.Equal("chữ ký", later.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText));
        }

        foreach (var stranger in new[] { null, WriteCertificate("khac.pfx", withKey: true) })
        {
            await using var other = With(database, stranger);
            Assert.Throws<CryptographicException>(() => other.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(sealedText));
        }
    }

    [Fact]
    public void A_certificate_that_is_missing_locked_or_without_its_key_is_refused_by_name()
    {
        var (whole, bare) = (WriteCertificate("khoa.pfx", withKey: true), WriteCertificate("chi-chung-thu.pfx", withKey: false));

        Assert.Null(KeyCertificate.Read(Settings(null, null)));
        Assert.NotNull(KeyCertificate.Read(Settings(whole, Password)));
        foreach (var (path, password) in new[] { (Path.Combine(_folder, "khong-co.pfx"), Password), (whole, "sai"), (bare, Password) })
        {
            var refused = Assert.Throws<SettingException>(() => KeyCertificate.Read(Settings(path, password)));
            Assert.Contains($"{KeyCertificate.Setting}: {path}", refused.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static MarketFactory With(TestDatabase database, string? certificate) => new(database.ConnectionString)
    {
        Settings = certificate is null ? [] : new() { [KeyCertificate.Setting] = certificate, [KeyCertificate.Setting + "Password"] = Password },
    };

    private static IConfiguration Settings(string? certificate, string? password)
        => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [KeyCertificate.Setting] = certificate, [KeyCertificate.Setting + "Password"] = password }).Build();

    private string WriteCertificate(string name, bool withKey)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=OcopMarket test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var written = withKey ? null : X509CertificateLoader.LoadCertificate(certificate.RawData);
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, (written ?? certificate).Export(X509ContentType.Pkcs12, Password));
        return path;
    }
}
