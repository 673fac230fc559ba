using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Mail;

/// <summary>Puts each letter into a file of the data folder, named by its key: a letter sent again replaces itself.</summary>
internal sealed class EmlMailer(MailFolder folder, IOptions<MailSettings> settings, TimeProvider clock) : IMailer
{
    public async Task SendAsync(Letter letter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var path = Path.Combine(folder.Path, VietnameseText.Slug(letter.Key) + ".eml");
        var draft = path + ".part";
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(draft, Compose(letter, settings.Value.From, clock.GetUtcNow()), Encoding.ASCII, ct);
        File.Move(draft, path, overwrite: true); // a reader never sees half a letter
    }

    /// <summary>The letter as RFC 5322 text, body in base64 so that every mail reader shows Vietnamese letters.</summary>
    internal static string Compose(Letter letter, string from, DateTimeOffset at)
        => $"""
            From: {Header(from)}
            To: {Header(letter.To)}
            Subject: {Encoded(letter.Subject)}
            Date: {at.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000
            Message-ID: <{VietnameseText.Slug(letter.Key)}@ocopmarket>{(letter.EndPage is { } page ? $"\n{Letter.EndHeader}: <{Header(page)}>" : "")}
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Text), Base64FormattingOptions.InsertLineBreaks)}
            """.ReplaceLineEndings("\r\n");

    private static string Header(string value) => new([.. value.Where(c => c is >= ' ' and < (char)127)]);

    // RFC 2047 lines end after 76 characters, which leaves 39 bytes a word beside "Subject: "; a letter is never cut in the middle.
    private static string Encoded(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in VietnameseText.Clean(text).EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(word.ToString()) + rune.Utf8SequenceLength > 39)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            word.Append(rune);
        }

        words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(w => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(w))}?="));
    }
}

/// <summary>Where <c>.eml</c> files go.</summary>
public sealed record MailFolder(string Path);
