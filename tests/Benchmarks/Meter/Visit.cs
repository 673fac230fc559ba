using System.Net;
using System.Text.RegularExpressions;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>Somebody with a browser without script: keeps cookies, fills in forms as they stand on the page.</summary>
internal sealed partial class Visit : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client, _still;

    private Visit(Uri site)
    {
        var cookies = new CookieContainer();
        (_client, _still) = (Client(follows: true), Client(follows: false));

        HttpClient Client(bool follows) => new(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = follows }) { BaseAddress = site, Timeout = Patience };
    }

    /// <summary>A guest.</summary>
    public static Visit Open(Uri site) => new(site);

    /// <param name="email">An address that the market prints at its start, with the password that everybody can read there.</param>
    public static async Task<Visit> SignInAsync(Uri site, string email, string password)
    {
        var visit = Open(site);
        var (_, page) = await visit.SendAsync("/tai-khoan/dang-nhap", "dang-nhap", new() { ["Email"] = email, ["Password"] = password });
        return page.Contains("name=\"Password\"", StringComparison.Ordinal) ? throw new InvalidOperationException($"{email} could not sign in.") : visit;
    }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await _client.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
    }

    /// <summary>A form of a page as it stands there: hidden and typed fields, what is ticked and chosen.</summary>
    public async Task<PageForm> ReadFormAsync(string path, string form) => PageForm.Of(path, await ReadAsync(path), form);

    /// <summary>Sends a form of a page with what is said instead of what stands there.</summary>
    /// <returns>Where it led, and the page there.</returns>
    public async Task<(string Path, string Page)> SendAsync(string path, string form, Dictionary<string, string> said, (string Name, string File)? upload = null)
    {
        var filled = await ReadFormAsync(path, form);
        foreach (var (name, value) in said)
        {
            filled.Say(name, value);
        }

        return await SendAsync(filled, upload);
    }

    /// <inheritdoc cref="SendAsync(string, string, Dictionary{string, string}, ValueTuple{string, string}?)"/>
    public async Task<(string Path, string Page)> SendAsync(PageForm form, (string Name, string File)? upload = null)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Fields)
        {
            content.Add(new StringContent(value), name);
        }

        if (upload is { } file)
        {
            content.Add(new ByteArrayContent(await File.ReadAllBytesAsync(file.File)), file.Name, Path.GetFileName(file.File));
        }

        using var answer = await _client.PostAsync(form.Path, content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (answer.RequestMessage!.RequestUri!.AbsolutePath, text) : throw new InvalidOperationException($"{form.Path}: {(int)answer.StatusCode}");
    }

    /// <summary>Sends a form and does not go where it leads.</summary>
    /// <returns>Where it leads; null where the page answers itself.</returns>
    public async Task<string?> PostAsync(PageForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        using var content = new FormUrlEncodedContent(form.Fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await _still.PostAsync(form.Path, content);
        return answer.Headers.Location is { } location ? new Uri(_still.BaseAddress!, location).AbsolutePath : answer.IsSuccessStatusCode ? null : throw new InvalidOperationException($"{form.Path}: {(int)answer.StatusCode}");
    }

    /// <summary>Sends a body with a header, as programs do.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, string body, (string Name, string Value) header)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        content.Headers.Add(header.Name, header.Value);
        using var answer = await _client.PostAsync(path, content);
        return answer.StatusCode;
    }

    public void Dispose()
    {
        _client.Dispose();
        _still.Dispose();
    }
}

/// <summary>The fields of one form, in their order.</summary>
internal sealed partial class PageForm
{
    private PageForm(string path) => Path = path;

    public string Path { get; }
    public List<(string Name, string Value)> Fields { get; } = [];

    public static PageForm Of(string path, string page, string name)
    {
        var body = Forms().Matches(page).Select(m => m.Value).Single(f => f.Contains($"name=\"_handler\" value=\"{name}\"", StringComparison.Ordinal));
        var form = new PageForm(path);
        foreach (Match field in Parts().Matches(body))
        {
            var tag = Attribute().Matches(field.Value).ToLookup(a => a.Groups[1].Value, a => WebUtility.HtmlDecode(a.Groups[2].Value));
            if (tag["name"].FirstOrDefault() is not { Length: > 0 } key)
            {
                continue;
            }

            var type = tag["type"].FirstOrDefault() ?? "text";
            if (field.Value.StartsWith("<select", StringComparison.Ordinal))
            {
                form.Fields.Add((key, Chosen().Match(field.Value) is { Success: true } chosen ? WebUtility.HtmlDecode(chosen.Groups[1].Value) : ""));
            }
            else if (field.Value.StartsWith("<textarea", StringComparison.Ordinal))
            {
                form.Fields.Add((key, WebUtility.HtmlDecode(field.Value[(field.Value.IndexOf('>', StringComparison.Ordinal) + 1)..].Replace("</textarea>", "", StringComparison.Ordinal))));
            }
            else if (type is not ("file" or "submit") && (type is not ("radio" or "checkbox") || Checked().IsMatch(field.Value)))
            {
                form.Fields.Add((key, tag["value"].FirstOrDefault() ?? ""));
            }
        }

        return form;
    }

    /// <summary>Values of the fields of this name.</summary>
    public IReadOnlyList<string> Of(string name) => [.. Fields.Where(f => f.Name == name).Select(f => f.Value)];

    public PageForm Say(string name, string value)
    {
        Fields.RemoveAll(f => f.Name == name);
        Fields.Add((name, value));
        return this;
    }

    /// <summary>Says it in one of several fields of the name.</summary>
    public PageForm SayAt(string name, int which, string value)
    {
        var at = Fields.Select((f, i) => (f.Name, i)).Where(f => f.Name == name).ElementAt(which).i;
        Fields[at] = (name, value);
        return this;
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>|<select.*?</select>|<textarea.*?</textarea>", RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex("([a-z-]+)=\"([^\"]*)\"")]
    private static partial Regex Attribute();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Chosen();

    [GeneratedRegex(" checked(?=[ >/=])")]
    private static partial Regex Checked();
}
