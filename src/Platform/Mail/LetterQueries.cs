using System.Text;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Mail;

/// <summary>A letter in the data folder.</summary>
/// <param name="Name">Of its file, without ending.</param>
public sealed record LetterRow(string Name, string To, string Subject, DateTimeOffset At);

/// <summary>A letter as text.</summary>
public sealed record LetterView(string Name, string To, string Subject, DateTimeOffset At, string Text);

/// <summary>Reads the letters that were written to the data folder while no mail server is set; for administrators.</summary>
public sealed partial class LetterQueries(MailFolder folder)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LetterRow>> ListAsync(Actor actor, int take, CancellationToken ct)
    {
        if (!MaySee(actor) || !Directory.Exists(folder.Path))
        {
            return [];
        }

        var rows = new List<LetterRow>();
        foreach (var file in new DirectoryInfo(folder.Path).EnumerateFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Take(take))
        {
            var (to, subject, _) = Read(await File.ReadAllTextAsync(file.FullName, ct));
            rows.Add(new(Path.GetFileNameWithoutExtension(file.Name), to, subject, file.LastWriteTimeUtc));
        }

        return rows;
    }

    /// <param name="secrets">Whether links show their secrets: only where everything is a demonstration. An administrator must not be able to open what was sent to another person.</param>
    public async Task<LetterView?> FindAsync(Actor actor, string name, bool secrets, CancellationToken ct)
    {
        var file = Path.Combine(folder.Path, name + ".eml");
        if (!MaySee(actor) || VietnameseText.Slug(name, 200) != name || !File.Exists(file))
        {
            return null;
        }

        var (to, subject, text) = Read(await File.ReadAllTextAsync(file, ct));
        return new(name, to, subject, File.GetLastWriteTimeUtc(file), secrets ? text : Secret().Replace(text, "$1…"));
    }

    private static bool MaySee(Actor actor) => actor?.Kind is ActorKind.Administrator or ActorKind.Operator;

    private static (string To, string Subject, string Text) Read(string eml)
    {
        var parts = eml.Split("\r\n\r\n", 2);
        var headers = parts[0].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        var text = parts.Length > 1 ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])) : "";
        return (Header(headers, "To"), Word().Replace(Header(headers, "Subject"), m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))), text);
    }

    private static string Header(string[] headers, string name)
        => headers.FirstOrDefault(h => h.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex Word();

    [GeneratedRegex("([?&]ma=)[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
