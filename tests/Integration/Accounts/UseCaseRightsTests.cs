using System.Reflection;
using OcopMarket.Accounts;
using OcopMarket.Catalog;
using OcopMarket.Ordering;
using OcopMarket.Platform;
using OcopMarket.Promotion;
using OcopMarket.Registry;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

/// <summary>Every use case and every query with an actor, tried by everyone: rights are held where the work is done, not on pages alone.</summary>
public sealed class UseCaseRightsTests(DeskWorld world) : MarketTest(world), IClassFixture<DeskWorld>
{
    private static readonly Assembly[] Modules = [typeof(PlatformModule).Assembly, typeof(AccountsModule).Assembly, typeof(RegistryModule).Assembly, typeof(CatalogModule).Assembly, typeof(PromotionModule).Assembly, typeof(OrderingModule).Assembly];

    public static TheoryData<string> Names() => [.. UseCaseRows.All.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_method_that_takes_an_actor_is_in_the_table()
    {
        var there = Modules.SelectMany(m => m.GetExportedTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && typeof(Delegate).IsAssignableFrom(t) is false)
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(TakesActor).Select(m => $"{t.Name}.{m.Name}")).Distinct().Order(StringComparer.Ordinal).ToList();
        var known = UseCaseRows.All.Keys.Concat(UseCaseRows.Elsewhere.Keys).ToList();

        Assert.Equal("", string.Join(", ", there.Except(known)));
        Assert.Equal("", string.Join(", ", known.Except(there)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_use_case_serves_those_it_is_for_and_nobody_else(string name)
    {
        var row = UseCaseRows.All[name];
        var open = Roles.None;
        foreach (var role in Enum.GetValues<Roles>().Where(r => r is Roles.Guest || world.People.ContainsKey(r)))
        {
            var actor = role is Roles.Guest ? Actor.Guest : world.People[role].Actor;
            open |= await row.May(world, actor, Ct) ? role : Roles.None;
        }

        Assert.Equal(row.Open, open);
    }

    private static bool TakesActor(MethodInfo method)
        => !method.IsSpecialName && typeof(Task).IsAssignableFrom(method.ReturnType)
            && method.GetParameters().Any(p => p.ParameterType == typeof(Actor) || p.ParameterType.GetProperties().Any(x => x.PropertyType == typeof(Actor)));
}
