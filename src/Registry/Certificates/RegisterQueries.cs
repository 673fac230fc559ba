using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform.Changes;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>The states by which the open register is filtered.</summary>
public enum RegisterState
{
    /// <summary>In force today, by term or by extension.</summary>
    InForce,

    /// <summary>In force, with <see cref="RegistrySettings.RegisterSoonDays"/> left at most.</summary>
    EndingSoon,
    Expired,
    Revoked,
    Superseded,
}

/// <summary>What a reader asks of the open register.</summary>
/// <param name="Text">A number or the beginning of one, or words of product and holder.</param>
/// <param name="Adult">The visitor has said to be 18: alcohol may be named.</param>
public sealed record RegisterFilter(
    string Text = "", RegisterState? State = null, int? Stars = null, int? Group = null, int? Set = null, string? ProvinceCode = null, bool Adult = false);

/// <summary>The market's trust line.</summary>
/// <param name="InForce">Products that the register lets anyone offer today.</param>
/// <param name="EndingSoon">Of these, how many end within <see cref="RegistrySettings.RegisterSoonDays"/>.</param>
/// <param name="Ended">Certificates expired or revoked.</param>
/// <param name="Producers">Producers with something in force.</param>
public sealed record RegisterFigures(DateOnly Day, DateTimeOffset ReadAt, int InForce, int EndingSoon, int Ended, int Producers, int Provinces, int SoonDays);

/// <summary>The open register: every certificate the market knows, ended ones too.</summary>
public sealed class RegisterQueries : IDisposable
{
    public const int PageSize = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly DatedSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Kept<RegisterFigures> _figures;

    public RegisterQueries(IDbContextFactory<MarketDbContext> contexts, MarketChanges changes, DatedSettings settings, TimeProvider clock)
    {
        (_contexts, _settings, _clock) = (contexts, settings, clock);
        _figures = new Kept<RegisterFigures>(changes, LoadFiguresAsync, Patience);
    }

    /// <summary>A page, newest issued first; a page after the last has no items.</summary>
    public async Task<ListPage<CertificateView>> PageAsync(RegisterFilter filter, int page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var soon = await _settings.OfAsync(RegistrySettings.RegisterSoonDays, ct);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var rows = Filtered(db, filter, _clock.Today(), soon);
        var total = await rows.CountAsync(ct);
        var items = page > ((total + PageSize - 1) / PageSize) ? [] : await InOrder(rows).Skip((page - 1) * PageSize).Take(PageSize).Views(db).ToListAsync(ct);
        return new(items, total, page, PageSize);
    }

    /// <summary>All that the filter lets through, read as it is written out.</summary>
    public async IAsyncEnumerable<CertificateView> ExportAsync(RegisterFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var soon = await _settings.OfAsync(RegistrySettings.RegisterSoonDays, ct);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await foreach (var certificate in InOrder(Filtered(db, filter, _clock.Today(), soon)).Views(db).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return certificate;
        }
    }

    /// <summary>Kept in memory until the market or the day changes.</summary>
    public ValueTask<RegisterFigures> FiguresAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        return _figures.GetAsync(figures => figures.Day == today, ct);
    }

    public void Dispose() => _figures.Dispose();

    private static IOrderedQueryable<CertificateRow> InOrder(IQueryable<CertificateRow> rows) => rows.OrderByDescending(r => r.Certificate.IssuedOn).ThenBy(r => r.Certificate.Id);

    private static IQueryable<CertificateRow> Filtered(MarketDbContext db, RegisterFilter filter, DateOnly today, int soonDays)
    {
        var rows = db.CertificateRows().ForReader(filter.Adult);
        if (VietnameseText.Fold(filter.Text) is { Length: > 0 } folded)
        {
            var key = CertificateReading.KeyOf(filter.Text);
            rows = key.Any(char.IsAsciiDigit) ? rows.Where(r => r.Certificate.NumberKey.StartsWith(key)).Union(rows.Named(folded)) : rows.Named(folded);
        }

        if (filter.State is { } state)
        {
            rows = InState(rows, state, today, today.AddDays(soonDays));
        }

        if (filter.Stars is { } stars)
        {
            rows = rows.Where(r => r.Certificate.Stars == stars);
        }

        if (filter.Group is { } group)
        {
            var sets = ProductSets.All.Where(s => s.Group == group).Select(s => s.Number).ToArray();
            rows = rows.Where(r => sets.Contains(r.Product.Set));
        }

        if (filter.Set is { } set)
        {
            rows = rows.Where(r => r.Product.Set == set);
        }

        if (filter.ProvinceCode is { } province)
        {
            rows = rows.Where(r => r.Product.ProvinceCode == province);
        }

        return rows;
    }

    private static IQueryable<CertificateRow> InState(IQueryable<CertificateRow> rows, RegisterState state, DateOnly today, DateOnly soon)
    {
        var inForce = rows.Where(r => !(r.Certificate.RevokedFrom <= today) && !(r.Certificate.SupersededFrom <= today)
            && r.Certificate.ValidFrom <= today && (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) >= today);
        return state switch
        {
            RegisterState.InForce => inForce,
            RegisterState.EndingSoon => inForce.Where(r =>
                (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) <= soon || r.Certificate.RevokedFrom <= soon.AddDays(1)),
            RegisterState.Expired => rows.Where(CertificateReading.Stands(CertificateState.Expired, today)),
            RegisterState.Revoked => rows.Where(CertificateReading.Stands(CertificateState.Revoked, today)),
            RegisterState.Superseded => rows.Where(CertificateReading.Stands(CertificateState.Superseded, today)),
        };
    }

    private async Task<RegisterFigures> LoadFiguresAsync(CancellationToken ct)
    {
        var today = _clock.Today();
        var soonDays = await _settings.OnAsync(RegistrySettings.RegisterSoonDays, today, ct);
        var soon = today.AddDays(soonDays);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var counted = await db.Database.SqlQuery<Counted>(
            $"""
            select count(*)::int as "InForce", (count(*) filter (where valid_through <= {soon}))::int as "EndingSoon",
                   count(distinct producer_id)::int as "Producers", count(distinct province_code)::int as "Provinces",
                   (select count(*) from registry.certificates
                    where revoked_from <= {today} or ((superseded_from is null or superseded_from > {today}) and coalesce(extended_to, valid_through) < {today}))::int as "Ended"
            from registry.in_force({today})
            """).SingleAsync(ct);
        return new(today, _clock.GetUtcNow(), counted.InForce, counted.EndingSoon, counted.Ended, counted.Producers, counted.Provinces, soonDays);
    }

    private sealed record Counted(int InForce, int EndingSoon, int Producers, int Provinces, int Ended);
}
