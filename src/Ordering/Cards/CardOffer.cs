using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Settings;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Cards;

public static class CardSettings
{
    /// <summary>The provider takes eight digits.</summary>
    private const long MostAtProvider = 99_999_999;

    /// <summary>What a purchase by card may come to; 0 switches cards off, which is how the market begins.</summary>
    public static readonly Setting<Money> Most = Setting.Amount("ordering.card_most", 0, least: 0, most: MostAtProvider);

    internal static IReadOnlyList<Setting> All { get; } = [Most];
}

/// <summary>Whether, and up to what sum, buyers may pay by card: keys are there, an administrator has switched it on, and nothing on the shelf is invented.</summary>
internal sealed class CardOffer(IDbContextFactory<MarketDbContext> contexts, StripeSettings settings, DatedSettings dated, IDemoPresence demo)
{
    /// <returns>Zero where there are no cards.</returns>
    public async ValueTask<Money> MostAsync(CancellationToken ct) => settings.HasKeys && !await demo.IsPresentAsync(ct) ? await dated.OfAsync(CardSettings.Most, ct) : Money.Zero;

    /// <summary>Those of the producers whose accounts at the provider are ready.</summary>
    public async Task<IReadOnlySet<ProducerId>> ReadyAsync(IReadOnlyCollection<ProducerId> producers, CancellationToken ct)
    {
        if (await MostAsync(ct) == Money.Zero)
        {
            return new HashSet<ProducerId>();
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.CardAccounts.Where(a => a.TakesTransfers && producers.Contains(a.ProducerId)).Select(a => a.ProducerId).ToListAsync(ct)).ToHashSet();
    }
}
