using System.Reflection;
using OcopMarket.Accounts;
using OcopMarket.Catalog;
using OcopMarket.Ordering;
using OcopMarket.Platform;
using OcopMarket.Promotion;
using OcopMarket.Registry;
using OcopMarket.Schema;
using OcopMarket.Web.Hosting;

namespace OcopMarket.Tests.Architecture;

/// <summary>The house from the ground up: a module may use those before it.</summary>
internal static class Modules
{
    public static readonly IReadOnlyList<Assembly> FromTheGroundUp =
    [
        typeof(PlatformModule).Assembly, typeof(AccountsModule).Assembly, typeof(RegistryModule).Assembly, typeof(CatalogModule).Assembly, typeof(PromotionModule).Assembly, typeof(OrderingModule).Assembly, typeof(SchemaModule).Assembly, typeof(MarketHost).Assembly,
    ];

    /// <summary>Those that own rules and tables; Schema and Web see all of every module.</summary>
    public static IEnumerable<Assembly> OfTheTrade => FromTheGroundUp.Except([typeof(SchemaModule).Assembly, typeof(MarketHost).Assembly]);

    public static string Name(Assembly assembly) => assembly.GetName().Name!;
}
