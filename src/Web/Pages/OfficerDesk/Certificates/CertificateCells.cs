using Microsoft.Extensions.Localization;
using OcopMarket.Platform.Areas;
using OcopMarket.Registry.Certificates;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Certificates;

/// <summary>What a cell of the officers' table says in plain text; the file says just that.</summary>
internal static class CertificateCells
{
    public static string Of(CertificateColumn column, DeskRow row, AreaDirectory areas, IStringLocalizer<UiText> words, DateOnly today, int soonDays) => column switch
    {
        CertificateColumn.Number => row.Number,
        CertificateColumn.Product => row.Product,
        CertificateColumn.Producer => row.Producer,
        CertificateColumn.Place => Show.Place(areas, row.CommuneCode, row.ProvinceCode),
        CertificateColumn.Stars => $"{row.Stars}",
        CertificateColumn.Group => Show.ShortName(ProductSets.Get(row.Set)),
        CertificateColumn.OcopCode => row.OcopCode ?? "",
        CertificateColumn.Decision => row.DecisionNumber ?? "",
        CertificateColumn.Issuer => row.Issuer,
        CertificateColumn.IssuedOn => Show.Day(row.IssuedOn),
        CertificateColumn.LastDay => Show.Day(row.LastDay ?? row.Dates.Term),
        CertificateColumn.State => StateWords.Of(words, row.Dates, today, soonDays).Text,
    };
}
