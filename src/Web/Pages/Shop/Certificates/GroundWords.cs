using Microsoft.Extensions.Localization;
using OcopMarket.Registry.Certificates;

namespace OcopMarket.Web.Pages.Shop.Certificates;

/// <summary>Grounds of revocation in words and in addresses.</summary>
internal static class GroundWords
{
    private static readonly (RevocationGround Ground, string Key)[] Keys =
    [
        (RevocationGround.FalseDossier, "gian-doi"), (RevocationGround.CriteriaNotMet, "khong-dat-tieu-chi"), (RevocationGround.LawBroken, "vi-pham-phap-luat"),
        (RevocationGround.MarkMisused, "dung-sai-nhan"), (RevocationGround.NoLongerMade, "ngung-san-xuat"), (RevocationGround.Other, "khac"),
    ];

    public static IEnumerable<RevocationGround> All => Keys.Select(k => k.Ground);

    public static string Key(RevocationGround ground) => Keys.First(k => k.Ground == ground).Key;

    public static RevocationGround? Find(string? key) => Keys.Where(k => k.Key == key).Select(k => (RevocationGround?)k.Ground).FirstOrDefault();

    public static string Say(IStringLocalizer<CertificateText> text, RevocationGround? ground) => ground is { } known ? text[$"Ground.{known}"] : text["Ground.None"];
}
