using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Carts;
using OcopMarket.Ordering.Checkout;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Gifts;

/// <summary>Takes the good rows of a list of recipients, all or none; the others come back to be mended.</summary>
public sealed class AddRecipients(IDbContextFactory<MarketDbContext> contexts, RecipientSheets sheets, RecipientListQueries lists, TimeProvider clock)
{
    /// <param name="Text">As the page showed and sent it.</param>
    /// <param name="Places">See <see cref="RecipientSheets.Read"/>.</param>
    /// <param name="Print">Of the list whose verdicts were shown.</param>
    public sealed record Command(string? Text, IReadOnlyDictionary<string, string> Places, string? Print);

    /// <param name="Rest">Text of the rows that were not taken.</param>
    public sealed record Taken(int Added, string Rest);

    public async Task<Result<Taken>> RunAsync(CartOwner owner, Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var goods = await lists.GoodsAsync(owner, ct);
        return await contexts.ChangeCartAsync<Taken>(owner, clock, (_, cart) => Task.FromResult(Take(cart, goods, command)), ct);
    }

    private Result<Taken> Take(Cart cart, IReadOnlyList<GoodsColumn> goods, Command command)
    {
        var read = sheets.Read(command.Text, command.Places, goods, RecipientListQueries.Known(cart));
        if (read.Refusal is { } refusal)
        {
            return refusal;
        }

        var sheet = read.Value;
        if (sheet.Print != command.Print)
        {
            return GiftRefusals.SheetChanged();
        }

        var (good, position) = (sheet.Good.ToList(), cart.Recipients.Select(r => r.Position + 1).DefaultIfEmpty(0).Max());
        if (cart.Recipients.Count + good.Count > Recipient.MostUsual)
        {
            return GiftRefusals.TooManyRecipients(Recipient.MostUsual);
        }

        foreach (var row in good)
        {
            cart.Add(new Recipient
            {
                CartId = cart.Id, Position = position++, Name = row.Name, Phone = row.Phone, Street = row.Street, CommuneCode = row.Commune!.Code, ProvinceCode = row.Commune.ProvinceCode,
                PlaceWritten = row.FormerName, Message = row.Message,
                Quantities = cart.Lines.Where(l => row.Quantities.TryGetValue(l.Id, out var own) && own != l.Quantity).ToDictionary(l => l.Id, l => row.Quantities[l.Id]),
            });
        }

        if (good.Count > 0)
        {
            cart.StepDone = Math.Max(cart.StepDone, 2);
        }

        return new Taken(good.Count, sheet.Rest);
    }
}

/// <summary>What a list of recipients is held against: the goods of the basket and who is in it already.</summary>
public sealed class RecipientListQueries(IDbContextFactory<MarketDbContext> contexts, IOfferDesk offers, RecipientSheets sheets)
{
    /// <summary>The goods as columns of a list name them; none where there is no basket.</summary>
    public async Task<IReadOnlyList<GoodsColumn>> GoodsAsync(CartOwner owner, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lines = await db.CartsOf(owner).SelectMany(c => c.Lines).AsNoTracking().OrderBy(l => l.AddedAt).ThenBy(l => l.Id).ToListAsync(ct);
        var shelf = await offers.FindAsync([.. lines.Select(l => l.VariantId)], ct);
        return [.. lines.Where(l => shelf.ContainsKey(l.VariantId)).Select(l => new GoodsColumn(l.Id, $"{shelf[l.VariantId].ProductName} – {shelf[l.VariantId].Packing}", l.Quantity))];
    }

    /// <summary>Verdicts on a list; nothing is changed.</summary>
    public async Task<Result<RecipientSheet>> CheckAsync(CartOwner owner, string? text, IReadOnlyDictionary<string, string> places, CancellationToken ct)
    {
        var goods = await GoodsAsync(owner, ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var known = await db.CartsOf(owner).SelectMany(c => c.Recipients).Select(r => new KnownRecipient(r.Name, r.Phone, r.Street)).ToListAsync(ct);
        return sheets.Read(text, places, goods, [.. known.DistinctBy(RecipientSheets.KeyOf)]);
    }

    internal static IReadOnlyList<KnownRecipient> Known(Cart cart) => [.. cart.Recipients.Select(r => new KnownRecipient(r.Name, r.Phone, r.Street)).DistinctBy(RecipientSheets.KeyOf)];
}
