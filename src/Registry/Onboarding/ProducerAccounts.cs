using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Demo;

namespace OcopMarket.Registry.Onboarding;

internal sealed class ProducerAccounts(IDbContextFactory<MarketDbContext> contexts, DemoRegistry demo) : IProducerAccounts
{
    // No bank has this number, so that a banking app refuses what is shown.
    private static readonly ProducerAccount Invented = new("999999", "NGAN HANG MINH HOA", "0000000000", "TAI KHOAN MINH HOA", Illustrative: true);

    public async Task<IReadOnlyDictionary<ProducerId, ProducerAccount>> ForBuyersAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
        => await demo.IsPresentAsync(ct) ? producers.Distinct().ToDictionary(p => p, _ => Invented) : await ReadAsync(producers, ct);

    public async Task<ProducerAccount?> OnFileAsync(ProducerId producer, CancellationToken ct) => (await ReadAsync([producer], ct)).GetValueOrDefault(producer);

    private async Task<Dictionary<ProducerId, ProducerAccount>> ReadAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var accounts = await db.ProducerBankAccounts.AsNoTracking().Where(a => producers.Contains(a.ProducerId)).ToListAsync(ct);
        return accounts.ToDictionary(a => a.ProducerId, a => new ProducerAccount(a.Details.Bin, Banks.Find(a.Details.Bin)?.ShortName ?? a.Details.Bin, a.Details.Number, a.Details.Holder));
    }
}
