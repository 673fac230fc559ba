using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Areas;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Rules;

namespace OcopMarket.Registry.Certificates;

/// <summary>A field that a correction changed.</summary>
/// <param name="Field">As the paper's JSON names it, the product's own after a dot: <c>stars</c>, <c>product.name</c>.</param>
public sealed record CorrectedField(string Field, string? Before, string? After);

/// <summary>One line of a certificate's history.</summary>
/// <param name="Actor">Kind and name of who wrote it.</param>
public sealed record CertificateEvent(
    CertificateEntryKind Kind, DateOnly EffectiveOn, RevocationGround? Ground, string? Reason, string? Document, DateOnly? DocumentDate, string Actor, DateTimeOffset At, IReadOnlyList<CorrectedField> Corrected);

/// <summary>The file an import brought a certificate with.</summary>
public sealed record CertificateSource(ImportRunId Run, string FileName, DateTimeOffset At);

/// <summary>Everything an officer sees of one certificate.</summary>
/// <param name="Version">Changes with every writing; a form brings it back so that nobody overwrites what another wrote meanwhile.</param>
/// <param name="Events">Oldest first.</param>
/// <param name="Others">The product's other certificates, newest first.</param>
/// <param name="Effects">What would follow if it ended now.</param>
/// <param name="WhyMayNotDecide">Why this officer may not extend, revoke or correct it; null when they may.</param>
/// <param name="LongestExtension">Last day an extension may reach by the rules in force.</param>
public sealed record CertificateFile(
    CertificateView Certificate, string Version, IReadOnlyList<CertificateEvent> Events, IReadOnlyList<CertificateView> Others, IReadOnlyList<(EndingEffect Effect, int Count)> Effects,
    CertificateSource? Source, Refusal? WhyMayNotDecide, DateOnly? LongestExtension, RuleSet Rules)
{
    // A correction may be of the product alone.
    internal static string VersionOf(uint certificate, uint product) => FormattableString.Invariant($"{certificate}-{product}");
}

/// <summary>Reads one certificate with its history for the officers of its area.</summary>
public sealed class CertificateFileQueries(
    IDbContextFactory<MarketDbContext> contexts, IEnumerable<IEffectsOfEnding> effects, RuleSets rules, AreaDirectory areas, TimeProvider clock)
{
    /// <returns>Null when there is none; refused when it lies in another's area.</returns>
    public async Task<Result<CertificateFile?>> FindAsync(Actor actor, CertificateId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var scope = DeskScope.For(actor, new DeskScope(), areas);
        if (scope.Refusal is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Certificates.AsNoTracking().Where(c => c.Id == id).Select(c => new { Certificate = c, Version = EF.Property<uint>(c, "xmin") }).SingleOrDefaultAsync(ct) is not { } found)
        {
            return (CertificateFile?)null;
        }

        var views = await db.CertificateRows().Where(r => r.Product.Id == found.Certificate.ProductId).OrderByDescending(r => r.Certificate.ValidFrom).ThenBy(r => r.Certificate.Id).Views(db).ToListAsync(ct);
        var view = views.Single(v => v.Id == id);
        if (!scope.Value.Holds(view.ProvinceCode, view.CommuneCode))
        {
            return RegistryRefusals.NotYourArea(view.Number);
        }

        var entries = await db.CertificateEntries.AsNoTracking().Where(e => e.CertificateId == id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct);
        var known = await db.Products.AsNoTracking().Where(p => p.Id == view.ProductId).Select(p => new { Product = p, Version = EF.Property<uint>(p, "xmin") }).SingleAsync(ct);
        var source = await db.ImportRuns.Where(r => r.Id == found.Certificate.ImportRunId).Select(r => new CertificateSource(r.Id, r.FileName, r.At)).SingleOrDefaultAsync(ct);
        var ruleSet = rules.InForceOn(clock.Today());
        var ending = new List<(EndingEffect, int)>();
        foreach (var module in effects)
        {
            ending.AddRange(await module.OfAsync(db, view.ProductId, ct));
        }

        return new CertificateFile(
            view, CertificateFile.VersionOf(found.Version, known.Version), [.. entries.Select(e => new CertificateEvent(e.Kind, e.EffectiveOn, e.Ground, e.Reason, e.Document, e.DocumentDate, e.Actor, e.At, e.Kind is CertificateEntryKind.Corrected ? Differences(e.Before, e.After) : []))],
            [.. views.Where(v => v.Id != id)], ending, source, actor.WhyMayNotDecide(found.Certificate, known.Product, ruleSet),
            ruleSet.LongestExtensionDays is { } days ? view.ValidThrough.AddDays(days) : null, ruleSet);
    }

    internal static IReadOnlyList<CorrectedField> Differences(string? before, string? after)
    {
        var (old, now) = (Flat(before), Flat(after));
        return [.. now.Keys.Union(old.Keys).Select(field => new CorrectedField(field, old.GetValueOrDefault(field), now.GetValueOrDefault(field))).Where(f => f.Before != f.After && (f.Before is not null || old.Keys.Any(k => k.StartsWith("product.", StringComparison.Ordinal)) || !f.Field.StartsWith("product.", StringComparison.Ordinal)))];
    }

    private static Dictionary<string, string?> Flat(string? json)
    {
        var fields = new Dictionary<string, string?>();
        if (json is not null && JsonNode.Parse(json) is JsonObject paper)
        {
            foreach (var (name, value) in paper)
            {
                if (value is JsonObject inner)
                {
                    foreach (var (innerName, innerValue) in inner)
                    {
                        fields[$"{name}.{innerName}"] = innerValue?.ToString();
                    }
                }
                else
                {
                    fields[name] = value is JsonArray list ? string.Join("; ", list.Select(v => v?.ToString())) : value?.ToString();
                }
            }
        }

        return fields;
    }
}
