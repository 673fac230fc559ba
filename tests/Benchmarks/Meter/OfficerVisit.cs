using System.Net;
using System.Text.RegularExpressions;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>An officer of the demonstration at a desk: signed in, keeps cookies, fills in forms as they stand on the page.</summary>
internal sealed partial class OfficerVisit : IDisposable
{
    private readonly HttpClient _client;

    private OfficerVisit(HttpClient client) => _client = client;

    /// <param name="email">An address that the market prints at its start, with the password that everybody can read there.</param>
    public static async Task<OfficerVisit> SignInAsync(Uri site, string email, string password)
    {
        var visit = new OfficerVisit(new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = site, Timeout = TimeSpan.FromMinutes(2) });
        var (_, page) = await visit.SendAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = email, ["Password"] = password });
        return page.Contains("name=\"Password\"", StringComparison.Ordinal) ? throw new InvalidOperationException($"{email} could not sign in.") : visit;
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
    }

    /// <summary>Sends a form of a page with its hidden fields, its chosen options and what is said beside them.</summary>
    /// <returns>Where it led, and the page there.</returns>
    public async Task<(string Path, string Page)> SendAsync(string path, string form, Dictionary<string, string> said, (string Name, string File)? upload = null)
    {
        var page = await ReadAsync(path);
        var body = Forms().Matches(page).Select(m => m.Value).Single(f => Hidden().Matches(f).Any(h => h.Groups["name"].Value == "_handler" && h.Groups["value"].Value == form));
        using var content = new MultipartFormDataContent();
        foreach (Match hidden in Hidden().Matches(body))
        {
            content.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups["value"].Value)), hidden.Groups["name"].Value);
        }

        foreach (Match list in Lists().Matches(body))
        {
            content.Add(new StringContent(Chosen().Match(list.Value) is { Success: true } chosen ? WebUtility.HtmlDecode(chosen.Groups[1].Value) : ""), list.Groups[1].Value);
        }

        foreach (var (name, value) in said)
        {
            content.Add(new StringContent(value), name);
        }

        if (upload is { } file)
        {
            content.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file.File)), file.Name, Path.GetFileName(file.File));
        }

        using var answer = await _client.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (answer.RequestMessage!.RequestUri!.AbsolutePath, text) : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("<select[^>]* name=\"([^\"]+)\".*?</select>", RegexOptions.Singleline)]
    private static partial Regex Lists();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();
}
