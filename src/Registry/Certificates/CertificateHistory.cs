using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Registry.Certificates;

/// <summary>
/// The same reading as <see cref="CertificateReading.Views"/> for one product, in plain SQL: every product page asks for it, and building the
/// projection by EF cost more than the rest of the page.
/// </summary>
internal static class CertificateHistory
{
    private const string Statement =
        """
        select c.id, c.number, c.issuer, c.level, c.stars, c.criteria_version, c.decision_number, c.decision_date,
               c.issued_on, c.valid_from, c.valid_through, c.extended_to, c.revoked_from, c.superseded_from, c.packings,
               p.id, p.name, p.set, p.commune_code, p.province_code, p.place_written, p.ocop_code,
               r.id, r.name, r.slug, r.suspended_from, p.illustrative or r.illustrative,
               e.effective_on, e.reason, e.document, e.document_date,
               w.effective_on, w.ground, w.reason, w.document, w.document_date
        from registry.certificates c
        join registry.products p on p.id = c.product_id
        join registry.producers r on r.id = p.producer_id
        left join lateral (
          select * from registry.certificate_entries where certificate_id = c.id and kind = 'Extended' order by at desc limit 1) e on true
        left join lateral (
          select * from registry.certificate_entries where certificate_id = c.id and kind = 'Revoked' order by at desc limit 1) w on true
        where c.product_id = $1
        order by c.valid_from desc, c.recorded_at desc
        """;

    /// <summary>All certificates of the product, newest first.</summary>
    public static async Task<IReadOnlyList<CertificateView>> ReadHistoryAsync(this NpgsqlDataSource database, ProductId product, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Statement);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = product.Value });
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadHistoryAsync(ct);
    }

    /// <summary>The statement for a batch; <see cref="ReadHistoryAsync(NpgsqlDataReader, CancellationToken)"/> reads its answer.</summary>
    public static NpgsqlBatchCommand Command(ProductId product)
    {
        var command = new NpgsqlBatchCommand(Statement);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = product.Value });
        return command;
    }

    public static async Task<IReadOnlyList<CertificateView>> ReadHistoryAsync(this NpgsqlDataReader reader, CancellationToken ct)
    {
        var views = new List<CertificateView>(1);
        while (await reader.ReadAsync(ct))
        {
            views.Add(Read(reader));
        }

        return views;
    }

    private static CertificateView Read(NpgsqlDataReader row)
    {
        var (from, through) = (row.GetFieldValue<DateOnly>(9), row.GetFieldValue<DateOnly>(10));
        return new CertificateView(
            new CertificateId(row.GetGuid(0)), row.GetString(1), row.GetString(2), Enum.Parse<AuthorityLevel>(row.GetString(3)), row.GetInt32(4), row.GetString(5),
            row.TextOrNull(6), row.DayOrNull(7), row.GetFieldValue<DateOnly>(8), from, through,
            new CertificateDates(from, through, row.DayOrNull(11), row.DayOrNull(12), row.DayOrNull(13)), row.GetFieldValue<string[]>(14),
            new ProductId(row.GetGuid(15)), row.GetString(16), row.GetInt32(17), row.GetString(18), row.GetString(19), row.TextOrNull(20), row.TextOrNull(21),
            new ProducerId(row.GetGuid(22)), row.GetString(23), row.GetString(24), row.DayOrNull(25), row.GetBoolean(26),
            row.DayOrNull(27) is { } extendedTo ? new CertificateExtension(extendedTo, row.TextOrNull(28), row.TextOrNull(29), row.DayOrNull(30)) : null,
            row.DayOrNull(31) is { } revokedFrom
                ? new CertificateRevocation(revokedFrom, row.TextOrNull(32) is { } ground ? Enum.Parse<RevocationGround>(ground) : null, row.TextOrNull(33), row.TextOrNull(34), row.DayOrNull(35))
                : null);
    }
}
