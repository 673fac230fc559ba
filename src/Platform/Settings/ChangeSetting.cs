using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Settings;

/// <summary>An administrator says what a setting is from today or a later day on. What was decided for days after that stays.</summary>
public sealed class ChangeSetting(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, TimeProvider clock)
{
    public const int LongestReason = 1000;

    /// <param name="Value">As typed; null goes back to the default.</param>
    /// <param name="From">Null is today.</param>
    public sealed record Command(Actor Actor, string Key, string? Value, DateOnly? From, string Reason);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Actor.Kind is not (ActorKind.Administrator or ActorKind.Operator))
        {
            return PlatformRefusals.OnlyAdministrators();
        }

        var (today, reason) = (clock.Today(), VietnameseText.Clean(command.Reason));
        var from = command.From ?? today;
        if (settings.All.SingleOrDefault(s => s.Key == command.Key) is not { } setting)
        {
            return PlatformRefusals.SettingUnknown(command.Key);
        }

        var value = command.Value is null ? settings.DefaultOf(setting) : setting.Check(command.Value);
        var refusal = value.Refusal
            ?? (from < today ? PlatformRefusals.SettingInThePast(today)
            : from > today.AddYears(5) ? PlatformRefusals.SettingTooFarAhead(today.AddYears(5))
            : reason.Length == 0 ? PlatformRefusals.SettingNeedsReason()
            : reason.Length > LongestReason ? PlatformRefusals.SettingReasonTooLong(LongestReason)
            : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var done = await contexts.InTransactionAsync(async db =>
        {
            await db.LockAsync(Subject(setting), ct);
            var before = DatedSettings.InForce(await db.Set<SettingValue>().Where(v => v.Key == setting.Key && v.ValidFrom <= from).ToListAsync(ct), from);
            var was = before?.Value ?? settings.DefaultOf(setting);
            if (was == value.Value && (before?.Value is null) == (command.Value is null))
            {
                return PlatformRefusals.SettingUnchanged(from);
            }

            db.Set<SettingValue>().Add(new SettingValue { Key = setting.Key, ValidFrom = from, Value = command.Value is null ? null : value.Value, At = clock.GetUtcNow() });
            db.Audit(clock, command.Actor, "platform.setting_changed", Subject(setting), reason, new { Value = was }, new { value.Value, From = from });
            return Result.Success;
        }, ct);
        settings.Forget();
        return done;
    }

    internal static string Subject(Setting setting) => $"setting:{setting.Key}";
}
