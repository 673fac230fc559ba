using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;

namespace OcopMarket.Ordering.Payments;

/// <summary>Puts fingerprints in the place of accounts that keys and notices of before name, and seals those notices. Row by row, each safe to repeat.</summary>
internal sealed class SealNoticesJob(IDbContextFactory<MarketDbContext> contexts, Fingerprints fingerprints, Safe safe) : IMarketJob
{
    public const string Name = "seal-notices";

    private const int Part = 500;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var keys = await db.NoticeKeys.AsNoTracking().Where(k => !k.Account.StartsWith(Fingerprints.Mark)).Select(k => new { k.Id, k.Account }).ToListAsync(ct);
        foreach (var key in keys)
        {
            var (mark, ending) = (await fingerprints.OfAsync(key.Account, ct), MakeNoticeKey.Ending(key.Account));
            await db.NoticeKeys.Where(k => k.Id == key.Id && k.Account == key.Account).ExecuteUpdateAsync(set => set.SetProperty(k => k.Account, mark).SetProperty(k => k.Ending, ending), ct);
        }

        var notices = 0;
        for (var part = Part; part == Part; notices += part)
        {
            var rows = await db.Database.SqlQuery<Row>($"select id as \"Id\", account as \"Account\", body as \"Body\" from ordering.payment_notices where source = 'Bank' and account not like 'h1:%' order by id limit {Part}").ToListAsync(ct);
            part = rows.Count;
            foreach (var row in rows)
            {
                var (mark, seal) = (await fingerprints.OfAsync(row.Account, ct), row.Body.StartsWith(Safe.Mark, StringComparison.Ordinal) ? row.Body : safe.Seal(row.Body));
                await db.Database.ExecuteSqlAsync($"update ordering.payment_notices set account = {mark}, body = {seal} where id = {row.Id}", ct);
            }
        }

        return $"{keys.Count} keys, {notices} notices sealed";
    }

    private sealed class Row
    {
        public Guid Id { get; init; }
        public required string Account { get; init; }
        public required string Body { get; init; }
    }
}
