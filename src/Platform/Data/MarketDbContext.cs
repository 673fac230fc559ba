using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OcopMarket.Platform.Data;

/// <summary>The market's one database. It names no entity: each module brings its configurations (<see cref="ModelPart"/>) and adds its sets as extension properties.</summary>
public sealed class MarketDbContext(DbContextOptions<MarketDbContext> options, IEnumerable<ModelPart> parts) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        foreach (var id in Assemblies().SelectMany(a => a.GetTypes()).Where(IsTypedId))
        {
            configurationBuilder.Properties(id).HaveConversion(typeof(TypedIdConverter<>).MakeGenericType(id));
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasPostgresExtension("btree_gist").HasPostgresExtension("pg_trgm");
        foreach (var assembly in Assemblies())
        {
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        }

        modelBuilder.UseSnakeCaseNames();
    }

    private IEnumerable<Assembly> Assemblies() => parts.Select(p => p.Assembly).Prepend(typeof(MarketDbContext).Assembly).Distinct();

    private static bool IsTypedId(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(m => m.Dong, d => new Money(d));

    private sealed class TypedIdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => Make(value)) where TId : struct, ITypedId<TId>
    {
        private static TId Make(Guid value) => TId.From(value); // an expression tree cannot call a static interface member
    }
}
