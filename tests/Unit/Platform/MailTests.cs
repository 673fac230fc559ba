using System.Text;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Mail;

namespace OcopMarket.Tests.Unit.Platform;

public sealed partial class MailTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 4, 17, 0, 5, TimeSpan.Zero);

    private static readonly Letter Ended = new(
        "certificate-Expired-1-2", "htx@example.vn", "Giấy chứng nhận OCOP của “Nước mắm cá cơm Ba Làng” đã hết hạn",
        "Kính gửi Hợp tác xã Ba Làng,\n\nGiấy số 01/GCN-OCOP có hiệu lực đến hết ngày 04/02/2026. 🐟\n");

    [Fact]
    public void A_letter_decodes_back_to_its_vietnamese_text()
    {
        var (headers, body) = Parse(EmlMailer.Compose(Ended, "cho@example.vn", At));

        Assert.Equal(Ended.Subject, Decoded(headers["Subject"]));
        Assert.Equal(Ended.Text, body);
        Assert.Equal("htx@example.vn", headers["To"]);
        Assert.Equal("cho@example.vn", headers["From"]);
        Assert.Equal("Wed, 04 Feb 2026 17:00:05 +0000", headers["Date"]);
        Assert.Equal("<certificate-expired-1-2@ocopmarket>", headers["Message-ID"]);
        Assert.Equal("text/plain; charset=utf-8", headers["Content-Type"]);
        Assert.Equal("base64", headers["Content-Transfer-Encoding"]);
    }

    [Fact]
    public void A_letter_is_plain_ascii_in_lines_that_every_mail_server_takes()
    {
        var eml = EmlMailer.Compose(Ended with { Subject = string.Concat(Enumerable.Repeat("Giấy chứng nhận ", 20)) }, "cho@example.vn", At);

        Assert.True(Ascii.IsValid(eml));
        Assert.Equal(eml.Count(c => c == '\n'), eml.Count(c => c == '\r'));
        Assert.All(eml.Split("\r\n"), line => Assert.True(line.Length <= 76, line)); // RFC 2047, section 2
    }

    [Fact]
    public void A_letter_that_can_be_ended_says_where_beside_its_text()
    {
        var (headers, body) = Parse(EmlMailer.Compose(Ended with { EndPage = "https://cho.example.vn/thu-bao/abc" }, "cho@example.vn", At));

        Assert.Equal("<https://cho.example.vn/thu-bao/abc>", headers["List-Unsubscribe"]);
        Assert.Equal(Ended.Text, body);
    }

    [Theory]
    [InlineData("a@b.vn\r\nBcc: tat-ca@example.vn", "Chào")]
    [InlineData("a@b.vn\nBcc: tat-ca@example.vn", "Chào")]
    [InlineData("a@b.vn", "Chào\r\nBcc: tat-ca@example.vn")]
    [InlineData("a@b.vn", "Chào\r\n\r\nthân thư giả")]
    [InlineData("a@b.vn", "Chào\u2028Bcc: tat-ca@example.vn\0\u0085x")]
    [InlineData("a@b.vn\u2028Bcc: tat-ca@example.vn", "Chào")]
    public void Nothing_in_a_letter_can_add_a_header(string to, string subject)
    {
        var (headers, body) = Parse(EmlMailer.Compose(Ended with { To = to, Subject = subject }, "cho@example.vn", At));

        Assert.Equal(["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"], headers.Keys);
        Assert.Equal(Ended.Text, body);
    }

    [Fact]
    public void A_sender_with_a_line_end_cannot_add_a_header_either()
        => Assert.DoesNotContain("Bcc", Parse(EmlMailer.Compose(Ended, "cho@example.vn\r\nBcc: tat-ca@example.vn", At)).Headers.Keys);

    [Fact]
    public void A_letter_of_the_body_that_is_broken_does_not_stop_the_letter()
        => Assert.Equal("Chào \uFFFD!", Parse(EmlMailer.Compose(Ended with { Text = "Chào \uD83D!", Subject = "\uD83D" }, "cho@example.vn", At)).Body);

    private static (Dictionary<string, string> Headers, string Body) Parse(string eml)
    {
        var parts = eml.Split("\r\n\r\n", 2);
        var headers = parts[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(line => line.Split(": ", 2)).ToDictionary(h => h[0], h => h[1]);
        return (headers, Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    private static string Decoded(string words)
        => string.Concat(EncodedWord().Matches(words).Select(m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))));

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]+)\?=")]
    private static partial Regex EncodedWord();
}
