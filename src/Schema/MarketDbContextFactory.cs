using Microsoft.EntityFrameworkCore.Design;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Schema;

/// <summary>The model for <c>dotnet ef</c>; it never connects.</summary>
public sealed class MarketDbContextFactory : IDesignTimeDbContextFactory<MarketDbContext>
{
    public MarketDbContext CreateDbContext(string[] args)
        => new(PlatformModule.DesignTimeOptions(), SchemaModule.Parts);
}
