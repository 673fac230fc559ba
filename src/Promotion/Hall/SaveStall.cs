using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Promotion.Fairs;
using OcopMarket.Promotion.Participation;

namespace OcopMarket.Promotion.Hall;

/// <summary>A producer that has a place at a fair says what its stall is: words, photos, a video, and when somebody answers.</summary>
public sealed class SaveStall(IDbContextFactory<MarketDbContext> contexts, IWordsDesk words, TimeProvider clock)
{
    public const int LongestText = Stall.LongestText, MostPhotos = Stall.MostPhotos;

    /// <param name="Version">As the page showed it; 0 before there was anything.</param>
    /// <param name="Hours">Days of the fair, in Vietnam.</param>
    /// <param name="Phone">For visitors; empty shows none.</param>
    public sealed record Command(
        Actor Actor, FairApplicationId Application, uint Version, string? TextVi, string? TextEn, IReadOnlyList<FairPhoto> Photos, string? Video, IReadOnlyList<FairHours> Hours, string? Phone);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            ArgumentNullException.ThrowIfNull(command);
            var held = await db.HoldPlaceAsync(command.Actor, command.Application, clock, ct);
            if (held.Refusal is { } refusal)
            {
                return refusal;
            }

            var (fair, application) = (held.Value.Places.Fair, held.Value.Application);
            var (vi, en) = (FairDraft.Text(command.TextVi), FairDraft.Text(command.TextEn));
            var (hasVideo, hasPhone) = (!string.IsNullOrWhiteSpace(command.Video), !string.IsNullOrWhiteSpace(command.Phone));
            var (video, phone) = (VideoLink.Read(command.Video), ContactText.Phone(command.Phone));
            if ((WhyNot(command, vi, en) ?? WhyNotHours(fair, command.Hours) ?? (hasVideo && video is null ? HallRefusals.VideoLinkWrong() : hasPhone && phone is null ? ParticipationRefusals.PhoneWrong() : null)) is { } wrong)
            {
                return wrong;
            }

            var stall = await db.Stalls.SingleOrDefaultAsync(s => s.ApplicationId == application.Id, ct);
            if ((stall is null ? 0 : db.Entry(stall).Property<uint>("xmin").CurrentValue) != command.Version)
            {
                return HallRefusals.StallMoved();
            }

            var attached = await db.AttachAsync(command.Actor, command.Photos, stall?.Photos ?? [], ct);
            if (attached.Refusal is { } strange)
            {
                return strange;
            }

            var before = stall is null ? null : Said(stall);
            if (stall is null)
            {
                db.Stalls.Add(stall = new() { ApplicationId = application.Id });
            }

            (stall.TextVi, stall.TextEn, stall.Photos, stall.Video, stall.Phone, stall.ChangedAt) = (vi, en, attached.Value, video?.Address, phone, clock.GetUtcNow());
            stall.Hours = [.. command.Hours.OrderBy(h => h.Day).Select(h => new StallHours(h.Day.DayNumber - fair.From.DayNumber, h.Opens, h.Closes))];
            db.Audit(clock, command.Actor, "promotion.stall_saved", application.Subject(), before: before, after: Said(stall));
            return Result.Success;
        }, ct);

    private Refusal? WhyNot(Command command, string? vi, string? en)
        => vi?.Length > Stall.LongestText || en?.Length > Stall.LongestText ? ParticipationRefusals.TextTooLong(Stall.LongestText)
            : command.Photos.Count > Stall.MostPhotos ? HallRefusals.TooManyPhotos(Stall.MostPhotos)
            : command.Photos.Any(p => p.Alt.Length > Stall.LongestAlt) ? ParticipationRefusals.TextTooLong(Stall.LongestAlt)
            : new[] { vi, en }.Concat(command.Photos.Select(p => p.Alt)).Select(words.FirstWatched).FirstOrDefault(w => w is not null) is { } watched ? ParticipationRefusals.WordsWatched(watched)
            : null;

    private static Refusal? WhyNotHours(Fair fair, IReadOnlyList<FairHours> hours)
    {
        var days = fair.Days().Select(d => d.Day).ToHashSet();
        return hours.FirstOrDefault(h => !days.Contains(h.Day)) is { } outside ? HallRefusals.NotDayOfFair(outside.Day)
            : hours.FirstOrDefault(h => h.Closes <= h.Opens) is { } shut ? HallRefusals.HoursWrong(shut.Day)
            : hours.GroupBy(h => h.Day).FirstOrDefault(g => g.Count() > 1) is { } twice ? PromotionRefusals.FairDayTwice(twice.Key)
            : null;
    }

    private static object Said(Stall stall) => new { stall.TextVi, stall.TextEn, Photos = stall.Photos.Select(p => p.Key), stall.Video, stall.Hours, HasPhone = stall.Phone is not null };
}
