using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;

namespace OcopMarket.Registry.Onboarding;

/// <summary>Seals numbers of accounts that were stored before numbers were sealed. Each part is a transaction, and what is sealed is not touched again.</summary>
internal sealed class SealAccountsJob(IDbContextFactory<MarketDbContext> contexts) : IMarketJob
{
    public const string Name = "seal-accounts";

    private const int Part = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var sealedNow = 0;
        for (var done = Part; done == Part; sealedNow += done)
        {
            done = (await contexts.InTransactionAsync<int>(async db =>
            {
                var accounts = await db.ProducerBankAccounts.FromSql($"select * from registry.producer_bank_accounts where number not like 's1:%' order by producer_id limit {Part} for update").ToListAsync(ct);
                accounts.ForEach(a => a.Number = a.Number);
                var applications = await db.ProducerApplications.FromSql($"select *, xmin from registry.producer_applications where bank_number not like 's1:%' order by id limit {Part - accounts.Count} for update").ToListAsync(ct);
                applications.ForEach(a => a.Pay(a.Bank!));
                return accounts.Count + applications.Count;
            }, ct)).Value;
        }

        return $"{sealedNow} numbers sealed";
    }
}
