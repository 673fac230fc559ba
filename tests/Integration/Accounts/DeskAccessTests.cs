using System.Net;
using Microsoft.AspNetCore.Routing;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Accounts;

/// <summary>Every page of the desks, asked for by everyone.</summary>
public sealed class DeskAccessTests(DeskWorld world) : MarketTest(world), IClassFixture<DeskWorld>
{
    public static TheoryData<string> Routes() => [.. DeskSurfaces.Pages.Select(p => p.Route)];

    [Fact]
    public void Every_private_route_is_in_the_table()
    {
        var routes = Market.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(DeskSurfaces.IsPrivate).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(DeskSurfaces.Pages.Select(p => p.Route).Concat(DeskSurfaces.Others).Order(StringComparer.Ordinal), routes);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_page_opens_for_those_it_is_for_and_for_nobody_else(string route)
    {
        var page = DeskSurfaces.Pages.Single(p => p.Route == route);
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Roles>().Where(r => r is Roles.Guest || world.People.ContainsKey(r)))
        {
            using var client = role is Roles.Guest ? Market.CreateVisitor() : world.People[role].Client();
            using var answer = await client.GetAsync(page.Address(world), Ct);
            var expected = page.Open.HasFlag(role) ? HttpStatusCode.OK : role is Roles.Guest ? HttpStatusCode.Redirect : HttpStatusCode.Forbidden;
            // What lies outside somebody's area or producer may also be kept unknown.
            if (answer.StatusCode != expected && !(expected is HttpStatusCode.Forbidden && answer.StatusCode is HttpStatusCode.NotFound))
            {
                wrong.Add($"{role}: {answer.StatusCode} instead of {expected}");
            }

            if (role is Roles.Guest && expected is HttpStatusCode.Redirect && answer.Headers.Location?.OriginalString.StartsWith("/tai-khoan/dang-nhap?tiep=", StringComparison.Ordinal) is not true)
            {
                wrong.Add($"A guest is led to {answer.Headers.Location}");
            }

            if (answer.Headers.CacheControl?.NoStore is not true)
            {
                wrong.Add($"{role}: may be cached");
            }
        }

        Assert.Equal([], wrong);
    }

    /// <summary>What the framework writes where an island begins; the browser's script opens a circuit when it sees one.</summary>
    [Fact]
    public async Task No_page_of_a_desk_opens_a_circuit_unless_it_is_listed()
    {
        var opening = new List<string>();
        foreach (var page in DeskSurfaces.Pages)
        {
            using var client = page.Open.HasFlag(Roles.Guest) ? Market.CreateVisitor() : world.People.First(p => page.Open.HasFlag(p.Key)).Value.Client();
            var answer = await client.GetStringAsync(page.Address(world), Ct);
            if (answer.Contains("<!--Blazor:{", StringComparison.Ordinal))
            {
                opening.Add(page.Route);
            }
        }

        Assert.Equal(DeskSurfaces.WithCircuit, opening);
    }
}
