using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using OcopMarket.Catalog.Search;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

internal static class SuggestApi
{
    public static void MapSuggest(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/v1/suggest", SuggestAsync)
            .Describe("suggest", new("q", JsonSchemaType.String, Most: ProductsApi.LongestQuery), new("adult", JsonSchemaType.Boolean))
            .Produces<Suggestions>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("products").WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.Suggest);

    private static async Task<IResult> SuggestAsync(HttpContext http, SuggestQueries suggest, AreaDirectory areas, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        var read = new QueryReader(http.Request.Query);
        var (query, adult) = (read.Text("q", ProductsApi.LongestQuery), read.Flag("adult"));
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        var found = await suggest.SuggestAsync(query, adult, ct);
        return TypedResults.Ok(new Suggestions([.. found.Select(s => new SuggestionItem(Kind(s.Kind), s.Text, s.Hint, Url(s, areas)))]));
    }

    private static string Kind(SuggestionKind kind) => kind switch
    {
        SuggestionKind.Product => "product",
        SuggestionKind.Producer => "producer",
        SuggestionKind.Place => "place",
        SuggestionKind.Category => "category",
    };

    private static string Url(Suggestion suggestion, AreaDirectory areas) => suggestion.Kind switch
    {
        SuggestionKind.Product => Urls.Product(suggestion.Key),
        SuggestionKind.Producer => Urls.Producer(suggestion.Key),
        SuggestionKind.Place => areas.FindProvince(suggestion.Key) is { } province ? Urls.Province(province.Slug) : Urls.ProductsOfCommune(suggestion.Key),
        SuggestionKind.Category => suggestion.Key is ['g', var group] ? Urls.ProductsOfGroup(ProductSets.GetGroup(group - '0').Slug) : "/san-pham?bo=" + suggestion.Key,
    };
}
