using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Labels;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class LabelRulesTests
{
    [Fact]
    public void Every_set_has_a_kind_and_no_field_twice()
        => Assert.All(ProductSets.All, set =>
        {
            Assert.NotEmpty(LabelRules.KindsOf(set.Number));
            Assert.Equal(LabelRules.Of(set.Number).Count, LabelRules.Of(set.Number).Select(r => r.Field).Distinct().Count());
            Assert.All(LabelRules.Of(set.Number), rule => Assert.NotEmpty(rule.Law));
        });

    [Fact]
    public void Live_animals_and_trees_are_fetched_tourism_is_booked_and_medicine_only_shown()
    {
        Assert.Equal([ListingKind.Pickup], LabelRules.KindsOf(24));
        Assert.Equal([ListingKind.Pickup], LabelRules.KindsOf(25));
        Assert.Equal([ListingKind.Contact], LabelRules.KindsOf(26));
        Assert.Equal([18], ProductSets.All.Where(s => LabelRules.KindsOf(s.Number).Contains(ListingKind.Information)).Select(s => s.Number));
        Assert.All(ProductSets.All.Where(s => s.Group <= 4), set => Assert.Equal(ListingKind.Parcel, LabelRules.KindsOf(set.Number)[0]));
    }

    [Fact]
    public void Processed_food_must_say_what_is_in_it_and_how_long_it_keeps()
    {
        var missing = LabelRules.MissingOf(7, ListingKind.Parcel, new Dictionary<LabelField, string> { [LabelField.Storage] = "Nơi khô mát", [LabelField.ShelfLife] = "  " });

        Assert.Equal([LabelField.Ingredients, LabelField.Allergens, LabelField.ShelfLife, LabelField.Declaration], missing.Select(m => m.Field));
        Assert.Equal(["37/2026/NĐ-CP", "37/2026/NĐ-CP", "37/2026/NĐ-CP", "15/2018/NĐ-CP"], missing.Select(m => m.Law));
    }

    [Fact]
    public void Alcohol_says_its_strength_and_cosmetics_their_number()
    {
        Assert.All([14, 15], set => Assert.Contains(LabelRules.Of(set), r => r is { Field: LabelField.Alcohol, Required: true }));
        Assert.Contains(LabelRules.Of(19), r => r is { Field: LabelField.Cosmetics, Required: true });
    }

    [Fact]
    public void Functional_food_carries_the_sentence_of_the_law_and_medicine_that_is_only_shown_does_not()
    {
        Assert.Contains("không phải là thuốc", LabelRules.SentenceOf(18, ListingKind.Parcel)!.Vietnamese, StringComparison.Ordinal);
        Assert.Null(LabelRules.SentenceOf(18, ListingKind.Information));
        Assert.Null(LabelRules.SentenceOf(7, ListingKind.Parcel));
        Assert.Empty(LabelRules.MissingOf(18, ListingKind.Information, new Dictionary<LabelField, string>()));
    }
}
