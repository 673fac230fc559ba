using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Ordering.Shipping;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;

namespace OcopMarket.Ordering.Gifts;

/// <summary>
/// A receiver says where their gift shall go; whoever holds the private link may, and again until something is packed. Where sending there costs more
/// than the giver paid, nothing is changed and the giver is told.
/// </summary>
public sealed class FillAddress
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly AreaDirectory _areas;
    private readonly OtherPlace _elsewhere;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;

    internal FillAddress(IDbContextFactory<MarketDbContext> contexts, AreaDirectory areas, OtherPlace elsewhere, EventOutbox outbox, TimeProvider clock)
        => (_contexts, _areas, _elsewhere, _outbox, _clock) = (contexts, areas, elsewhere, outbox, clock);

    /// <param name="Hide">The giver shall not see the address.</param>
    public sealed record Command(string? Token, string? Name, string? Phone, string? Street, string? CommuneCode, bool Hide);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var typed = TypedAddress.Read(_areas, command.Name, command.Phone, command.Street, command.CommuneCode);
        if (typed.Refusal is { } wrong)
        {
            return wrong;
        }

        var (name, phone, street, commune) = typed.Value;
        if (!Secrets.IsWellFormed(command.Token))
        {
            return GiftRefusals.AddressNotAsked();
        }

        // What sending costs is asked without locks; parcels do not change what was paid for them.
        var hash = Secrets.Hash(command.Token!);
        await using var reading = await _contexts.CreateDbContextAsync(ct);
        if (await reading.AddressAsks.AsNoTracking().SingleOrDefaultAsync(a => a.TokenHash == hash, ct) is not { } asked)
        {
            return GiftRefusals.AddressNotAsked();
        }

        var parcels = await reading.Parcels.AsNoTracking().Include(p => p.Lines).Where(p => p.AddressAskId == asked.Id).OrderBy(p => p.Id).ToListAsync(ct);
        var options = new Dictionary<ParcelId, ShippingOption?>();
        foreach (var parcel in parcels.Where(p => p.AddressCanChange))
        {
            var option = (await _elsewhere.QuoteAsync(parcel, commune, ct)).There is { } there && there.Fee <= parcel.ShippingFee ? there : null;
            if (option is null && !(commune.ProvinceCode == asked.ProvinceCode && parcel.Service != ShippingOption.Own))
            {
                await TellGiverAsync(asked.Id, commune.ProvinceCode, ct);
                return GiftRefusals.AddressOutOfZone(_areas.FindProvince(commune.ProvinceCode)!.Name);
            }

            options[parcel.Id] = option;
        }

        return await _contexts.InTransactionAsync(async db =>
        {
            var held = new List<Parcel>();
            foreach (var parcel in parcels)
            {
                held.Add((await db.LockParcelAsync(parcel.Id, ct))!);
            }

            var open = held.Where(p => p.AddressCanChange && options.ContainsKey(p.Id)).ToList();
            if (open.Count == 0 || held.Any(p => p.State is ParcelState.Packed or ParcelState.HandedOver or ParcelState.Delivered))
            {
                return GiftRefusals.AddressTooLate();
            }

            foreach (var parcel in open)
            {
                (parcel.RecipientName, parcel.RecipientPhone, parcel.Street) = (name, phone, street);
                (parcel.CommuneCode, parcel.ProvinceCode, parcel.AddressHidden) = (commune.Code, commune.ProvinceCode, command.Hide);
                if (options[parcel.Id] is { } option)
                {
                    (parcel.ExpectedFrom, parcel.ExpectedThrough) = (option.From, option.Through);
                }
            }

            var ask = await db.AddressAsks.SingleAsync(a => a.Id == asked.Id, ct);
            var first = ask.FilledAt is null;
            (ask.FilledAt, ask.RemindOn, ask.Email, ask.OutsideProvince) = (_clock.GetUtcNow(), null, null, null);
            if (first)
            {
                _outbox.Add(db, new AddressAskMoved(ask.Id, AddressNews.Given));
            }

            db.Audit(_clock, Actor.Guest, "ordering.address_given", $"purchase:{ask.PurchaseId}", after: new { Parcels = open.Select(p => p.Number).ToList() }); // never the address
            return Result.Success;
        }, ct);
    }

    private async Task TellGiverAsync(Guid id, string province, CancellationToken ct)
        => await _contexts.InTransactionAsync(async db =>
        {
            var ask = await db.AddressAsks.SingleAsync(a => a.Id == id, ct);
            if (ask.OutsideProvince != province) // the same answer again is no news
            {
                ask.OutsideProvince = province;
                _outbox.Add(db, new AddressAskMoved(id, AddressNews.OutOfZone));
            }

            return Result.Success;
        }, ct);
}

/// <summary>The receivers' clock begins when a gift is paid.</summary>
internal sealed class StartAddressClock(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IOutboxHandler<PaymentSettled>
{
    public async Task HandleAsync(PaymentSettled happened, long delivery, CancellationToken ct)
    {
        var (days, step, today) = (await settings.OfAsync(AddressSettings.Days, ct), await settings.OfAsync(AddressSettings.ReminderDays, ct), clock.Today());
        await contexts.InTransactionAsync(async db =>
        {
            foreach (var ask in await db.AddressAsks.Where(a => a.PurchaseId == happened.Purchase && a.AskedAt == null && a.FilledAt == null).OrderBy(a => a.Id).ToListAsync(ct))
            {
                (ask.AskedAt, ask.DueOn, ask.RemindOn) = (clock.GetUtcNow(), today.AddDays(days), today.AddDays(Math.Min(step, days)));
                outbox.Add(db, new AddressAskMoved(ask.Id, AddressNews.Asked));
            }

            return Result.Success;
        }, ct);
    }
}

/// <summary>Reminds of addresses that are still awaited, and says when their last day has come.</summary>
internal sealed class AddressReminderJob(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "address-reminders";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (today, step, told) = (clock.Today(), await settings.OfAsync(AddressSettings.ReminderDays, ct), 0);
        await using var reading = await contexts.CreateDbContextAsync(ct);
        foreach (var id in await reading.AddressAsks.Where(a => a.RemindOn <= today).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct))
        {
            told += (await contexts.InTransactionAsync<int>(db => RemindAsync(db, id, today, step, ct), ct)).Value;
        }

        return $"{told} reminders";
    }

    private async Task<Result<int>> RemindAsync(MarketDbContext db, Guid id, DateOnly today, int step, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from ordering.address_asks where id = {id} for update", ct);
        var ask = await db.AddressAsks.SingleAsync(a => a.Id == id, ct);
        if (ask.RemindOn is not { } on || on > today)
        {
            return 0; // another node was here
        }

        if (!await db.Parcels.AnyAsync(p => p.AddressAskId == id && p.Street == null && (p.State == ParcelState.Placed || p.State == ParcelState.Confirmed), ct))
        {
            ask.RemindOn = null; // cancelled meanwhile
            return 0;
        }

        var over = today >= ask.DueOn;
        ask.RemindOn = over ? null : Earlier(today.AddDays(step), ask.DueOn!.Value);
        outbox.Add(db, new AddressAskMoved(id, over ? AddressNews.Overdue : AddressNews.Reminded));
        return 1;
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
