namespace OcopMarket.Platform.Mail;

/// <summary>A letter in plain text.</summary>
/// <param name="Key">The same letter always has the same key, so that sending it again after a crash does not make a second one.</param>
public sealed record Letter(string Key, string To, string Subject, string Text)
{
    /// <summary>Whole address of the page where its reader ends such letters; mail programs offer it beside the letter (RFC 2369, List-Unsubscribe). Null for letters that nobody asked to get again and again.</summary>
    public string? EndPage { get; init; }

    internal const string EndHeader = "List-Unsubscribe";
}

/// <summary>Sends letters; called from outbox handlers only, never inside a transaction.</summary>
public interface IMailer
{
    Task SendAsync(Letter letter, CancellationToken ct);
}
