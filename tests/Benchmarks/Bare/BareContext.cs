using Microsoft.EntityFrameworkCore;

namespace OcopMarket.Benchmarks.Bare;

/// <summary>A product as a list shows it, all in one row.</summary>
public sealed class BareProduct
{
    public int Id { get; init; }
    public int Set { get; init; }
    public int Stars { get; init; }
    public string Slug { get; init; } = "";
    public string Name { get; init; } = "";
    public string Producer { get; init; } = "";
    public string Place { get; init; } = "";
    public string Packing { get; init; } = "";
    public string Certificate { get; init; } = "";
    public DateOnly ValidThrough { get; init; }
    public long Price { get; init; }
}

/// <summary>One plain table, filled once from what the market has on offer.</summary>
public sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options)
{
    public const string Fill =
        """
        create schema if not exists bare;
        create table if not exists bare.products (
          id int primary key, "set" int not null, stars int not null, slug text not null, name text not null, producer text not null,
          place text not null, packing text not null, certificate text not null, valid_through date not null, price bigint not null);
        insert into bare.products
        select no, "set", stars, slug, product_name, producer_name, commune_code || ' ' || province_code, packing, certificate_number, valid_through, price
        from catalog.offers((now() at time zone 'Asia/Ho_Chi_Minh')::date) on conflict do nothing;
        create index if not exists ix_products_set on bare.products ("set", id);
        analyze bare.products;
        """;

    public DbSet<BareProduct> Products => Set<BareProduct>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var product = modelBuilder.Entity<BareProduct>().ToTable("products", "bare");
        foreach (var property in product.Metadata.GetProperties())
        {
            property.SetColumnName(property.Name == nameof(BareProduct.ValidThrough) ? "valid_through" : property.Name.ToLowerInvariant());
        }
    }
}
