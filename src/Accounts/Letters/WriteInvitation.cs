using Microsoft.EntityFrameworkCore;
using OcopMarket.Accounts.Staff;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Accounts.Letters;

/// <summary>Writes to somebody who shall work for a producer.</summary>
internal sealed class WriteInvitation(IDbContextFactory<MarketDbContext> contexts, InvitationSecrets secrets, IMailer mailer, IMarketAddress market, TimeProvider clock) : IOutboxHandler<StaffInvited>
{
    public async Task HandleAsync(StaffInvited happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == happened.Invitation, ct) is not { } invitation || !invitation.IsOpen(clock.GetUtcNow()))
        {
            return;
        }

        await mailer.SendAsync(new Letter(
            $"invitation-{invitation.Id}-{delivery}", invitation.Email, WriteLetter.Texts.Say(invitation.Language, "InvitationSubject", invitation.ProducerName),
            WriteLetter.Texts.Say(invitation.Language, "InvitationBody", invitation.ProducerName, market.Absolute($"/tai-khoan/loi-moi?ma={secrets.Write(invitation.Id)}"), invitation.ExpiresAt.InVietnam())), ct);
    }
}
