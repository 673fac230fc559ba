using Microsoft.EntityFrameworkCore;
using OcopMarket.Platform;
using OcopMarket.Platform.Audit;
using OcopMarket.Platform.Data;
using OcopMarket.Registry;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class TransactionsTests(MarketFixture fixture) : MarketTest(fixture), IClassFixture<MarketFixture>
{
    private IDbContextFactory<MarketDbContext> Contexts => Get<IDbContextFactory<MarketDbContext>>();

    [Fact]
    public async Task A_success_is_committed()
    {
        var result = await Contexts.InTransactionAsync<int>(db => WriteAsync(db, "committed", 7), Ct);

        Assert.Equal(7, result.Value);
        Assert.Equal(1, await CountAsync("committed"));
    }

    [Fact]
    public async Task A_refusal_rolls_back_what_was_already_saved()
    {
        var result = await Contexts.InTransactionAsync(async db =>
        {
            await WriteAsync(db, "refused", 0);
            await db.SaveChangesAsync(Ct);
            return (Result)new Refusal("test.no");
        }, Ct);

        Assert.Equal("test.no", result.Refusal!.Code);
        Assert.Equal(0, await CountAsync("refused"));
    }

    [Fact]
    public async Task An_exception_rolls_back_and_is_not_tried_again()
    {
        var runs = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Contexts.InTransactionAsync<int>(async db =>
        {
            runs++;
            await WriteAsync(db, "thrown", 0);
            await db.SaveChangesAsync(Ct);
            throw new InvalidOperationException("broken");
        }, Ct));

        Assert.Equal(1, runs);
        Assert.Equal(0, await CountAsync("thrown"));
    }

    [Fact]
    public async Task The_loser_of_a_deadlock_starts_over_and_both_succeed()
    {
        var (one, other) = ((await Market.CertifyAsync("Chiếu cói")).Producer, (await Market.CertifyAsync("Nón lá")).Producer);
        var (runs, bothHoldOne) = (0, new Barrier(2));

        Task<Result<int>> Cross(ProducerId first, ProducerId second) => Task.Run(() => Contexts.InTransactionAsync<int>(async db =>
        {
            var run = Interlocked.Increment(ref runs);
            await db.Producers.Where(p => p.Id == first).ExecuteUpdateAsync(set => set.SetProperty(p => p.Address, $"{run}"), Ct);
            if (run <= 2)
            {
                bothHoldOne.SignalAndWait(Ct);
            }

            return await db.Producers.Where(p => p.Id == second).ExecuteUpdateAsync(set => set.SetProperty(p => p.Phone, $"{run}"), Ct);
        }, Ct));

        var results = await Task.WhenAll(Cross(one, other), Cross(other, one));

        Assert.All(results, r => Assert.Equal(1, r.Value));
        Assert.InRange(runs, 3, 6); // the second try may meet the winner once more
    }

    [Fact]
    public async Task A_deadlock_that_never_ends_is_given_up_after_three_attempts()
    {
        var runs = 0;

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Contexts.InTransactionAsync<int>(async db =>
        {
            runs++;
            return await db.Database.ExecuteSqlAsync($"do $$ begin raise exception 'again' using errcode = '40P01'; end $$", Ct);
        }, Ct));

        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task A_lock_lets_one_work_at_a_time()
    {
        var (inside, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Contexts.InTransactionAsync<int>(async db =>
        {
            await db.LockAsync("test.one_at_a_time", Ct);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await db.Database.ExecuteSqlAsync($"select 1", Ct);
            Interlocked.Decrement(ref inside);
            return 0;
        }, Ct)));

        Assert.Equal(1, most);
    }

    private Task<Result<int>> WriteAsync(MarketDbContext db, string subject, int value)
    {
        db.Audit(Clock, Actor.System("test"), "test.wrote", subject);
        return Task.FromResult<Result<int>>(value);
    }

    private async Task<int> CountAsync(string subject)
    {
        await using var db = await OpenAsync();
        return await db.Set<AuditEntry>().CountAsync(e => e.Subject == subject, Ct);
    }
}
