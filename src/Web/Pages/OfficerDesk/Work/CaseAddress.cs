using OcopMarket.Registry.Cases;
using OcopMarket.Registry.Contracts;
using OcopMarket.Web.Ui;

namespace OcopMarket.Web.Pages.OfficerDesk.Work;

internal static class CaseAddress
{
    public static string Of(CaseRow row) => row.Kind switch
    {
        CaseKind.Application => $"{Urls.DeskApplications}/{row.Target}",
        CaseKind.LicenceProposal or CaseKind.Appeal => Urls.DeskProducer(row.Target),
        CaseKind.MisuseReport => $"{Urls.DeskMisuse}/{row.Target}",
        CaseKind.Import => $"{Urls.DeskImports}/{row.Target}",
        CaseKind.Revision => $"{Urls.Moderation}/{row.Target}",
        CaseKind.Complaint => $"{Urls.DeskComplaints}/{row.Target}",
        CaseKind.Contribution => $"{Urls.DeskReported}#b-{row.Target}",
        CaseKind.SalesPoint or CaseKind.SalesPointReport => $"{Urls.DeskPoints}/{row.Target}",
        CaseKind.FairSession => Urls.FairSessions(new(Guid.Parse(row.Target))),
        CaseKind.FairPrice => Urls.FairPrices(new(Guid.Parse(row.Target))),
        CaseKind.TakeDown => $"{Urls.Moderation}/tin/{row.Target}",
    };
}
