using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Gifts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;

namespace OcopMarket.Ordering.Corporate;

/// <summary>Takes the good rows of a company's list, all or none; the others come back to be mended.</summary>
public sealed class AddCorporateRecipients(IDbContextFactory<MarketDbContext> contexts, RecipientSheets sheets, TimeProvider clock)
{
    public Task<Result<AddRecipients.Taken>> RunAsync(string? secret, AddRecipients.Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.ChangeCorporateOrderAsync<AddRecipients.Taken>(secret, clock, async (db, order) =>
        {
            var read = await CorporateSheet.ReadAsync(db, order, sheets, clock.Today(), command.Text, command.Places, ct);
            if (read.Refusal is { } refusal)
            {
                return refusal;
            }

            var sheet = read.Value;
            if (sheet.Print != command.Print)
            {
                return GiftRefusals.SheetChanged();
            }

            var (good, there) = (sheet.Good.ToList(), db.CorporateRecipients.Where(r => r.OrderId == order.Id));
            if (await there.CountAsync(ct) + good.Count > Recipient.Most)
            {
                return CorporateRefusals.CorporateTooMany(Recipient.Most);
            }

            var position = (await there.MaxAsync(r => (int?)r.Position, ct) ?? -1) + 1;
            db.CorporateRecipients.AddRange(good.Select(row => new CorporateRecipient
            {
                OrderId = order.Id, Position = position++, Name = row.Name, Phone = row.Phone.Length == 0 ? null : row.Phone, Street = row.Commune is null ? null : row.Street,
                CommuneCode = row.Commune?.Code, ProvinceCode = row.Commune?.ProvinceCode ?? row.AskedIn!.Code, Email = row.Email, PlaceWritten = row.FormerName, Message = row.Message, Kind = order.Kinds[row.Gift].Number, Gifts = row.Quantities.GetValueOrDefault(CorporateSheet.Gifts, 1), WantedOn = row.WantedOn,
            }));
            return new AddRecipients.Taken(good.Count, sheet.Rest);
        }, ct);
    }
}

/// <summary>Takes one person out of a company's order, or all of them.</summary>
public sealed class RemoveCorporateRecipients(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="who">Null is everybody.</param>
    public Task<Result<int>> RunAsync(string? secret, RecipientId? who, CancellationToken ct)
        => contexts.ChangeCorporateOrderAsync<int>(secret, clock, async (db, order) =>
            await db.CorporateRecipients.Where(r => r.OrderId == order.Id && (who == null || r.Id == who)).ExecuteDeleteAsync(ct), ct);
}

/// <summary>Reads a list as a company's order understands it.</summary>
internal static class CorporateSheet
{
    /// <summary>The column of how many gifts somebody gets.</summary>
    public static readonly Guid Gifts = Guid.Parse("0199e1a2-0000-7000-8000-000000000001");

    public static async Task<Result<RecipientSheet>> ReadAsync(
        MarketDbContext db, CorporateOrder order, RecipientSheets sheets, DateOnly today, string? text, IReadOnlyDictionary<string, string> places, CancellationToken ct)
    {
        if (order.Kinds.Count == 0)
        {
            return CorporateRefusals.NoGiftKinds();
        }

        var known = await db.CorporateRecipients.Where(r => r.OrderId == order.Id).Select(r => new KnownRecipient(r.Name, r.Phone, r.Street ?? r.Email)).ToListAsync(ct);
        return sheets.Read(text, places, [new GoodsColumn(Gifts, "", 1)], [.. known.DistinctBy(RecipientSheets.KeyOf)], new SheetGifts([.. order.Kinds.Select(k => k.Name)], today.AddDays(1)));
    }
}
