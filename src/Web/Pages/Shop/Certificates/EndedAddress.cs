using System.Globalization;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.Shop.Certificates;

/// <summary>What the address of the list of ended certificates asks for.</summary>
/// <param name="Ignored">The address held a value that nothing has; it was left out.</param>
internal sealed record EndedAddress(CertificateEnd? End, RevocationGround? Ground, Province? Province, int Page, bool Ignored)
{
    public const string Revoked = "thu-hoi", Expired = "het-han";

    public static EndedAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CertificateEnd? end = query["tinh-trang"].ToString() switch { Revoked => CertificateEnd.Revoked, Expired => CertificateEnd.Expired, _ => null };
        var ground = GroundWords.Find(query["ly-do"]);
        var province = AreaDirectory.Instance.FindProvinceBySlug(query["tinh"].ToString());
        var page = RegisterAddress.ReadPage(query, out var badPage);
        var ignored = badPage || (RegisterAddress.IsGiven(query, "tinh-trang") && end is null) || (RegisterAddress.IsGiven(query, "ly-do") && ground is null)
            || (RegisterAddress.IsGiven(query, "tinh") && province is null);
        return new(end, ground, province, page, ignored);
    }

    public EndedFilter Filter(bool adult) => new(End, Ground, Province?.Code, adult);

    public string Url(int page)
    {
        (string Key, string? Value)[] values =
        [
            ("tinh-trang", End switch { CertificateEnd.Revoked => Revoked, CertificateEnd.Expired => Expired, null => null }), ("ly-do", Ground is { } ground ? GroundWords.Key(ground) : null),
            ("tinh", Province?.Slug), ("trang", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        return Urls.Ended + QueryString.Create(values.Where(v => v.Value is not null).Select(v => KeyValuePair.Create(v.Key, v.Value))).ToUriComponent();
    }
}
