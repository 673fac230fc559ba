using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OcopMarket.Platform;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Keys;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Payments;

public enum NoticeReception
{
    Stored,

    /// <summary>It had come before; nothing is done again.</summary>
    Repeated,
    Unreadable,

    /// <summary>Wrong signature, too old or too early, or of an account without a key: all the same to whoever sent it.</summary>
    Refused,
}

/// <summary>A bank's notice is in the database.</summary>
internal sealed record BankNoticeReceived(Guid Notice);

/// <summary>The secrets of <see cref="NoticeKey"/>, encrypted at rest.</summary>
internal sealed class NoticeSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _seal = protection.CreateProtector("OcopMarket.Ordering.NoticeKeys");

    public string Seal(string secret) => _seal.Protect(secret);

    public string Open(string seal) => _seal.Unprotect(seal);
}

/// <summary>
/// Takes a bank's notice in: who has the account's secret is believed, the body is kept as it came before anything is done, and what it says is
/// handled at once, or by the outbox if that fails.
/// </summary>
public sealed class ReceiveBankNotice
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly IDbContextFactory<MarketDbContext> _contexts;
    private readonly NoticeSecrets _secrets;
    private readonly Fingerprints _fingerprints;
    private readonly Safe _safe;
    private readonly HandleBankNotice _handle;
    private readonly EventOutbox _outbox;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReceiveBankNotice> _log;

    internal ReceiveBankNotice(IDbContextFactory<MarketDbContext> contexts, NoticeSecrets secrets, Fingerprints fingerprints, Safe safe, HandleBankNotice handle, EventOutbox outbox, TimeProvider clock, ILogger<ReceiveBankNotice> log)
        => (_contexts, _secrets, _fingerprints, _safe, _handle, _outbox, _clock, _log) = (contexts, secrets, fingerprints, safe, handle, outbox, clock, log);

    public async Task<NoticeReception> RunAsync(string? signature, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        if (Text(body) is not { } text || BankNotice.Read(text) is not { } read)
        {
            return NoticeReception.Unreadable;
        }

        var account = await _fingerprints.OfAsync(read.Account, ct);
        if (await SignerAsync(account, read.Account, signature, body, ct) is not { } producer)
        {
            await CountRefusalAsync(ct);
            return NoticeReception.Refused;
        }

        var (id, seal) = (Guid.CreateVersion7(), _safe.Seal(text));
        var stored = await _contexts.InTransactionAsync<bool>(async db =>
        {
            var now = _clock.GetUtcNow();
            var rows = await db.Database.ExecuteSqlAsync(
                $"""
                insert into ordering.payment_notices (id, source, external_id, account, producer_id, body, received_at, needs_human)
                select {id}, {nameof(NoticeSource.Bank)}, {read.Id}, {account}, {producer.Value}, {seal}, {now}, false
                where not exists (select 1 from ordering.payment_notices where source = {nameof(NoticeSource.Bank)} and producer_id = {producer.Value} and account = {read.Account} and external_id = {read.Id})
                on conflict do nothing
                """, ct);
            if (rows == 1)
            {
                _outbox.Add(db, new BankNoticeReceived(id));
            }

            return rows == 1;
        }, ct);
        if (!stored.Value)
        {
            return NoticeReception.Repeated;
        }

        try
        {
            await _handle.RunAsync(id, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // it is kept: the outbox handles it later, the bank need not send it again
        {
            _log.LogWarning(e, "Bank notice {Notice} waits for the outbox", id);
        }

        return NoticeReception.Stored;
    }

    private static string? Text(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Strict.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    // Several producers may share an account, each with a key of its own. Keys of before the account was a fingerprint still open until they are sealed.
    private async Task<ProducerId?> SignerAsync(string account, string plain, string? signature, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        var keys = await db.NoticeKeys.AsNoTracking().Where(k => k.Account == account || k.Account == plain).OrderBy(k => k.Id).ToListAsync(ct);
        var now = _clock.GetUtcNow();
        return keys.Find(k => NoticeSignature.Fits(signature, _secrets.Open(k.Seal), body.Span, now))?.ProducerId;
    }

    private async Task CountRefusalAsync(CancellationToken ct)
    {
        await using var db = await _contexts.CreateDbContextAsync(ct);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ordering.notice_refusals (day, source, count) values ({_clock.Today()}, {nameof(NoticeSource.Bank)}, 1)
            on conflict (day, source) do update set count = ordering.notice_refusals.count + 1
            """, ct);
    }
}
