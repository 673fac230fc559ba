using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Jobs;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Promotion.Contracts;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Writes letters about points.</summary>
internal sealed class PointPost(IStaff staff, IMailer mailer, IMarketAddress market)
{
    internal static readonly LetterTexts Letters = new("OcopMarket.Promotion.SalesPoints.PointLetters", typeof(PointPost).Assembly, vietnameseFigures: true);

    public string Absolute(string path) => market.Absolute(path);

    public Task SendAsync(string key, string to, string language, string letter, object?[] subject, object?[] body, CancellationToken ct)
        => mailer.SendAsync(new(key, to, Letters.Say(language, letter + "Subject", subject), Letters.Say(language, letter + "Body", body)), ct);

    /// <summary>To everyone who keeps the point and still has an account.</summary>
    public async Task TellKeepersAsync(IEnumerable<AccountId> keepers, string key, string letter, object?[] subject, Func<AccountId, object?[]> body, CancellationToken ct)
    {
        foreach (var keeper in keepers)
        {
            if (await staff.MailboxOfAsync(keeper, ct) is var (email, language))
            {
                await SendAsync($"{key}-{keeper}", email, language, letter, subject, body(keeper), ct);
            }
        }
    }
}

internal sealed class WriteKeeperInvitation(IDbContextFactory<MarketDbContext> contexts, PointSecrets secrets, PointPost post, TimeProvider clock) : IOutboxHandler<KeeperInvited>
{
    public async Task HandleAsync(KeeperInvited happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.KeeperInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == happened.Invitation, ct) is not { } invitation || !invitation.IsOpen(clock.GetUtcNow()))
        {
            return;
        }

        var point = await db.SalesPoints.AsNoTracking().SingleAsync(p => p.Id == invitation.PointId, ct);
        await post.SendAsync(
            $"keeper-{invitation.Id}-{delivery}", invitation.Email, invitation.Language, "Invitation", [point.Name],
            [point.Name, post.Absolute("/diem-ban-cua-toi/loi-moi?ma=" + secrets.Invitation(invitation.Id)), OcopMarket.Platform.Clock.VietnamTime.InVietnam(invitation.ExpiresAt).DateTime], ct);
    }
}

/// <summary>Its keepers are asked whether a point is open as it is written.</summary>
internal sealed record PointAsked(SalesPointId Point);

internal sealed class AskKeepers(IDbContextFactory<MarketDbContext> contexts, PointSecrets secrets, PointPost post, DatedSettings settings, TimeProvider clock) : IOutboxHandler<PointAsked>
{
    /// <summary>For which the button of the letter works.</summary>
    private const int LetterDays = 60;

    public async Task HandleAsync(PointAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.SalesPoints.AsNoTracking().SingleOrDefaultAsync(p => p.Id == happened.Point, ct) is not { } point)
        {
            return;
        }

        var doubt = await settings.DoubtAsync(ct);
        var keepers = await db.SalesPointKeepers.Where(k => k.PointId == happened.Point).Select(k => k.AccountId).ToListAsync(ct);
        await post.TellKeepersAsync(
            keepers, $"point-ask-{delivery}", "Ask", [point.Name],
            keeper => [point.Name, post.Absolute("/diem-ban/xac-nhan/" + secrets.Confirmation(point.Id, keeper, clock.GetUtcNow().AddDays(LetterDays))), post.Absolute($"/diem-ban-cua-toi/{point.Id}"), doubt.Days], ct);
    }
}

/// <summary>Tells the keepers, as soon as a certificate has ended or is revoked, which label has to go. That the public page shows the product no more does not wait for it.</summary>
internal sealed class TellKeepersOfEnd(IDbContextFactory<MarketDbContext> contexts, IGoodsInForce goods, PointPost post) : IOutboxHandler<CertificateEnded>
{
    public async Task HandleAsync(CertificateEnded happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var kept = await (from item in db.ShelfItems
                          where item.ProductId == happened.Product
                          join point in db.SalesPoints on item.PointId equals point.Id
                          where point.State != SalesPointState.Closed
                          join keeper in db.SalesPointKeepers on point.Id equals keeper.PointId
                          orderby point.Id
                          select new { point.Id, point.Name, keeper.AccountId }).ToListAsync(ct);
        if (kept.Count == 0 || (await goods.FindAsync([happened.Product], ct)).Count > 0)
        {
            return; // nobody to tell, or a new certificate has come meanwhile
        }

        var product = (await goods.NamesAsync([happened.Product], ct)).GetValueOrDefault(happened.Product) ?? "";
        foreach (var point in kept.GroupBy(k => (k.Id, k.Name)))
        {
            await post.TellKeepersAsync(
                point.Select(k => k.AccountId), $"point-take-down-{point.Key.Id}-{delivery}", happened.End is CertificateEnd.Revoked ? "TakeDownRevoked" : "TakeDown", [product, point.Key.Name],
                _ => [point.Key.Name, product, happened.Number, happened.LastDay, post.Absolute($"/diem-ban-cua-toi/{point.Key.Id}/ke-hang")], ct);
        }
    }
}

/// <summary>Asks keepers of points that nobody has confirmed for a while; again after half of that time, until somebody answers.</summary>
internal sealed class AskPointsJob(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock) : IMarketJob
{
    public const string Name = "ask-sales-points";

    private const int Batch = 500;

    public async Task<string> RunAsync(CancellationToken ct)
    {
        var (now, days) = (clock.GetUtcNow(), await settings.OfAsync(SalesPointSettings.ConfirmDays, ct));
        var (confirmed, asked) = (now.AddDays(-days), now.AddDays(-Math.Max(1, days / 2)));
        var count = await contexts.InTransactionAsync<int>(async db =>
        {
            await db.KeeperInvitations.Where(i => i.AcceptedAt == null && (i.WithdrawnAt != null || i.ExpiresAt < now)).ExecuteDeleteAsync(ct); // a mailbox that nobody needs any more
            var due = await db.SalesPoints.FromSql(
                $"""
                select *, xmin from promotion.sales_points p
                where state in ('Recognised', 'Operating') and coalesce(confirmed_at, created_at) < {confirmed} and (asked_at is null or asked_at < {asked})
                  and exists (select 1 from promotion.sales_point_keepers k where k.point_id = p.id)
                order by id limit {Batch} for update skip locked
                """).ToListAsync(ct);
            foreach (var point in due)
            {
                point.AskedAt = now;
                outbox.Add(db, new PointAsked(point.Id));
            }

            return due.Count;
        }, ct);
        return FormattableString.Invariant($"Asked the keepers of {count.Value} sales points");
    }
}
