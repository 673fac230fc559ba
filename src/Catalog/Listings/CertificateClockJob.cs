using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Outbox;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Catalog.Listings;

/// <summary>Just after midnight in Vietnam and every ten minutes: tells of certificates that ended, takes their listings down and puts renewed ones back.</summary>
internal sealed class CertificateClockJob(ICertificateEnds ends, ListingShelf shelf) : IMarketJob
{
    public const string Name = "certificate-clock";

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var announced = await ends.AnnounceAsync(ct);
        var (delisted, relisted) = await shelf.SettleAsync(ct);
        return $"{announced} ends announced, {delisted} listings taken down, {relisted} put back";
    }
}

/// <summary>A certificate ended between two runs of the clock (a revocation): the listing follows at once.</summary>
internal sealed class DelistAfterEnd(ListingShelf shelf) : IOutboxHandler<CertificateEnded>
{
    public Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct) => shelf.SettleAsync(ct);
}
