using Microsoft.Extensions.Localization;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Accounts.Demo;
using OcopMarket.Platform;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Producers;

namespace OcopMarket.Web.Demo;

/// <summary>Someone of each role to try the market with: a cooperative of the demonstration, and officers of its commune, its province and the ministry.</summary>
internal sealed class DemoPeople(DemoAccounts accounts, ProducerQueries producers, IStringLocalizer<DemoText> text)
{
    private static readonly string Cooperative = DemoProduct.Real.Where(p => p.ProducerType == "cooperative").GroupBy(p => p.Producer)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    /// <summary>Whether it is of the cooperative that the demonstration's owner and staff work for.</summary>
    public static bool IsOfDemoOwner(DemoProduct product) => product.Producer == Cooperative;

    public async Task EnsureAsync(Actor actor, CancellationToken ct)
    {
        if (await producers.FindAsync(VietnameseText.Slug(Cooperative), ct) is not { } producer)
        {
            return; // not brought in, or taken out by hand
        }

        await accounts.EnsureAsync(
            actor,
            [
                new("chu-the" + DemoAccounts.Domain, text["Owner"], Producer: producer.Id),
                new("nhan-vien" + DemoAccounts.Domain, text["Staff"], Producer: producer.Id, Rights: ProducerRights.Listings | ProducerRights.Orders),
                new("can-bo-xa" + DemoAccounts.Domain, text["CommuneOfficer"], AccountKind.Officer, new(OfficeLevel.Commune, producer.ProvinceCode, producer.CommuneCode)),
                new("can-bo-tinh" + DemoAccounts.Domain, text["ProvinceOfficer"], AccountKind.Officer, new(OfficeLevel.Province, producer.ProvinceCode)),
                new("can-bo-bo" + DemoAccounts.Domain, text["MinistryOfficer"], AccountKind.Officer, new(OfficeLevel.Ministry)),
                new("quan-tri" + DemoAccounts.Domain, text["Administrator"], AccountKind.Administrator),
                new("khach" + DemoAccounts.Domain, text["Shopper"]),
                .. DemoBoard.Addresses.Select(address => new DemoAccount(address, text["BuyerContact"])),
            ],
            text["AppointmentReason"], ct);
    }

    public Task<int> ClearAsync(Actor actor, CancellationToken ct) => accounts.ClearAsync(actor, ct);
}
