namespace OcopMarket.Platform.Mail;

/// <summary>Section <c>Market:Mail</c>. Without <see cref="SmtpHost"/> letters become <c>.eml</c> files in the data folder.</summary>
public sealed class MailSettings
{
    public const string Section = "Market:Mail";

    public string From { get; set; } = "ocopmarket@localhost";
    public string? SmtpHost { get; set; }
    public int SmtpPort { get; set; } = 25;
    public string? SmtpUser { get; set; }
    public string? SmtpPassword { get; set; }
    public bool SmtpTls { get; set; }
}
