using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace OcopMarket.Platform.Data;

/// <summary>Saves many new rows fast: by PostgreSQL's COPY instead of a statement a row, in the same transaction.</summary>
public static class Copying
{
    /// <summary>Like saving changes and clearing the context: new rows go by COPY, referenced tables first, then what was changed or removed as usual.</summary>
    public static async Task SaveByCopyAsync(this MarketDbContext db, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.ChangeTracker.DetectChanges();
        var added = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added).GroupBy(e => e.Metadata).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var table in ReferencedFirst(added.Keys))
        {
            await CopyAsync(db, table, added[table], ct);
            foreach (var entry in added[table])
            {
                entry.State = EntityState.Detached;
            }
        }

        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    private static async Task CopyAsync(MarketDbContext db, IEntityType table, List<EntityEntry> rows, CancellationToken ct)
    {
        // What the database writes itself (row versions, running numbers) is left to it.
        var columns = table.GetProperties().Where(p => !p.IsShadowProperty() && p.GetValueGenerationStrategy() is NpgsqlValueGenerationStrategy.None).Select(p => new Column(p)).ToList();
        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        await using var copy = await ((NpgsqlConnection)db.Database.GetDbConnection())
            .BeginBinaryImportAsync($"copy \"{table.GetSchema()}\".\"{table.GetTableName()}\" ({names}) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            foreach (var column in columns)
            {
                await (column.Of(row.Entity) is { } value ? copy.WriteAsync(value, column.Type, ct) : copy.WriteNullAsync(ct));
            }
        }

        await copy.CompleteAsync(ct);
    }

    private static IEnumerable<IEntityType> ReferencedFirst(IReadOnlyCollection<IEntityType> tables)
    {
        var waiting = tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.First(t => t.GetForeignKeys().All(f => f.PrincipalEntityType == t || !waiting.Contains(f.PrincipalEntityType)));
            waiting.Remove(next);
            yield return next;
        }
    }

    private sealed class Column(IProperty property)
    {
        private readonly PropertyInfo _property = property.PropertyInfo ?? throw new InvalidOperationException($"{property} has no property to read.");
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        public string Type { get; } = property.GetRelationalTypeMapping().StoreTypeNameBase;

        public object? Of(object row)
        {
            var value = _property.GetValue(row);
            return _convert is null || value is null ? value : _convert(value);
        }
    }
}
