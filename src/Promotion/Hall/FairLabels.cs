using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Papers;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;
using OcopMarket.Registry.Contracts;
using PdfSharp.Drawing;

namespace OcopMarket.Promotion.Hall;

/// <summary>Prints labels for the shelves of a fair, in Vietnamese: only goods that may be shown there and are on offer now, with today's price and a code that leads to the product.</summary>
public sealed class FairLabels
{
    private const double A4Width = 210, A4Height = 297, Margin = 28, CodeSide = 74, Inside = 8;

    private const int Columns = 2, Rows = 5;

    private static readonly double[] NameSizes = [15, 13, 11, 9];

    private static readonly ResourceManager Texts = new("OcopMarket.Promotion.Hall.FairLabelTexts", typeof(FairLabels).Assembly);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly HallGoods _goods;
    private readonly IProducerBook _producers;
    private readonly IMarketAddress _market;
    private readonly TimeProvider _clock;

    internal FairLabels(IDbContextFactory<MarketDbContext> contexts, HallGoods goods, IProducerBook producers, IMarketAddress market, TimeProvider clock)
        => (_contexts, _goods, _producers, _market, _clock) = (contexts, goods, producers, market, clock);

    /// <summary>Of one stall, for its own people.</summary>
    public async Task<Result<byte[]>> OfOwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application || !actor.MayTakePartFor(application.ProducerId) ? ParticipationRefusals.ApplicationUnknown()
            : !application.HasPlace() ? HallRefusals.NoPlace()
            : await WriteAsync(await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct), [application], ct);
    }

    /// <summary>Of all stalls, in the order of their booths, for the officers who run the fair.</summary>
    public async Task<Result<byte[]>> OfFairAsync(Actor actor, FairId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return PromotionRefusals.FairUnknown();
        }

        var placed = await db.FairApplications.AsNoTracking().Where(a => a.FairId == id && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn)).OrderBy(a => a.Number).ToListAsync(ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => b.FairId == id && b.ApplicationId != null).ToListAsync(ct)).GroupBy(b => b.ApplicationId!.Value).ToDictionary(g => g.Key, g => g.Min(b => b.Name));
        return await WriteAsync(fair, [.. placed.OrderBy(a => !booths.ContainsKey(a.Id)).ThenBy(a => booths.GetValueOrDefault(a.Id), StringComparer.Ordinal)], ct);
    }

    private async Task<Result<byte[]>> WriteAsync(Fair fair, IReadOnlyList<FairApplication> applications, CancellationToken ct)
    {
        var goods = await _goods.OfAsync(fair, [.. applications.SelectMany(a => a.Products).Distinct()], ct);
        var producers = await _producers.FindAsync([.. applications.Select(a => a.ProducerId)], ct);
        var labels = applications.Where(a => producers.ContainsKey(a.ProducerId)).SelectMany(a => goods.Of(a.Products).Select(p => (Product: p, Producer: producers[a.ProducerId].Name))).ToList();
        if (labels.Count == 0)
        {
            return HallRefusals.NothingToLabel();
        }

        using var sheets = new Sheets(Say("Title"), A4Width, A4Height, Margin);
        var (width, height) = (sheets.Column / Columns, (sheets.Height - (2 * sheets.Margin)) / Rows);
        for (var i = 0; i < labels.Count; i++)
        {
            var at = i % (Columns * Rows);
            if (at == 0)
            {
                sheets.Next();
            }

            Label(sheets, fair, labels[i].Product, labels[i].Producer, sheets.Margin + (at % Columns * width), sheets.Margin + (at / Columns * height), width, height);
        }

        return sheets.Save();
    }

    private void Label(Sheets sheets, Fair fair, OfferedProduct product, string producer, double x, double y, double width, double height)
    {
        sheets.Page.DrawRectangle(new XPen(XColors.Gray, 0.5) { DashStyle = XDashStyle.Dash }, x, y, width, height);
        sheets.Code(_market.Absolute($"/san-pham/{product.Slug}?hoi-cho={fair.Slug}"), x + width - Inside - CodeSide, y + height - Inside - CodeSide, CodeSide);
        var (left, room, foot) = (x + Inside, width - (2 * Inside), y + height - Inside - CodeSide);
        sheets.Y = y + Inside;
        sheets.Write(Say("Stars", product.Stars), PaperFonts.Bold(11), left, room);
        // A long name gets smaller before it runs into the code.
        var name = PaperFonts.Printable(product.Name);
        sheets.Write(name, PaperFonts.Bold(NameSizes.FirstOrDefault(s => sheets.Y + sheets.HeightOf(name, PaperFonts.Bold(s), room) <= foot, 8d)), left, room);
        sheets.Y = Math.Max(sheets.Y + 2, foot);
        var (beside, small) = (room - CodeSide - 6, PaperFonts.Regular(7));
        sheets.Write(Say("Price", product.Price.Dong, PaperFonts.Printable(product.Packing)), PaperFonts.Bold(11), left, beside);
        sheets.Write(PaperFonts.Printable(producer), PaperFonts.Regular(8), left, beside);
        sheets.Write(Say("Certificate", product.CertificateNumber, product.ValidThrough), small, left, beside);
        sheets.Write(Say("PricedOn", _clock.Today()), small, left, beside);
    }

    private static string Say(string name, params object[] values)
        => string.Format(CultureInfo.GetCultureInfo("vi-VN"), Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"No paper text {name}."), values);
}
