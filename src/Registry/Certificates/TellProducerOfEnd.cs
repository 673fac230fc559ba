using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>Writes to the producer that a certificate has ended and what to do now. Producers without an address are told by their desk only.</summary>
internal sealed class TellProducerOfEnd(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMailer mailer) : IOutboxHandler<CertificateEnded>
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Registry.Certificates.CertificateLetters", typeof(TellProducerOfEnd).Assembly);

    public async Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var told = await (from product in db.Products
                          join producer in db.Producers on product.ProducerId equals producer.Id
                          where product.Id == happened.Product
                          select new { Product = product.Name, producer.Id, Producer = producer.Name, producer.Email }).SingleOrDefaultAsync(ct);
        if (told?.Email is not { Length: > 0 } address)
        {
            return;
        }

        var language = await staff.LanguageOfAsync(told.Id, address, ct);
        await mailer.SendAsync(new Letter(
            $"certificate-{happened.End}-{happened.Certificate}-{delivery}", address,
            Letters.Say(language, happened.End + "Subject", told.Product), Letters.Say(language, happened.End + "Body", told.Producer, told.Product, happened.Number, happened.LastDay)), ct);
    }
}
