using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Hosting;
using OcopMarket.Web.Hosting.Caching;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Endpoints;

internal static class CertificatesApi
{
    public static void MapCertificates(this IEndpointRouteBuilder routes)
        => routes.MapGet("/api/v1/certificates/{**number}", FindAsync).Describe("certificate", new ApiParameter("adult", JsonSchemaType.Boolean))
            .Produces<CertificateAnswer>().Produces<UnknownCertificate>(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithTags("certificates").WithMetadata(new PublicPageAttribute()).RequireRateLimiting(RateLimits.LookUp);

    private static async Task<IResult> FindAsync(
        string? number, HttpContext http, CertificateQueries certificates, MarketSettings settings, AreaDirectory areas, TimeProvider clock, IStringLocalizer<ApiText> text, CancellationToken ct)
    {
        const int LongestShown = 200;
        var read = new QueryReader(http.Request.Query);
        var adult = read.Flag("adult");
        if (read.Problem is { } bad)
        {
            return ApiProblem.Of(bad, text);
        }

        var typed = VietnameseText.Clean(number?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)); // the server leaves an escaped stroke as it is
        var found = await certificates.ByNumberAsync(typed, ct);
        if (found.Count == 0)
        {
            return TypedResults.NotFound(new UnknownCertificate(typed.Length <= LongestShown ? typed : typed[..LongestShown], "unknown", text["UnknownCertificate"]));
        }

        var today = clock.Today();
        var offerable = await certificates.OfferableAmongAsync([.. found.Select(c => c.Id)], ct);
        var address = http.Request.Absolute(settings, "");
        var answers = found.OrderByDescending(c => c.Dates.InForceOn(today)).Select(c => Answer(c, today, offerable.Contains(c.Id), adult, areas, address)).ToList();
        return TypedResults.Ok(answers[0] with { Others = answers[1..] });
    }

    private static CertificateAnswer Answer(CertificateView c, DateOnly today, bool offerable, bool adult, AreaDirectory areas, string address)
    {
        var named = adult || !c.Adult;
        return new(
            c.Number, c.StateOn(today), c.Stars, named ? c.ProductName : null, named ? c.ProducerName : null, c.ValidFrom, c.ValidThrough, c.Dates.LastDay,
            c.Dates.ExtendedTo, c.Dates.RevokedFrom, c.Dates.RevokedFrom is null ? null : c.Revocation?.Ground, c.Dates.RevokedFrom is null ? null : c.Revocation?.Document, c.Dates.SupersededFrom,
            c.Issuer, c.Level, c.IssuedOn, c.DecisionNumber, c.DecisionDate, c.OcopCode, c.Set, ProductSets.GetGroup(ProductSets.Get(c.Set).Group).Slug,
            c.CommuneCode, areas.FindProvince(c.ProvinceCode)?.Slug ?? "", Show.Place(areas, c.CommuneCode, c.ProvinceCode), c.PlaceWritten, c.Packings, offerable, c.Illustrative,
            address + Urls.Certificate(c.Number), []);
    }
}
