using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Catalog.Listings;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;

namespace OcopMarket.Catalog.Stock;

/// <summary>What a producer counted.</summary>
/// <param name="Seen">What the page showed when it was opened; should the shelf have moved since, nothing is overwritten. Null where nothing was shown.</param>
public sealed record StockCount(VariantId Variant, int Count, int? Seen = null);

/// <summary>A producer sets stock to what was counted; the difference goes into the ledger with its reason.</summary>
public sealed class ChangeStock
{
    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly StockBook _book;

    internal ChangeStock(IDbContextFactory<MarketDbContext> contexts, StockBook book) => (_contexts, _book) = (contexts, book);

    public sealed record Command(Actor Actor, IReadOnlyList<StockCount> Counts, StockReason Reason = StockReason.Counted, string? Note = null);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _contexts.InTransactionAsync(db => CountAsync(db, _book, command, ct), ct);
    }

    internal static async Task<Result> CountAsync(MarketDbContext db, StockBook book, Command command, CancellationToken ct)
    {
        var note = VietnameseText.Clean(command.Note) is { Length: > 0 } text ? text : null;
        if (note?.Length > StockEntryConfiguration.LongestNote)
        {
            return CatalogRefusals.TextTooLong(StockEntryConfiguration.LongestNote, note.Length);
        }

        var levels = await StockBook.LockAsync(db, command.Counts.Select(c => c.Variant), ct);
        var moves = new List<(StockLevel, int)>();
        foreach (var count in command.Counts.DistinctBy(c => c.Variant))
        {
            if (!levels.TryGetValue(count.Variant, out var level))
            {
                return CatalogRefusals.PackingUnknown(count.Variant.ToString());
            }

            if (WhyNot(command.Actor, count, level) is { } refusal)
            {
                return refusal;
            }

            if (count.Count != level.Stock && count.Count != count.Seen)
            {
                moves.Add((level, count.Count - level.Stock));
            }
        }

        if (moves.Count > 0)
        {
            await book.WriteAsync(db, command.Actor, moves, command.Reason, note, ct);
        }

        return Result.Success;
    }

    internal static Refusal? WhyNot(Actor actor, StockCount count, StockLevel level)
        => !actor.MayKeepShelf(new ProducerId(level.ProducerId)) ? CatalogRefusals.NotYourProducer()
        : count.Count is < 0 or > PriceText.MostStock ? CatalogRefusals.StockOutOfRange(FormattableString.Invariant($"{count.Count}"), PriceText.MostStock)
        : count.Seen is { } seen && seen != level.Stock && count.Count != seen ? CatalogRefusals.StockMoved(level.Packing, level.Stock)
        : null;
}
