using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Pictures;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Registry.Misuse;

/// <summary>Takes a report from anyone, and sends it to the office of the place it is about.</summary>
public sealed class SendMisuseReport(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, TimeProvider clock)
{
    /// <summary>That a report may have.</summary>
    public const int MostPictures = MisuseReport.MostPictures;

    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; // none that are taken for another

    /// <param name="Subject">Product, shop or certificate number; a number we know leads to the place of its product.</param>
    /// <param name="Place">Commune code, or province code where the commune is not known.</param>
    /// <param name="Sender">Who sent the pictures, by <see cref="PictureDesk.Stranger"/>.</param>
    /// <param name="Pictures">Private ones of the sender.</param>
    public sealed record Command(MisuseKind Kind, string Subject, string Text, string Place, string? Contact = null, Actor? Sender = null, IReadOnlyList<PictureId>? Pictures = null);

    /// <param name="Token">The secret part of the address by which its sender follows it.</param>
    public sealed record Receipt(string Number, string Token);

    public Task<Result<Receipt>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<Receipt>(async db =>
        {
            var (subject, text, contact) = (VietnameseText.Clean(command.Subject), command.Text.Trim(), VietnameseText.Clean(command.Contact));
            if ((subject.Length == 0 || text.Length == 0 ? RegistryRefusals.ReportEmpty()
                : subject.Length > MisuseReport.LongestSubject ? RegistryRefusals.ReasonTooLong(MisuseReport.LongestSubject)
                : text.Length > MisuseReport.LongestText ? RegistryRefusals.ReasonTooLong(MisuseReport.LongestText)
                : contact.Length > MisuseReport.LongestContact ? RegistryRefusals.ReasonTooLong(MisuseReport.LongestContact)
                : command.Pictures?.Count > MisuseReport.MostPictures ? RegistryRefusals.TooManyReportPictures(MisuseReport.MostPictures)
                : null) is { } refusal)
            {
                return refusal;
            }

            var key = CertificateReading.KeyOf(subject);
            var known = key.Length is 0 or > 100 ? null
                : await db.CertificateRows().Where(r => r.Certificate.NumberKey == key).OrderByDescending(r => r.Certificate.ValidFrom).Select(r => new { r.Product.ProvinceCode, r.Product.CommuneCode }).FirstOrDefaultAsync(ct);
            var commune = known?.CommuneCode ?? areas.FindCommune(command.Place)?.Code;
            var province = known?.ProvinceCode ?? areas.FindCommune(command.Place)?.ProvinceCode ?? areas.FindProvince(command.Place)?.Code;
            if (province is null)
            {
                return RegistryRefusals.PlaceUnknown(command.Place);
            }

            var pictures = await db.AttachPicturesAsync(command.Sender ?? Actor.Guest, command.Pictures ?? [], [], isPrivate: true, ct);
            if (pictures.Refusal is { } unknown)
            {
                return unknown;
            }

            var token = Secrets.New();
            var report = new MisuseReport
            {
                Number = $"BS-{RandomNumberGenerator.GetString(Letters, 8)}",
                TokenHash = Secrets.Hash(token),
                Kind = command.Kind,
                Subject = subject,
                Text = text,
                Contact = contact.Length == 0 ? null : contact,
                ProvinceCode = province,
                CommuneCode = commune,
                At = clock.GetUtcNow(),
                Pictures = [.. pictures.Value.Select(p => p.Id.Value)],
            };
            db.MisuseReports.Add(report);
            db.Audit(clock, Actor.Guest, "registry.misuse_reported", $"misuse:{report.Id}", subject, after: new { report.Kind, report.ProvinceCode, report.CommuneCode, Pictures = report.Pictures.Length });
            return new Receipt(report.Number, token);
        }, ct);
    }
}
