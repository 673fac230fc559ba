using Microsoft.EntityFrameworkCore;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Ordering.Corporate;
using OcopMarket.Ordering.Purchases;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;

namespace OcopMarket.Ordering.Notices;

/// <summary>Letters of a company's order: to whoever prepares it, and to whoever is asked to approve its quotation.</summary>
internal sealed class TellOfCorporate(IDbContextFactory<MarketDbContext> contexts, PrivateLinks links, IMarketAddress market, IMailer mailer)
    : IOutboxHandler<CorporateOrderBegun>, IOutboxHandler<ApprovalAsked>, IOutboxHandler<ApprovalGiven>
{
    public async Task HandleAsync(CorporateOrderBegun happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.CorporateOrders.AsNoTracking().SingleOrDefaultAsync(o => o.Id == happened.Order, ct) is { } order)
        {
            await SendAsync($"corporate-begun-{order.Id}-{delivery}", order.ContactEmail, order.Language, "CorporateBegun", ct, order.ContactName, order.Company.Company, PageOf(order));
        }
    }

    public async Task HandleAsync(ApprovalAsked happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (approval, quotation, order) = await ReadAsync(db, happened.Approval, ct);
        await SendAsync(
            $"approval-asked-{approval.Id}-{delivery}", approval.Email, order.Language, "ApprovalAsked", ct,
            quotation.Number, order.ContactName, order.Company.Company, OrderLetters.Dong(quotation.Total), quotation.ValidThrough, market.Absolute("/duyet-bao-gia/" + links.Open(approval.TokenSeal)));
    }

    public async Task HandleAsync(ApprovalGiven happened, long delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (approval, quotation, order) = await ReadAsync(db, happened.Approval, ct);
        await SendAsync(
            $"approval-given-{approval.Id}-{delivery}", order.ContactEmail, order.Language, $"Quotation{approval.Answer}", ct,
            order.ContactName, quotation.Number, approval.Name, approval.AnsweredAt!.Value.InVietnam(), approval.Note ?? "–", PageOf(order));
    }

    private string PageOf(CorporateOrder order) => market.Absolute("/don-qua-doanh-nghiep/" + links.Open(order.TokenSeal));

    private static async Task<(QuotationApproval Approval, Quotation Quotation, CorporateOrder Order)> ReadAsync(MarketDbContext db, Guid id, CancellationToken ct)
    {
        var approval = await db.QuotationApprovals.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var quotation = await db.Quotations.AsNoTracking().SingleAsync(q => q.Id == approval.QuotationId, ct);
        return (approval, quotation, await db.CorporateOrders.AsNoTracking().SingleAsync(o => o.Id == quotation.OrderId, ct));
    }

    private Task SendAsync(string key, string address, string language, string name, CancellationToken ct, params object?[] values)
        => mailer.SendAsync(new Letter(key, address, OrderLetters.Say(language, name + "Subject", values), OrderLetters.Say(language, name + "Body", values)), ct);
}
