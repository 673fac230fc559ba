using System.Text.RegularExpressions;

namespace OcopMarket.Tests.Architecture;

/// <summary>Source files, and their code without comments.</summary>
internal static partial class Sources
{
    public static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules")).Order(StringComparer.Ordinal);

    /// <summary>Comments are left out, and in pages their addresses; a line keeps its number.</summary>
    public static IEnumerable<(int Line, string Code)> Code(string text)
        => Blocks().Replace(text, block => new string('\n', block.Value.Count(c => c == '\n'))).Split('\n').Select((line, i) => (i + 1, Lines().Replace(line, "")));

    [GeneratedRegex(@"/\*.*?\*/|@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"(?<![:""])//.*$|^\s*--.*$|\s--\s.*$|^@page .*$")]
    private static partial Regex Lines();
}
