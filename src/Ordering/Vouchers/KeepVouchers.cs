using Microsoft.EntityFrameworkCore;
using OcopMarket.Catalog.Contracts;
using OcopMarket.Ordering.Contracts;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Clock;
using OcopMarket.Platform.Data;
using OcopMarket.Platform.Text;
using OcopMarket.Registry.Contracts;

namespace OcopMarket.Ordering.Vouchers;

/// <summary>A voucher as it is written. Payers and scope are the market's to name; a producer's own voucher is paid by it, for its own goods.</summary>
public sealed record VoucherDraft(
    string? Code, string? Name, int? Percent, Money? Ceiling, Money? Amount, Money Minimum, DateOnly From, DateOnly Through, int UsesInTotal, int UsesPerBuyer,
    IReadOnlyList<VoucherPayer> Payers, VoucherScope? Scope);

/// <summary>Begins a voucher or changes its draft; nobody can use it yet.</summary>
public sealed class SaveVoucher(IDbContextFactory<MarketDbContext> contexts, IProducerBook producers, TimeProvider clock)
{
    /// <param name="Issuer">The producer whose voucher it is; null for the market's.</param>
    /// <param name="Id">Null begins one.</param>
    public sealed record Command(Actor Actor, ProducerId? Issuer, VoucherId? Id, VoucherDraft Draft);

    public async Task<Result<VoucherId>> RunAsync(Command command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (draft, code, name) = (command.Draft, Voucher.CodeOf(command.Draft.Code), VietnameseText.Clean(command.Draft.Name));
        if ((VoucherRights.WhyNot(command.Actor, command.Issuer) ?? WhyNot(draft, code, name)) is { } refusal)
        {
            return refusal;
        }

        var own = command.Issuer is { } issuer ? (await producers.FindAsync([issuer], ct)).GetValueOrDefault(issuer) : null;
        try
        {
            return await contexts.InTransactionAsync<VoucherId>(async db =>
            {
                Voucher voucher;
                if (command.Id is { } id)
                {
                    if (await db.Vouchers.SingleOrDefaultAsync(v => v.Id == id && v.Issuer == command.Issuer, ct) is not { } found)
                    {
                        return VoucherRefusals.VoucherUnknown(code);
                    }

                    if (found.State is not VoucherState.Draft)
                    {
                        return VoucherRefusals.VoucherWrongState(found.Code, found.State);
                    }

                    voucher = found;
                }
                else
                {
                    voucher = new Voucher { Code = code, Issuer = command.Issuer, Name = name, ValidFrom = draft.From, ValidThrough = draft.Through, UsesInTotal = draft.UsesInTotal, UsesPerBuyer = draft.UsesPerBuyer, CreatedAt = clock.GetUtcNow() };
                    db.Vouchers.Add(voucher);
                }

                (voucher.Code, voucher.Name, voucher.Percent, voucher.Ceiling, voucher.Amount, voucher.Minimum) = (code, name, draft.Percent, draft.Ceiling, draft.Amount, draft.Minimum);
                (voucher.ValidFrom, voucher.ValidThrough, voucher.UsesInTotal, voucher.UsesPerBuyer) = (draft.From, draft.Through, draft.UsesInTotal, draft.UsesPerBuyer);
                (voucher.Payers, voucher.Scope) = own is null ? (draft.Payers, draft.Scope) : ([new(VoucherPayerKind.Producer, own.Name, 100)], VoucherScope.OfProducer(own.Id));
                db.Audit(clock, command.Actor, "ordering.voucher_saved", VoucherRights.Subject(voucher), after: new { voucher.Code, draft.Percent, Ceiling = draft.Ceiling?.Dong, Amount = draft.Amount?.Dong, voucher.Payers, voucher.Scope });
                return voucher.Id;
            }, ct);
        }
        catch (DbUpdateException e) when (e.BrokeConstraint("ix_vouchers_code"))
        {
            return VoucherRefusals.VoucherCodeTaken(code);
        }
    }

    private Refusal? WhyNot(VoucherDraft draft, string code, string name)
    {
        var most = PromotionLimits.On(clock.Today()).MostPercent;
        return code.Length == 0 ? VoucherRefusals.VoucherCodeShape(Voucher.ShortestCode, Voucher.LongestCode)
            : name.Length is 0 or > Voucher.LongestName ? VoucherRefusals.VoucherNameShape(Voucher.LongestName)
            : draft.Percent is { } percent && (percent < 1 || percent > most) ? VoucherRefusals.VoucherPercent(most)
            : draft.Percent is not null && draft.Amount is not null ? VoucherRefusals.VoucherNeedsValue()
            : draft.Amount is { Dong: <= 0 } || draft.Ceiling is { Dong: <= 0 } || draft.Minimum < Money.Zero || (draft.Ceiling is not null && draft.Percent is null) ? VoucherRefusals.VoucherAmounts()
            : draft.From > draft.Through || draft.Through < clock.Today() ? VoucherRefusals.VoucherDates()
            : draft.UsesInTotal is < 1 or > Voucher.MostUses || draft.UsesPerBuyer < 1 || draft.UsesPerBuyer > draft.UsesInTotal ? VoucherRefusals.VoucherUses(Voucher.MostUses)
            : draft.Payers.Count > Voucher.MostPayers || draft.Payers.Any(p => p.Kind is VoucherPayerKind.Producer || p.Name.Length > Voucher.LongestName) ? VoucherRefusals.VoucherNeedsPayer()
            : null;
    }
}

/// <summary>Lets buyers use a voucher from its first day on.</summary>
public sealed class ActivateVoucher(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, VoucherId id, CancellationToken ct)
        => VoucherRights.ChangeAsync(contexts, clock, actor, id, "ordering.voucher_activated", voucher => voucher.ValidThrough < clock.Today() ? VoucherRefusals.VoucherDates() : voucher.Activate(clock.GetUtcNow()), ct);
}

/// <summary>Takes a voucher out of use for good; purchases made with it stay as they are.</summary>
public sealed class StopVoucher(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock)
{
    public Task<Result> RunAsync(Actor actor, VoucherId id, CancellationToken ct)
        => VoucherRights.ChangeAsync(contexts, clock, actor, id, "ordering.voucher_stopped", voucher => voucher.Stop(), ct);
}

internal static class VoucherRights
{
    public static Refusal? WhyNot(Actor actor, ProducerId? issuer)
        => issuer is { } producer
            ? actor.WorksFor(producer, ProducerRights.Money) ? null : OrderingRefusals.MoneyRightMissing()
            : actor.Kind is ActorKind.Administrator or ActorKind.Operator ? null : OrderingRefusals.OnlyAdministrators();

    public static string Subject(Voucher voucher) => $"voucher:{voucher.Id}";

    public static Task<Result> ChangeAsync(IDbContextFactory<MarketDbContext> contexts, TimeProvider clock, Actor actor, VoucherId id, string action, Func<Voucher, Result> change, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return contexts.InTransactionAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ordering.vouchers where id = {id.Value} for update", ct);
            if (await db.Vouchers.SingleOrDefaultAsync(v => v.Id == id, ct) is not { } voucher)
            {
                return VoucherRefusals.VoucherUnknown(id.ToString());
            }

            if (WhyNot(actor, voucher.Issuer) is { } refusal)
            {
                return refusal;
            }

            var before = voucher.State;
            var done = change(voucher);
            if (done.Succeeded)
            {
                db.Audit(clock, actor, action, Subject(voucher), before: new { State = before }, after: new { voucher.State });
            }

            return done;
        }, ct);
    }
}
