using Quartz;

namespace OcopMarket.Schema.Migrations;

/// <summary>SQL that says a thing better than the migration builder; a landed file is never edited, a change is a new file.</summary>
internal static class SqlFile
{
    public static string Read(string name) => Resource(typeof(SqlFile), $"OcopMarket.Schema.Migrations.Sql.{name}.sql");

    /// <summary>The scheduler's own table script, as the library brings it.</summary>
    public static IEnumerable<string> QuartzTables(string prefix)
        => Resource(typeof(IScheduler), "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql")
            .Replace("{0}", prefix, StringComparison.Ordinal)
            .Replace("{1}", prefix[(prefix.IndexOf('.', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal)
            .ReplaceLineEndings("\n").Split("\n--;;\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(statement => statement.Split('\n').Any(line => !line.StartsWith("--", StringComparison.Ordinal) && line.Trim().Length > 0));

    private static string Resource(Type beside, string name)
    {
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in {beside.Assembly.GetName().Name}."));
        return reader.ReadToEnd();
    }
}
