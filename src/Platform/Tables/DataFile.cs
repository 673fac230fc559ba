using System.Reflection;
using CsvHelper;

namespace OcopMarket.Platform.Tables;

/// <summary>The project's own data files: CSV with a header row, UTF-8, embedded in the assembly of the module that owns them.</summary>
public static class DataFile
{
    /// <summary>Reads every row; <paramref name="make"/> asks the reader for fields by name.</summary>
    /// <param name="name">Resource name, e.g. <c>OcopMarket.Registry.Sets.product-sets.csv</c>.</param>
    public static List<T> Read<T>(Assembly assembly, string name, Func<CsvReader, T> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        using var file = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The data file {name} is not in {assembly.GetName().Name}.");
        using var csv = CsvReader.Create(file);
        var rows = new List<T>();
        while (csv.Read())
        {
            rows.Add(make(csv));
        }

        return rows;
    }
}
