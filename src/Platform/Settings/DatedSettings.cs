using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Platform.Settings;

/// <summary>What each setting is on a day in Vietnam. The only reader: kept in memory until any node changes one.</summary>
public sealed class DatedSettings : IDisposable
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IConfiguration _configuration;
    private readonly TimeProvider _clock;
    private readonly Kept<ILookup<string, SettingValue>> _written;

    /// <exception cref="SettingException">The configuration's default of a setting cannot be used.</exception>
    public DatedSettings(IEnumerable<Setting> all, IConfiguration configuration, IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, TimeProvider clock)
    {
        (All, _configuration, _contexts, _clock) = ([.. all], configuration, contexts, clock);
        _written = new(changes, ReadAsync, patience: TimeSpan.Zero, PlatformModule.Schema);
        foreach (var wrong in All.Where(s => s.Configured is not null && s.Check(Configured(s)).Refusal is not null))
        {
            throw new SettingException($"The setting {wrong.Configured} cannot be used: {wrong.Check(Configured(wrong)).Refusal}");
        }
    }

    public IReadOnlyList<Setting> All { get; }

    /// <summary>What it is today.</summary>
    public ValueTask<T> OfAsync<T>(Setting<T> setting, CancellationToken ct) => OnAsync(setting, _clock.Today(), ct);

    /// <summary>What it was or will be on another day, as far as is known now.</summary>
    public async ValueTask<T> OnAsync<T>(Setting<T> setting, DateOnly day, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var written = InForce((await _written.GetAsync(null, ct))[setting.Key], day)?.Value;
        return written is not null && setting.Read(written) is { Succeeded: true } read ? read.Value
            : setting.Read(DefaultOf(setting)).Value; // a release may have narrowed the bounds since
    }

    public void Dispose() => _written.Dispose();

    /// <summary>What holds where no administrator has said anything: of the installation, else of the release.</summary>
    internal string DefaultOf(Setting setting) => Configured(setting) is { } configured ? setting.Check(configured).Value : setting.Standard;

    internal static SettingValue? InForce(IEnumerable<SettingValue> ofOneSetting, DateOnly day)
        => ofOneSetting.Where(v => v.ValidFrom <= day).OrderByDescending(v => v.ValidFrom).ThenByDescending(v => v.Id).FirstOrDefault();

    /// <summary>This node need not wait for the notice of its own change.</summary>
    internal void Forget() => _written.Forget();

    private string? Configured(Setting setting) => setting.Configured is { } key && _configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private async Task<ILookup<string, SettingValue>> ReadAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return (await db.Set<SettingValue>().AsNoTracking().OrderBy(v => v.Id).ToListAsync(ct)).ToLookup(v => v.Key);
    }
}

public static class SettingRegistration
{
    /// <summary>The settings a module brings.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, params IEnumerable<Setting> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var setting in settings)
        {
            services.AddSingleton(setting);
        }

        return services;
    }
}
