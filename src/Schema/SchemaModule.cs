using OcopMarket.Accounts;
using OcopMarket.Catalog;
using OcopMarket.Ordering;
using OcopMarket.Platform.Data;
using OcopMarket.Promotion;
using OcopMarket.Registry;

namespace OcopMarket.Schema;

public static class SchemaModule
{
    /// <summary>Every module that owns tables.</summary>
    public static IReadOnlyList<ModelPart> Parts { get; } = [AccountsModule.Model, RegistryModule.Model, CatalogModule.Model, PromotionModule.Model, OrderingModule.Model];
}
