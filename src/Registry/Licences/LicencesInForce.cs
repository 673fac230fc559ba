using Npgsql;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Registry.Licences;

/// <summary>The papers that a producer holds in force, in plain SQL: every product page asks for them.</summary>
internal static class LicencesInForce
{
    private const string Statement = "select id, kind, number, issuer, valid_from, valid_through, revoked_from from registry.licences where producer_id = $1 order by kind, valid_from desc, id";

    public static NpgsqlBatchCommand Command(ProducerId producer)
    {
        var command = new NpgsqlBatchCommand(Statement);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = producer.Value });
        return command;
    }

    public static async Task<IReadOnlyList<LicenceView>> ReadLicencesAsync(this NpgsqlDataReader reader, DateOnly inForceOn, CancellationToken ct)
    {
        var papers = new List<LicenceView>();
        while (await reader.ReadAsync(ct))
        {
            var paper = new LicenceView(
                reader.GetGuid(0), Enum.Parse<LicenceKind>(reader.GetString(1)), reader.GetString(2), reader.TextOrNull(3), reader.GetFieldValue<DateOnly>(4), reader.DayOrNull(5), reader.DayOrNull(6));
            if (paper.InForceOn(inForceOn))
            {
                papers.Add(paper);
            }
        }

        return papers;
    }
}
