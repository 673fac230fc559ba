using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Papers;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Registry.Contracts;
using PdfSharp.Drawing;

namespace OcopMarket.Promotion.Participation;

public enum FairPaper
{
    /// <summary>Lets an exhibitor in.</summary>
    Admission,

    /// <summary>Eight on a sheet, each with a code that opens the check-in.</summary>
    NameCards,
    BoothList,
}

/// <summary>Writes the papers of a fair as PDF. They are in Vietnamese: they are shown at the gate.</summary>
public sealed class FairPapers
{
    private const double Margin = 56;

    private static readonly ResourceManager Texts = new("OcopMarket.Promotion.Participation.FairPaperTexts", typeof(FairPapers).Assembly);
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly IProducerBook _producers;
    private readonly IMarketAddress _market;
    private readonly TimeProvider _clock;

    internal FairPapers(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, IMarketAddress market, TimeProvider clock) => (_contexts, _producers, _market, _clock) = (contexts, producers, market, clock);

    /// <summary>Who stands where.</summary>
    private sealed record Exhibitor(FairApplicationId Id, int Number, string Name, FairContact Contact, int Booths, string Where);

    /// <summary>Of all who have a place, in the order of applying; refused where nobody has one.</summary>
    public async Task<Result<byte[]>> OfFairAsync(Actor actor, FairId id, FairPaper paper, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        if (await db.Fairs.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } fair || !actor.MayRunFairs(fair.Office))
        {
            return PromotionRefusals.FairUnknown();
        }

        var exhibitors = await ReadAsync(db, id, null, ct);
        return exhibitors.Count == 0 ? ParticipationRefusals.NobodyHasPlace() : paper switch
        {
            FairPaper.Admission => Admission(fair, exhibitors),
            FairPaper.NameCards => NameCards(fair, exhibitors),
            FairPaper.BoothList => BoothList(fair, exhibitors),
        };
    }

    /// <summary>The letter of one exhibitor, for its own people.</summary>
    public async Task<Result<byte[]>> OfOwnAsync(Actor actor, FairApplicationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        await using var db = await _contexts.CreateDbContextAsync(ct);
        return await db.FairApplications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } application && actor.MayTakePartFor(application.ProducerId)
            && await ReadAsync(db, application.FairId, id, ct) is { Count: > 0 } own
            ? Admission(await db.Fairs.AsNoTracking().SingleAsync(f => f.Id == application.FairId, ct), own) : ParticipationRefusals.ApplicationUnknown();
    }

    internal static byte[] Evidence(EvidenceWords words, DateTimeOffset issuedAt, string address)
    {
        using var sheets = new Sheets(Say("Evidence.Title"), 210, 297, Margin);
        sheets.Next();
        Head(sheets, words.Organiser, Say("Evidence.Title"));
        sheets.Write(Say("Evidence.Says", Printed(words.Producer), Printed(words.FairVi), words.From, words.Through, Printed(words.Place), words.CameOn), PaperFonts.Regular(12));
        sheets.Y += 12;
        sheets.Write(Say("Evidence.Products"), PaperFonts.Bold(12));
        foreach (var product in words.Products)
        {
            sheets.Write("– " + Printed(product), PaperFonts.Regular(12));
        }

        sheets.Y += 24;
        sheets.Code(address, sheets.Margin, sheets.Y, 96);
        var y = sheets.Y;
        sheets.Write(Say("Evidence.Check", issuedAt.InVietnam().DateTime), PaperFonts.Regular(10), sheets.Margin + 112, sheets.Column - 112);
        sheets.Write(address, PaperFonts.Regular(9), sheets.Margin + 112, sheets.Column - 112);
        sheets.Y = Math.Max(sheets.Y, y + 96);
        return sheets.Save();
    }

    private async Task<IReadOnlyList<Exhibitor>> ReadAsync(MarketDbContext db, FairId fair, FairApplicationId? only, CancellationToken ct)
    {
        var taken = await db.FairApplications.AsNoTracking()
            .Where(a => a.FairId == fair && (only == null || a.Id == only) && (a.State == ParticipationState.Accepted || a.State == ParticipationState.CheckedIn)).OrderBy(a => a.Number).ToListAsync(ct);
        var booths = (await db.Booths.AsNoTracking().Where(b => b.FairId == fair && b.ApplicationId != null).OrderBy(b => b.Zone).ThenBy(b => b.Number).ToListAsync(ct)).ToLookup(b => b.ApplicationId!.Value, b => b.Name);
        var producers = await _producers.FindAsync([.. taken.Select(a => a.ProducerId)], ct);
        return [.. taken.Select(a => new Exhibitor(a.Id, a.Number, Printed(producers.GetValueOrDefault(a.ProducerId)?.Name), a.Contact, a.Booths, booths[a.Id].Any() ? string.Join(", ", booths[a.Id]) : Say("NoBooth")))];
    }

    private byte[] Admission(Fair fair, IReadOnlyList<Exhibitor> exhibitors)
    {
        using var sheets = new Sheets(Say("Admission.Title"), 210, 297, Margin);
        foreach (var exhibitor in exhibitors)
        {
            sheets.Next();
            Head(sheets, fair.Organiser, Say("Admission.Title"));
            sheets.Write(Say("Admission.To", exhibitor.Name), PaperFonts.Bold(13));
            sheets.Y += 8;
            sheets.Write(Say("Admission.Says", Printed(fair.NameVi), fair.From, fair.Through, Printed(IssueEvidence.PlaceOf(fair)), exhibitor.Booths, exhibitor.Where, fair.Opens, fair.Closes), PaperFonts.Regular(12));
            sheets.Y += 12;
            sheets.Write(Say("Admission.Bring"), PaperFonts.Regular(12));
            sheets.Y += 24;
            sheets.Code(CheckIn(fair, exhibitor), sheets.Margin, sheets.Y, 96);
            sheets.Write(Say("Admission.Code"), PaperFonts.Regular(10), sheets.Margin + 112, sheets.Column - 112);
            sheets.Write(Say("Admission.Date", _clock.Today()), PaperFonts.Italic(11), sheets.Margin + 112, sheets.Column - 112, XStringFormats.TopRight);
        }

        return sheets.Save();
    }

    private byte[] NameCards(Fair fair, IReadOnlyList<Exhibitor> exhibitors)
    {
        const int across = 2, down = 4;
        using var sheets = new Sheets(Say("Cards.Title"), 210, 297, 24);
        var (width, height) = (sheets.Column / across, (sheets.Height - (2 * sheets.Margin)) / down);
        foreach (var (exhibitor, i) in exhibitors.Select((e, i) => (e, i)))
        {
            var place = i % (across * down);
            if (place == 0)
            {
                sheets.Next();
            }

            var (x, y) = (sheets.Margin + (place % across * width), sheets.Margin + (place / across * height));
            sheets.Page.DrawRectangle(XPens.LightGray, x, y, width, height);
            sheets.Code(CheckIn(fair, exhibitor), x + width - 92, y + height - 92, 80);
            sheets.Y = y + 12;
            sheets.Write(Printed(fair.NameVi), PaperFonts.Regular(9), x + 12, width - 24);
            sheets.Y += 6;
            sheets.Write(exhibitor.Name, PaperFonts.Bold(exhibitor.Name.Length > 50 ? 12 : 15), x + 12, width - 24);
            sheets.Y = Math.Max(sheets.Y + 4, y + height - 92);
            sheets.Write(Printed(exhibitor.Contact.Name), PaperFonts.Regular(11), x + 12, width - 112);
            sheets.Write(Say("Cards.Booth", exhibitor.Where), PaperFonts.Bold(12), x + 12, width - 112);
        }

        return sheets.Save();
    }

    private static byte[] BoothList(Fair fair, IReadOnlyList<Exhibitor> exhibitors)
    {
        using var sheets = new Sheets(Say("List.Title"), 210, 297, 40);
        var (font, head) = (PaperFonts.Regular(10), PaperFonts.Bold(10));
        (double X, double Width)[] columns = [(40, 80), (128, 220), (356, 110), (474, 80)];
        var sheet = 0;
        foreach (var exhibitor in exhibitors.OrderBy(e => e.Where, StringComparer.Ordinal))
        {
            string[] cells = [exhibitor.Where, exhibitor.Name, Printed(exhibitor.Contact.Name), exhibitor.Contact.Phone];
            var height = cells.Select((cell, i) => sheet == 0 ? 0 : sheets.HeightOf(cell, font, columns[i].Width)).Max();
            if (sheet == 0 || sheets.Y + height > sheets.Height - sheets.Margin)
            {
                sheets.Next();
                sheet++;
                sheets.Write(Say("List.Title"), PaperFonts.Bold(14));
                sheets.Write(Say("List.Of", Printed(fair.NameVi), fair.From, fair.Through), font);
                sheets.Y += 8;
                Row([Say("List.Booth"), Say("List.Exhibitor"), Say("List.Contact"), Say("List.Phone")], head);
            }

            Row(cells, font);
        }

        return sheets.Save();

        void Row(string[] cells, XFont with)
        {
            var (top, bottom) = (sheets.Y, sheets.Y);
            for (var i = 0; i < cells.Length; i++)
            {
                sheets.Y = top;
                sheets.Write(cells[i], with, columns[i].X, columns[i].Width);
                bottom = Math.Max(bottom, sheets.Y);
            }

            sheets.Page.DrawLine(XPens.LightGray, sheets.Margin, bottom + 2, sheets.Width - sheets.Margin, bottom + 2);
            sheets.Y = bottom + 5;
        }
    }

    private string CheckIn(Fair fair, Exhibitor exhibitor) => _market.Absolute($"/can-bo/hoi-cho/{fair.Id}/diem-danh?don={exhibitor.Id}");

    private static void Head(Sheets sheets, string organiser, string title)
    {
        sheets.Write(Printed(organiser), PaperFonts.Bold(12), format: XStringFormats.TopCenter);
        sheets.Y += 24;
        sheets.Write(title, PaperFonts.Bold(20), format: XStringFormats.TopCenter);
        sheets.Y += 24;
    }

    private static string Printed(string? text) => PaperFonts.Printable(text);

    private static string Say(string name, params object?[] values) => string.Format(Vietnamese, Texts.GetString(name, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"No text {name}."), values);
}
