using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Ordering.Shipping;

/// <summary>Days on which nobody carries, both ends included.</summary>
public sealed record HolidayView(Guid Id, DateOnly From, DateOnly Through, string NameVi, string? NameEn);

/// <summary>Enters days on which nobody carries: quotes and last days to order hold to them at once.</summary>
public sealed class AddHoliday(IDbContextFactory<MarketDbContext> contexts, ShippingBooks books, TimeProvider clock)
{
    private const int LongestDays = 31;

    public sealed record Command(Actor Actor, DateOnly From, DateOnly Through, string? NameVi, string? NameEn);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var done = await contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.KeepsTheMarket())
            {
                return OrderingRefusals.OnlyAdministrators();
            }

            var (from, through, vi, en) = (command.From, command.Through, VietnameseText.Clean(command.NameVi), VietnameseText.Clean(command.NameEn));
            if (through < from || through < clock.Today() || through.DayNumber - from.DayNumber >= LongestDays)
            {
                return ShippingRefusals.HolidayDatesWrong(LongestDays);
            }

            if (vi.Length is 0 or > Holiday.LongestName || en.Length > Holiday.LongestName)
            {
                return ShippingRefusals.HolidayNameWrong(Holiday.LongestName);
            }

            await db.LockAsync("ordering.holidays", ct);
            if (await db.Holidays.FirstOrDefaultAsync(h => h.From <= through && h.Through >= from, ct) is { } other)
            {
                return ShippingRefusals.HolidayOverlaps(other.NameVi, other.From, other.Through);
            }

            db.Holidays.Add(new Holiday { From = from, Through = through, NameVi = vi, NameEn = en.Length > 0 ? en : null });
            db.Audit(clock, command.Actor, "ordering.holiday_added", "holidays", vi, after: new { from, through });
            return Result.Success;
        }, ct);
        books.Forget();
        return done;
    }
}

/// <summary>Takes a holiday back: carriers drive on its days again.</summary>
public sealed class RemoveHoliday(IDbContextFactory<MarketDbContext> contexts, ShippingBooks books, TimeProvider clock)
{
    public sealed record Command(Actor Actor, Guid Holiday);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var done = await contexts.InTransactionAsync(async db =>
        {
            if (!command.Actor.KeepsTheMarket())
            {
                return OrderingRefusals.OnlyAdministrators();
            }

            if (await db.Holidays.SingleOrDefaultAsync(h => h.Id == command.Holiday, ct) is not { } holiday)
            {
                return ShippingRefusals.HolidayUnknown();
            }

            db.Holidays.Remove(holiday);
            db.Audit(clock, command.Actor, "ordering.holiday_removed", "holidays", holiday.NameVi, before: new { holiday.From, holiday.Through });
            return Result.Success;
        }, ct);
        books.Forget();
        return done;
    }
}

public sealed class HolidayQueries(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <summary>The present and the coming ones, in order; no secret, since cut-offs show them.</summary>
    public async Task<IReadOnlyList<HolidayView>> ListAsync(CancellationToken ct)
    {
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Holidays.AsNoTracking().Where(h => h.Through >= today).OrderBy(h => h.From).Select(h => new HolidayView(h.Id, h.From, h.Through, h.NameVi, h.NameEn)).ToListAsync(ct);
    }
}
