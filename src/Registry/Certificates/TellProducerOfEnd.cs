using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>Writes to the producer that a certificate has ended and what to do now. Producers without an address are told by their desk only.</summary>
internal sealed class TellProducerOfEnd(IDbContextFactory<MarketDbContext> contexts, IMailer mailer) : IOutboxHandler<CertificateEnded>
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static readonly ResourceManager Letters = new("OcopMarket.Registry.Certificates.CertificateLetters", typeof(TellProducerOfEnd).Assembly);

    public async Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = await (from product in db.Products
                          join producer in db.Producers on product.ProducerId equals producer.Id
                          where product.Id == happened.Product
                          select new { Product = product.Name, Producer = producer.Name, producer.Email }).SingleOrDefaultAsync(ct);
        if (told?.Email is not { Length: > 0 } address)
        {
            return;
        }

        await mailer.SendAsync(new Letter(
            $"certificate-{happened.End}-{happened.Certificate}-{delivery}", address,
            Text(happened.End + "Subject", told.Product), Text(happened.End + "Body", told.Producer, told.Product, happened.Number, happened.LastDay)), ct);
    }

    private static string Text(string name, params object[] values) => string.Format(Vietnamese, Letters.GetString(name, CultureInfo.InvariantCulture)!, values);
}
