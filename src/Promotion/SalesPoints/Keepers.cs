using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcopMarket.Accounts.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Outbox;
using OcopMarket.Platform.Settings;
using OcopMarket.Platform.Text;
using OcopMarket.Promotion.Contracts;

namespace OcopMarket.Promotion.SalesPoints;

/// <summary>Somebody is asked to keep a point. Whoever holds the letter may accept, once.</summary>
internal sealed class KeeperInvitation
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required SalesPointId PointId { get; init; }
    /// <summary>Empty once it is accepted: then the account says who keeps the point.</summary>
    public required string Email { get; set; }
    public required string Language { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;
}

internal sealed class KeeperInvitationConfiguration : IEntityTypeConfiguration<KeeperInvitation>
{
    public void Configure(EntityTypeBuilder<KeeperInvitation> invitation)
    {
        invitation.ToTable("keeper_invitations", PromotionModule.Schema);
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.Property(i => i.Language).HasMaxLength(2);
        invitation.HasIndex(i => i.PointId);
        invitation.HasOne<SalesPoint>().WithMany().HasForeignKey(i => i.PointId).OnDelete(DeleteBehavior.Cascade);
        invitation.Property<uint>("xmin").IsRowVersion();
    }
}

/// <summary>The secrets of letters about points: what they are for, signed and sealed, so that no table keeps a secret.</summary>
public sealed class PointSecrets
{
    private const int GuidBytes = 16, LongestRead = 1000;

    private readonly IDataProtector _invitations, _confirmations;

    public PointSecrets(IDataProtectionProvider protection)
        => (_invitations, _confirmations) = (protection.CreateProtector("OcopMarket.Promotion.KeeperInvitations"), protection.CreateProtector("OcopMarket.Promotion.PointConfirmations"));

    internal string Invitation(Guid invitation) => WebEncoders.Base64UrlEncode(_invitations.Protect(invitation.ToByteArray()));

    internal Guid? ReadInvitation(string? written) => Read(written, _invitations) is { Length: GuidBytes } bytes ? new Guid(bytes) : null;

    /// <summary>For one keeper of one point, until a moment of the market's clock.</summary>
    internal string Confirmation(SalesPointId point, AccountId keeper, DateTimeOffset until)
        => WebEncoders.Base64UrlEncode(_confirmations.Protect([.. point.Value.ToByteArray(), .. keeper.Value.ToByteArray(), .. BitConverter.GetBytes(until.ToUnixTimeSeconds())]));

    internal (SalesPointId Point, AccountId Keeper)? ReadConfirmation(string? written, DateTimeOffset now)
        => Read(written, _confirmations) is { Length: (GuidBytes * 2) + sizeof(long) } bytes && now.ToUnixTimeSeconds() < BitConverter.ToInt64(bytes, GuidBytes * 2)
            ? (new(new Guid(bytes[..GuidBytes])), new(new Guid(bytes[GuidBytes..(GuidBytes * 2)]))) : null;

    private static byte[]? Read(string? written, IDataProtector seal)
    {
        try
        {
            return written is { Length: > 0 and < LongestRead } ? seal.Unprotect(WebEncoders.Base64UrlDecode(written)) : null;
        }
        catch (Exception e) when (e is FormatException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>A letter to somebody who shall keep a point.</summary>
internal sealed record KeeperInvited(Guid Invitation);

/// <summary>Asks somebody by letter to keep a point: its officers and its keepers may.</summary>
public sealed class InviteKeeper(IDbContextFactory<MarketDbContext> contexts, DatedSettings settings, EventOutbox outbox, TimeProvider clock)
{
    private const int MostOpen = 10;

    public sealed record Command(Actor Actor, SalesPointId Point, string? Email, string Language);

    public async Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var days = await settings.OfAsync(SalesPointSettings.InvitationDays, ct);
        return await contexts.InTransactionAsync(async db =>
        {
            var (found, email, now) = (await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: true, ct), ContactText.Email(command.Email), clock.GetUtcNow());
            if ((found.Refusal ?? (email is null ? PromotionRefusals.KeeperEmailWrong() : null) ?? (found.Value.State is SalesPointState.Closed ? PromotionRefusals.PointWrongState(found.Value.State) : null)) is { } refusal)
            {
                return refusal;
            }

            // A second letter to the same address takes the place of the first.
            await db.KeeperInvitations.Where(i => i.PointId == command.Point && i.Email == email && i.AcceptedAt == null && i.WithdrawnAt == null).ExecuteUpdateAsync(set => set.SetProperty(i => i.WithdrawnAt, now), ct);
            if (await db.KeeperInvitations.CountAsync(i => i.PointId == command.Point && i.AcceptedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now, ct) >= MostOpen)
            {
                return PromotionRefusals.TooManyKeepers(MostOpen);
            }

            var invitation = new KeeperInvitation { PointId = command.Point, Email = email!, Language = command.Language is "en" ? "en" : "vi", InvitedAt = now, ExpiresAt = now.AddDays(days) };
            db.KeeperInvitations.Add(invitation);
            outbox.Add(db, new KeeperInvited(invitation.Id));
            db.Audit(clock, command.Actor, "promotion.keeper_invited", found.Value.Subject(), after: new { invitation.Id });
            return Result.Success;
        }, ct);
    }
}

/// <summary>Begins to keep a point, by the secret of the letter; officers and administrators keep none.</summary>
public sealed class AcceptKeeping(IDbContextFactory<MarketDbContext> contexts, PointSecrets secrets, TimeProvider clock)
{
    public sealed record Command(Actor Actor, string? Secret);

    public Task<Result<SalesPointId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync<SalesPointId>(async db =>
        {
            var now = clock.GetUtcNow();
            if (command.Actor is not { Kind: ActorKind.Member, Account: { } account })
            {
                return PromotionRefusals.MembersKeep();
            }

            if (secrets.ReadInvitation(command.Secret) is not { } key || await db.KeeperInvitations.FromSql($"select *, xmin from promotion.keeper_invitations where id = {key} for update").ToListAsync(ct) is not [var invitation] || !invitation.IsOpen(now))
            {
                return PromotionRefusals.InvitationOver();
            }

            (invitation.AcceptedAt, invitation.Email) = (now, "");
            if (!await db.SalesPointKeepers.AnyAsync(k => k.PointId == invitation.PointId && k.AccountId == account, ct))
            {
                db.SalesPointKeepers.Add(new(invitation.PointId, account, now));
            }

            db.Audit(clock, command.Actor, "promotion.keeper_accepted", HeldPoint.Subject(invitation.PointId), after: new { invitation.Id });
            return invitation.PointId;
        }, ct);
    }
}

/// <summary>Somebody keeps a point no more: its officers say so of anybody, a keeper of themselves.</summary>
public sealed class RemoveKeeper(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, SalesPointId Point, AccountId Keeper);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: command.Actor.Account == command.Keeper, ct);
            if (found.Refusal is { } refusal)
            {
                return refusal;
            }

            if (await db.SalesPointKeepers.Where(k => k.PointId == command.Point && k.AccountId == command.Keeper).ExecuteDeleteAsync(ct) == 0)
            {
                return PromotionRefusals.PointUnknown();
            }

            db.Audit(clock, command.Actor, "promotion.keeper_removed", found.Value.Subject(), before: new { Keeper = command.Keeper.Value });
            return Result.Success;
        }, ct);
    }
}

/// <summary>A keeper or an officer of the place says that the point is open as it is written; what was only recognised opens by it.</summary>
public sealed class ConfirmSalesPoint(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public sealed record Command(Actor Actor, SalesPointId Point);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, null, orKeeper: true, ct);
            return found.Refusal is { } refusal ? refusal : Confirm(db, found.Value, command.Actor, clock);
        }, ct);
    }

    internal static Result Confirm(MarketDbContext db, SalesPoint point, Actor actor, TimeProvider clock)
    {
        var before = new { point.State, point.ConfirmedAt };
        var confirmed = point.Confirm(clock.GetUtcNow());
        if (confirmed.Succeeded)
        {
            db.Audit(clock, actor, "promotion.point_confirmed", point.Subject(), before: before, after: new { point.State, point.ConfirmedAt });
        }

        return confirmed;
    }
}

/// <summary>The same by one tap from a letter: the secret says who is asked about which point, and it counts only while they keep it.</summary>
public sealed class ConfirmByLetter(IDbContextFactory<MarketDbContext> contexts, PointSecrets secrets, TimeProvider clock)
{
    public Task<Result> RunAsync(string? secret, CancellationToken ct)
        => contexts.InTransactionAsync(async db =>
        {
            if (secrets.ReadConfirmation(secret, clock.GetUtcNow()) is not var (id, keeper))
            {
                return PromotionRefusals.InvitationOver();
            }

            var actor = Actor.Member("letter", keeper);
            var found = await db.HoldPointAsync(actor, id, null, orKeeper: true, ct);
            return found.Refusal is not null ? PromotionRefusals.InvitationOver() : ConfirmSalesPoint.Confirm(db, found.Value, actor, clock);
        }, ct);
}

/// <summary>Changes what only whoever stands there knows: telephone, hours, photos and words of the page.</summary>
public sealed class KeepHours(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    /// <param name="Hours">Of each day in the order of <see cref="OpeningHours.Days"/>, as people write them.</param>
    public sealed record Command(Actor Actor, SalesPointId Point, uint Version, string? Phone, IReadOnlyList<string?> Hours, IReadOnlyList<SpecialDays> Special, string? Timetable, string? TextVi, string? TextEn, IReadOnlyList<(Platform.Pictures.PictureId Picture, string Alt)> Photos);

    public Task<Result> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        return contexts.InTransactionAsync(async db =>
        {
            var found = await db.HoldPointAsync(command.Actor, command.Point, command.Version, orKeeper: true, ct);
            if (found.Refusal is { } unknown)
            {
                return unknown;
            }

            var (hours, timetable, phone) = (SalesPointDraft.ReadHours(command.Hours, command.Special), SalesPointDraft.ReadTimetable(command.Timetable), ContactText.Phone(command.Phone));
            var (textVi, textEn) = (ContactText.Message(command.TextVi), ContactText.Message(command.TextEn));
            if ((found.Value.State is SalesPointState.Closed ? PromotionRefusals.PointWrongState(found.Value.State)
                : phone is null ? PromotionRefusals.PointPhoneWrong()
                : textVi.Length > SalesPoint.LongestText || textEn.Length > SalesPoint.LongestText ? PromotionRefusals.PointTextTooLong(SalesPoint.LongestText)
                : command.Photos.Count > SalesPoint.MostPhotos ? PromotionRefusals.ShelfFull(SalesPoint.MostPhotos)
                : hours.Refusal ?? timetable.Refusal) is { } refusal)
            {
                return refusal;
            }

            var (point, before) = (found.Value, found.Value.Said());
            if ((await db.PutPhotosAsync(command.Actor, point, command.Photos, ct)).Refusal is { } photos)
            {
                return photos;
            }

            (point.Phone, point.Hours, point.Timetable) = (phone!, hours.Value, point.Kind.Moves() ? timetable.Value : []);
            (point.TextVi, point.TextEn, point.ChangedAt) = (textVi.Length == 0 ? null : textVi, textEn.Length == 0 ? null : textEn, clock.GetUtcNow());
            db.Audit(clock, command.Actor, "promotion.point_hours_changed", point.Subject(), before: before, after: point.Said());
            return Result.Success;
        }, ct);
    }
}

/// <summary>A keeper of a point, for its officers and the other keepers.</summary>
public sealed record KeeperRow(AccountId Account, string Email);

/// <summary>What letters about points open.</summary>
public sealed class KeeperQueries(IDbContextFactory<MarketDbContext> contexts, SalesPointDeskQueries desk, PointSecrets secrets, IStaff staff, TimeProvider clock)
{
    /// <summary>Null for who neither keeps it nor officiates there.</summary>
    public async Task<IReadOnlyList<KeeperRow>?> OfAsync(Actor actor, SalesPointId point, CancellationToken ct)
    {
        if (await desk.FindAsync(actor, point, ct) is not { } file)
        {
            return null;
        }

        var rows = new List<KeeperRow>();
        foreach (var keeper in file.Keepers)
        {
            rows.Add(new(keeper, (await staff.MailboxOfAsync(keeper, ct))?.Email ?? ""));
        }

        return rows;
    }

    /// <summary>Name of the point that somebody is asked to keep; null when the invitation is over or never was ours.</summary>
    public async Task<string?> InvitedToAsync(string? secret, CancellationToken ct)
    {
        if (secrets.ReadInvitation(secret) is not { } key)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.KeeperInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == key, ct) is { } found && found.IsOpen(clock.GetUtcNow())
            ? await db.SalesPoints.Where(p => p.Id == found.PointId).Select(p => p.Name).SingleAsync(ct) : null;
    }

    /// <summary>The point that a letter asks about; null when the letter is too old or its reader keeps the point no more.</summary>
    public async Task<(SalesPointId Id, string Slug, string Name, OpeningHours Hours)?> AskedAboutAsync(string? secret, CancellationToken ct)
    {
        if (secrets.ReadConfirmation(secret, clock.GetUtcNow()) is not var (id, keeper))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.SalesPointKeepers.AnyAsync(k => k.PointId == id && k.AccountId == keeper, ct) && await db.SalesPoints.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } point
            && point.State is SalesPointState.Recognised or SalesPointState.Operating ? (point.Id, point.Slug, point.Name, point.Hours) : null;
    }
}
