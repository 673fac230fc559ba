using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;
using OcopMarket.Registry.Licences;

namespace OcopMarket.Registry.Certificates;

/// <summary>Which ended certificates to list.</summary>
/// <param name="End">Expired or revoked only; null for both.</param>
/// <param name="Ground">Revoked on this ground only.</param>
/// <param name="Adult">The visitor has said to be 18: alcohol may be named.</param>
public sealed record EndedFilter(CertificateEnd? End = null, RevocationGround? Ground = null, string? ProvinceCode = null, bool Adult = false);

/// <summary>A certificate that counts no more.</summary>
/// <param name="Newer">Number of the certificate that covers the product today, if one does.</param>
public sealed record EndedCertificate(CertificateView Certificate, string? Newer);

/// <summary>A page of a list, and how many there are in all.</summary>
public sealed record ListPage<T>(IReadOnlyList<T> Items, int Total, int Page, int PageSize)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}

/// <summary>Looks certificates up: by number, by product, by what somebody typed, and those that have ended.</summary>
public sealed class CertificateQueries(IDbContextFactory<MarketDbContext> contexts, PageLines lines, TimeProvider clock)
{
    private const int LongestNumber = 100, LongestText = 200;

    /// <summary>All certificates a product ever had, newest first.</summary>
    public Task<IReadOnlyList<CertificateView>> OfProductAsync(ProductId product, CancellationToken ct) => lines.Database.ReadHistoryAsync(product, ct);

    /// <summary>What a product's page tells: all certificates of the product, newest first, and what else its producer holds in force today.</summary>
    public (PageQuestions.Answer<IReadOnlyList<CertificateView>> Certificates, PageQuestions.Answer<IReadOnlyList<LicenceView>> Papers) Ask(PageQuestions questions, ProductId product, ProducerId producer)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var today = clock.Today();
        return (questions.Ask(CertificateHistory.Command(product), (reader, ct) => reader.ReadHistoryAsync(ct)),
            questions.Ask(LicencesInForce.Command(producer), (reader, ct) => reader.ReadLicencesAsync(today, ct)));
    }

    /// <summary>
    /// Every certificate with this number, whoever issued it. Marks, case, spaces and strokes do not count, resemblance never does;
    /// those written exactly as asked come first.
    /// </summary>
    public async Task<IReadOnlyList<CertificateView>> ByNumberAsync(string? number, CancellationToken ct)
    {
        var key = CertificateReading.KeyOf(number);
        if (key.Length is 0 or > LongestNumber)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.CertificateRows().Where(r => r.Certificate.NumberKey == key)
            .OrderByDescending(r => r.Certificate.ValidFrom).ThenBy(r => r.Certificate.IssuerKey).Views(db).ToListAsync(ct);
        var typed = VietnameseText.Clean(number);
        return [.. found.OrderByDescending(c => string.Equals(c.Number, typed, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>
    /// What the check field finds: the certificates with the number, else those whose number begins so, else by words of product and
    /// holder, whole words before begun ones. In force first, then newest.
    /// </summary>
    /// <param name="adult">Names of alcohol are searched only then; a number is answered to anyone.</param>
    public async Task<IReadOnlyList<CertificateView>> FindAsync(string? text, bool adult, int take, CancellationToken ct)
    {
        var typed = VietnameseText.Clean(text);
        typed = typed.Length <= LongestText ? typed : typed[..LongestText];
        var key = CertificateReading.KeyOf(typed);
        if (key.Length == 0)
        {
            return [];
        }

        if (await ByNumberAsync(typed, ct) is { Count: > 0 } exact)
        {
            return [.. exact.Take(take)];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.CertificateRows().ForReader(adult);
        var begins = key.Any(char.IsAsciiDigit) ? await FirstAsync(rows.Where(r => r.Certificate.NumberKey.StartsWith(key)), db, take, ct) : [];
        if (begins.Count > 0)
        {
            return begins;
        }

        var folded = VietnameseText.Fold(typed);
        var whole = await FirstAsync(rows.Named(folded, begun: false), db, take, ct);
        return whole.Count >= take ? whole : [.. whole.Concat(await FirstAsync(rows.Named(folded), db, take, ct)).DistinctBy(c => c.Id).Take(take)];
    }

    /// <summary>Expired and revoked certificates, the latest end first. One that a newer certificate replaced without a gap has not ended for anyone, so it is not here.</summary>
    public async Task<ListPage<EndedCertificate>> EndedAsync(EndedFilter filter, int page, int size, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.CertificateRows().ForReader(filter.Adult).Where(r =>
            r.Certificate.RevokedFrom <= today
            || (!(r.Certificate.SupersededFrom <= today) && (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) < today));
        if (filter.End is { } end)
        {
            rows = rows.Where(CertificateReading.Stands(end is CertificateEnd.Revoked ? CertificateState.Revoked : CertificateState.Expired, today));
        }

        if (filter.Ground is { } ground)
        {
            var entries = db.CertificateEntries;
            rows = rows.Where(r => r.Certificate.RevokedFrom <= today
                && entries.Any(e => e.CertificateId == r.Certificate.Id && e.Kind == CertificateEntryKind.Revoked && e.Ground == ground));
        }

        if (filter.ProvinceCode is { } province)
        {
            rows = rows.Where(r => r.Product.ProvinceCode == province);
        }

        var total = await rows.CountAsync(ct);
        var views = await rows
            .OrderByDescending(r => r.Certificate.RevokedFrom <= today ? r.Certificate.RevokedFrom!.Value.AddDays(-1) : r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough)
            .ThenBy(r => r.Certificate.Id).Skip((page - 1) * size).Take(size).Views(db).ToListAsync(ct);
        var newer = await InForceNumbersAsync(db, [.. views.Select(v => v.ProductId)], today, ct);
        return new([.. views.Select(v => new EndedCertificate(v, newer.GetValueOrDefault(v.ProductId)))], total, page, size);
    }

    /// <summary>How many have expired and how many were revoked, whatever end or ground the filter asks for.</summary>
    public async Task<(int Expired, int Revoked)> CountEndedAsync(EndedFilter filter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var today = clock.Today();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = db.CertificateRows().ForReader(filter.Adult).Where(r => filter.ProvinceCode == null || r.Product.ProvinceCode == filter.ProvinceCode);
        return (await rows.CountAsync(CertificateReading.Stands(CertificateState.Expired, today), ct), await rows.CountAsync(CertificateReading.Stands(CertificateState.Revoked, today), ct));
    }

    /// <summary>How many certificates were revoked on a ground in the last days; for the warning on top of the list.</summary>
    public async Task<int> CountRevokedLatelyAsync(RevocationGround ground, int days, CancellationToken ct)
    {
        var today = clock.Today();
        var since = today.AddDays(-days);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.CertificateEntries.Where(e => e.Kind == CertificateEntryKind.Revoked && e.Ground == ground && e.EffectiveOn > since && e.EffectiveOn <= today)
            .Select(e => e.CertificateId).Distinct().CountAsync(ct);
    }

    /// <summary>Which of these certificates let their product be offered today: <c>registry.in_force</c>, so that a suspended holder or a missing licence counts.</summary>
    public async Task<IReadOnlySet<CertificateId>> OfferableAmongAsync(IReadOnlyCollection<CertificateId> certificates, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var (today, ids) = (clock.Today(), certificates.Select(c => c.Value).ToArray());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var offerable = await db.Database.SqlQuery<Guid>($"select certificate_id as \"Value\" from registry.in_force({today}) where certificate_id = any({ids})").ToListAsync(ct);
        return offerable.Select(CertificateId.From).ToHashSet();
    }

    private async Task<List<CertificateView>> FirstAsync(IQueryable<CertificateRow> rows, MarketDbContext db, int take, CancellationToken ct)
    {
        var today = clock.Today();
        return await rows
            .OrderBy(r => r.Certificate.RevokedFrom <= today || r.Certificate.SupersededFrom <= today || (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) < today)
            .ThenByDescending(r => r.Certificate.ValidFrom).ThenBy(r => r.Certificate.Id).Take(take).Views(db).ToListAsync(ct);
    }

    private static async Task<Dictionary<ProductId, string>> InForceNumbersAsync(MarketDbContext db, IReadOnlyCollection<ProductId> products, DateOnly today, CancellationToken ct)
        => (await db.CertificateRows().Where(r => products.Contains(r.Product.Id))
            .Where(r => r.Certificate.ValidFrom <= today && (r.Certificate.ExtendedTo ?? r.Certificate.ValidThrough) >= today
                && !(r.Certificate.RevokedFrom <= today) && !(r.Certificate.SupersededFrom <= today))
            .OrderBy(r => r.Certificate.Id).Select(r => new { r.Product.Id, r.Certificate.Number }).ToListAsync(ct)).ToDictionary(n => n.Id, n => n.Number);
}
