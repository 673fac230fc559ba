using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Reminders;

/// <summary>One letter of one reminder.</summary>
/// <param name="DaysLeft">On the day it was due.</param>
/// <param name="Officer">Written to an office, not to the producer.</param>
internal sealed record ReminderDue(CertificateId Certificate, int Step, DateOnly LastDay, int DaysLeft, string To, string Language, bool Officer, string Number, string Product, string Producer, DateOnly? FileBy);

/// <summary>
/// Each morning: reminds producers and communes of certificates that end. After days without the market only the latest step that is due
/// is given, so that nobody gets a pile of letters; and each once, however often this runs and on however many nodes.
/// </summary>
internal sealed class ReminderJob(IDbContextFactory<MarketDbContext> contexts, IStaff staff, Rules.RuleSets rules, DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "certificate-reminders";

    private const int Batch = 200;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, steps, given, letters) = (clock.Today(), (int[])[.. await settings.OfAsync(RegistrySettings.ReminderSteps, ct)], 0, 0);
        for (; ; )
        {
            var due = await DueAsync(today, steps, ct);
            foreach (var certificate in due)
            {
                letters += await GiveAsync(certificate, today, ct);
                given++;
            }

            if (due.Count < Batch)
            {
                return $"{given} certificates reminded of, {letters} letters";
            }
        }
    }

    // In force, its end in sight, nothing newer to follow it, and the step that is due not given yet.
    private async Task<List<Due>> DueAsync(DateOnly today, int[] steps, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Database.SqlQuery<Due>(
            $"""
            select c.id as "Certificate", c.number as "Number", upper(c.effective) - 1 as "LastDay", p.name as "Product", p.commune_code as "CommuneCode", p.province_code as "ProvinceCode",
                   r.id as "ProducerId", r.name as "Producer", r.email as "Email", due.step as "Step"
            from registry.certificates c join registry.products p on p.id = c.product_id join registry.producers r on r.id = p.producer_id
            cross join lateral (select min(s) as step from unnest({steps}) s where s >= upper(c.effective) - 1 - {today}) due
            where c.effective @> {today} and upper(c.effective) <= {today.AddDays(steps[0] + 1)} and c.revoked_from is null
              and not exists (select 1 from registry.certificates n where n.product_id = c.product_id and n.id <> c.id and not isempty(n.effective) and upper(n.effective) > upper(c.effective))
              and not exists (select 1 from registry.reminders m where m.certificate_id = c.id and m.last_day = upper(c.effective) - 1 and m.step = due.step)
            order by upper(c.effective), c.id
            limit {Batch}
            """).ToListAsync(ct);
    }

    private async Task<int> GiveAsync(Due due, DateOnly today, CancellationToken ct)
    {
        var people = (await staff.OfProducerAsync(new ProducerId(due.ProducerId), ct)).Select(s => (s.Email, s.Language, Officer: false)).ToList();
        if (due.Email is { Length: > 0 } own && !people.Exists(p => p.Email.Equals(own, StringComparison.OrdinalIgnoreCase)))
        {
            people.Add((own, "vi", false));
        }

        people.AddRange((await staff.OfficersForAsync(OfficeTasks.Registry, due.ProvinceCode, due.CommuneCode, ct)).Where(o => o.Area.Level is OfficeLevel.Commune).Select(o => (o.Email, o.Language, true)));
        var fileBy = rules.InForceOn(today).RenewalClosesDays is { } closes ? due.LastDay.AddDays(-closes) : (DateOnly?)null;
        var letters = 0;
        await contexts.InTransactionAsync(async db =>
        {
            var now = clock.GetUtcNow();
            var first = await db.Database.ExecuteSqlAsync(
                $"insert into registry.reminders (certificate_id, last_day, step, at) values ({due.Certificate}, {due.LastDay}, {due.Step}, {now}) on conflict do nothing", ct);
            if (first == 1)
            {
                foreach (var (address, language, officer) in people)
                {
                    outbox.Add(db, new ReminderDue(
                        new CertificateId(due.Certificate), due.Step, due.LastDay, due.LastDay.DayNumber - today.DayNumber, address, language, officer, due.Number, due.Product, due.Producer, fileBy));
                }

                letters = people.Count;
            }

            return Result.Success;
        }, ct);
        return letters;
    }

    private sealed record Due(Guid Certificate, string Number, DateOnly LastDay, string Product, string CommuneCode, string ProvinceCode, Guid ProducerId, string Producer, string? Email, int Step);
}
