using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Notices;

/// <summary>That a producer has been told of the parcels of a day: once, however often and on however many nodes the job runs.</summary>
internal sealed class PackingList
{
    public required ProducerId ProducerId { get; init; }
    public required DateOnly Day { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class PackingListConfiguration : IEntityTypeConfiguration<PackingList>
{
    public void Configure(EntityTypeBuilder<PackingList> list)
    {
        list.ToTable("packing_lists", OrderingModule.Schema);
        list.HasKey(l => new { l.ProducerId, l.Day });
    }
}

/// <summary>A producer's parcels that are to be sent on a day or should have been.</summary>
internal sealed record PackingListDue(ProducerId Producer, DateOnly Day, IReadOnlyList<ParcelId> Today, IReadOnlyList<ParcelId> Late);

/// <summary>Each morning at six: tells producers what is to be sent today, before the carriers come round.</summary>
internal sealed class PackingListJob(IDbContextFactory<MarketDbContext> contexts, SendDays days, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "packing-lists";

    private static readonly TimeOnly From = new(6, 0);

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().InVietnam();
        if (TimeOnly.FromDateTime(now.DateTime) < From)
        {
            return "not yet six o'clock";
        }

        var (today, given) = (DateOnly.FromDateTime(now.DateTime), 0);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = db.Parcels.AsNoTracking().Where(p => p.State == ParcelState.Placed || p.State == ParcelState.Confirmed || p.State == ParcelState.Packed);
        foreach (var producer in await waiting.Where(p => !db.Set<PackingList>().Any(l => l.ProducerId == p.ProducerId && l.Day == today)).Select(p => p.ProducerId).Distinct().ToListAsync(ct))
        {
            var parcels = await waiting.Where(p => p.ProducerId == producer).OrderBy(p => p.ExpectedThrough).ThenBy(p => p.Number).ToListAsync(ct);
            var due = (await days.OfAsync(parcels, ct)).Select((day, i) => (Day: day, Parcel: parcels[i])).Where(d => d.Day is null || d.Day <= today).ToList();
            given += due.Count > 0 && await GiveAsync(
                new(producer, today, [.. due.Where(d => !IsLate(d.Day, d.Parcel)).Select(d => d.Parcel.Id)], [.. due.Where(d => IsLate(d.Day, d.Parcel)).Select(d => d.Parcel.Id)]), ct) ? 1 : 0;
        }

        return $"{given} producers told";
    }

    private static bool IsLate(DateOnly? day, Parcel parcel) => day is null && parcel.ExpectedThrough is not null;

    private async Task<bool> GiveAsync(PackingListDue due, CancellationToken ct)
        => (await contexts.InTransactionAsync<bool>(async db =>
        {
            var now = clock.GetUtcNow();
            var first = await db.Database.ExecuteSqlAsync($"insert into ordering.packing_lists (producer_id, day, at) values ({due.Producer.Value}, {due.Day}, {now}) on conflict do nothing", ct) == 1;
            if (first)
            {
                outbox.Add(db, due);
            }

            return first;
        }, ct)).Value;
}

/// <summary>The list, to everybody who handles orders there, each in their language.</summary>
internal sealed class WritePackingList(IDbContextFactory<MarketDbContext> contexts, IStaff staff, IMarketAddress market, IMailer mailer) : IOutboxHandler<PackingListDue>
{
    public async Task HandleAsync(PackingListDue happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ids = happened.Late.Concat(happened.Today).ToList();
        var parcels = await db.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var person in (await staff.OfProducerAsync(happened.Producer, ct)).Where(s => s.Rights.HasFlag(ProducerRights.Orders)))
        {
            var list = new StringBuilder();
            foreach (var (title, own) in new[] { ("PackLate", happened.Late), ("PackToday", happened.Today) }.Where(part => part.Item2.Count > 0))
            {
                list.AppendLine(OrderLetters.Say(person.Language, title));
                foreach (var parcel in own.Select(id => parcels[id]))
                {
                    list.AppendLine(OrderLetters.Say(person.Language, parcel.IsGift ? "PackGift" : "PackParcel", parcel.Number, parcel.RecipientName, parcel.Lines.Sum(l => l.Left)));
                }

                list.AppendLine();
            }

            await mailer.SendAsync(new Letter($"packing-{happened.Producer}-{person.Account}-{delivery}", person.Email, OrderLetters.Say(person.Language, "PackSubject", ids.Count, happened.Day),
                OrderLetters.Say(person.Language, "PackBody", person.Name, list, market.Absolute("/kenh-chu-the/don-hang"))), ct);
        }
    }
}
