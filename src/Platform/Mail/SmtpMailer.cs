using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Mail;

/// <summary>Sends by the operator's mail server. The framework's client serves plain submission, which is all the market needs of it.</summary>
internal sealed class SmtpMailer(IOptions<MailSettings> settings) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var smtp = settings.Value;
        using var client = new SmtpClient(smtp.SmtpHost, smtp.SmtpPort) { EnableSsl = smtp.SmtpTls };
        if (smtp.SmtpUser is { Length: > 0 } user)
        {
            client.Credentials = new NetworkCredential(user, smtp.SmtpPassword);
        }

        using var message = new MailMessage(smtp.From, letter.To, VietnameseText.Clean(letter.Subject), letter.Text);
        message.Headers.Add("Message-ID", $"<{VietnameseText.Slug(letter.Key)}@ocopmarket>"); // a repeated letter can be recognised
        if (letter.EndPage is { } page)
        {
            message.Headers.Add(Letter.EndHeader, $"<{page}>");
        }

        await client.SendMailAsync(message, ct);
    }
}
