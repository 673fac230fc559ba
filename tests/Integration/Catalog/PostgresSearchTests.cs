namespace OcopMarket.Tests.Integration.Catalog;

[Collection(ShopTests.Name)]
public sealed class CatalogueSearchTests(ShopFixture shop) : CatalogueSearchContract(shop);

[Collection(ShopTests.Name)]
public sealed class SuggestTests(ShopFixture shop) : SuggestContract(shop);

[Collection(ShopTests.Name)]
public sealed class FacetsTests(ShopFixture shop) : FacetsContract(shop);
