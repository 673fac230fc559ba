using Npgsql;

namespace OcopMarket.Platform.Data;

/// <summary>Reads columns that may be empty, for statements written by hand.</summary>
public static class Rows
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetString(column);
    }

    public static int? NumberOrNull(this NpgsqlDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetInt32(column);
    }

    public static DateOnly? DayOrNull(this NpgsqlDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
    }
}
