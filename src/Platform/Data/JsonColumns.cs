using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcopMarket.Platform.Data;

/// <summary>Columns that hold a record or a list as JSON.</summary>
public static class JsonColumns
{
    /// <summary>Kept as <c>jsonb</c> and compared by what it says. The value is replaced, never changed inside.</summary>
    public static void AsJson<T>(this PropertyBuilder<T> property) where T : class?
    {
        ArgumentNullException.ThrowIfNull(property);
        property.HasColumnType("jsonb").HasConversion(
            value => JsonSerializer.Serialize(value, PlatformJson.Options),
            json => JsonSerializer.Deserialize<T>(json, PlatformJson.Options)!,
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, PlatformJson.Options) == JsonSerializer.Serialize(b, PlatformJson.Options),
                value => JsonSerializer.Serialize(value, PlatformJson.Options).GetHashCode(StringComparison.Ordinal),
                value => value));
    }
}
