using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcopMarket.Platform.Mail;
using OcopMarket.Platform.Outbox;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

public sealed class OutboxTests(OutboxTests.Fixture fixture) : MarketTest(fixture), IClassFixture<OutboxTests.Fixture>, IAsyncLifetime
{
    /// <summary>Something happened; the handler does what the test has written beside the name.</summary>
    public sealed record Happened(string Name);

    public sealed class Fixture : MarketFixture
    {
        public ConcurrentDictionary<string, Func<long, Task>> Work { get; } = new();

        protected override MarketFactory Create(string connectionString) => new(connectionString) { Replace = Register };

        public MarketFactory Second(TestClock clock)
        {
            var second = new MarketFactory(ConnectionString) { Replace = Register, Clock = clock };
            _ = second.Services;
            return second;
        }

        private void Register(IServiceCollection services)
            => services.AddSingleton(Work).AddOutboxHandler<Happened, Handler>("test.happened");
    }

    internal sealed class Handler(ConcurrentDictionary<string, Func<long, Task>> work) : IOutboxHandler<Happened>
    {
        public Task HandleAsync(Happened happened, long delivery, CancellationToken ct) => work[happened.Name](delivery);
    }

    private readonly ConcurrentQueue<(string Name, long Delivery)> _done = new();

    private OutboxDispatcher Dispatcher => Get<OutboxDispatcher>();

    public async ValueTask InitializeAsync()
    {
        await using var db = await OpenAsync();
        await db.Set<OutboxMessage>().ExecuteDeleteAsync(Ct);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_message_waits_for_its_change_to_be_committed_and_falls_with_it()
    {
        await using (var db = await OpenAsync())
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            Get<EventOutbox>().Add(db, new Happened("nothing"));
            await db.SaveChangesAsync(Ct);
            Assert.Equal(0, await Dispatcher.RunAsync(Ct));
        }

        Assert.Equal(0, await Dispatcher.RunAsync(Ct));
        Assert.Empty(await MessagesAsync());
    }

    [Fact]
    public async Task Two_processes_hand_out_each_message_once()
    {
        await using var second = fixture.Second(Clock);
        await AddAsync([.. Enumerable.Range(0, 130).Select(i => $"once-{i}")]);

        var handled = await Task.WhenAll(Dispatcher.RunAsync(Ct), second.Get<OutboxDispatcher>().RunAsync(Ct));

        Assert.Equal(130, handled.Sum());
        Assert.Equal(130, _done.Count);
        Assert.Equal(130, _done.Select(d => d.Delivery).Distinct().Count());
        Assert.All(await MessagesAsync(), m => Assert.Equal((Clock.GetUtcNow(), 1), (m.HandledAt!.Value, m.Attempts)));
    }

    [Fact]
    public async Task What_another_process_is_just_taking_is_passed_by()
    {
        await AddAsync("taken", "free");
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await db.Database.ExecuteSqlAsync($"select 1 from platform.outbox_messages where id = (select min(id) from platform.outbox_messages) for update", Ct);

        var handled = await Dispatcher.RunAsync(Ct).WaitAsync(TimeSpan.FromSeconds(10), Ct);

        Assert.Equal(1, handled);
        Assert.Equal(["free"], _done.Select(d => d.Name));
    }

    [Fact]
    public async Task Others_go_on_when_one_fails_and_it_is_tried_again_later_each_time_waiting_longer()
    {
        await AddAsync("first", "bad", "last");
        fixture.Work["bad"] = _ => throw new InvalidOperationException("Máy thư không trả lời");

        Assert.Equal(2, await Dispatcher.RunAsync(Ct));
        Assert.Equal(["first", "last"], _done.Select(d => d.Name));
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var bad = (await MessagesAsync()).Single(m => m.HandledAt is null);
            Assert.Equal((attempt, "Máy thư không trả lời"), (bad.Attempts, bad.LastError));
            waits.Add(bad.DueAt - Clock.GetUtcNow());
            Clock.Advance(waits[^1] - TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await Dispatcher.RunAsync(Ct));
            Assert.Equal(attempt, (await MessagesAsync()).Single(m => m.HandledAt is null).Attempts);
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(0, await Dispatcher.RunAsync(Ct));
        }

        Assert.Equal([TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(80)], waits);
        Works("bad");
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await Dispatcher.RunAsync(Ct));
        Assert.Null((await MessagesAsync()).Single(m => m.Id == _done.Last().Delivery).LastError);
    }

    [Fact]
    public async Task A_handler_that_ran_out_of_time_has_failed_like_any_other()
    {
        await AddAsync("slow", "after");
        fixture.Work["slow"] = _ => throw new TaskCanceledException("timed out");

        Assert.Equal(1, await Dispatcher.RunAsync(Ct));

        var slow = (await MessagesAsync()).Single(m => m.HandledAt is null);
        Assert.Equal(("timed out", TimeSpan.FromSeconds(20)), (slow.LastError, slow.DueAt - Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_message_for_a_handler_that_is_not_there_is_kept_and_says_so()
    {
        await using (var db = await OpenAsync())
        {
            db.Add(new OutboxMessage { Handler = "ordering.gone", Payload = "{}", OccurredAt = Clock.GetUtcNow(), DueAt = Clock.GetUtcNow() });
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(0, await Dispatcher.RunAsync(Ct));

        var kept = Assert.Single(await MessagesAsync());
        Assert.Equal((null, "No such handler is registered."), (kept.HandledAt, kept.LastError));
    }

    [Fact]
    public async Task A_crash_between_the_work_and_the_tick_repeats_it_with_the_same_key_and_no_second_letter()
    {
        await AddAsync("letter");
        fixture.Work["letter"] = async delivery =>
        {
            _done.Enqueue(("letter", delivery));
            await Get<IMailer>().SendAsync(new Letter($"test-{delivery}", "htx@example.vn", "Chào", $"Lần {_done.Count}"), Ct);
        };
        Assert.Equal(1, await Dispatcher.RunAsync(Ct));
        await using (var db = await OpenAsync())
        {
            // As a kill leaves it: the work was done, the tick was not.
            await db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.HandledAt, (DateTimeOffset?)null).SetProperty(m => m.DueAt, Clock.GetUtcNow().AddMinutes(2)), Ct);
        }

        Assert.Equal(0, await Dispatcher.RunAsync(Ct)); // whoever died may still be at it: its lease runs
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await Dispatcher.RunAsync(Ct));

        Assert.Equal(2, _done.Count);
        Assert.Single(_done.Select(d => d.Delivery).Distinct());
        Assert.Single(Directory.GetFiles(Market.Data.Mail, "test-*.eml"));
    }

    [Fact]
    public async Task A_message_whose_lease_ran_out_while_others_were_slow_is_left_to_whoever_has_it_now()
    {
        await using var second = fixture.Second(Clock);
        await AddAsync("slow", "next");
        fixture.Work["slow"] = async delivery =>
        {
            fixture.Work["slow"] = _ => throw new InvalidOperationException("not twice at once");
            Clock.Advance(TimeSpan.FromMinutes(3));
            await second.Get<OutboxDispatcher>().RunAsync(Ct);
            _done.Enqueue(("slow", delivery));
        };

        await Dispatcher.RunAsync(Ct);

        Assert.Equal(["next", "slow"], _done.Select(d => d.Name).Order());
        Assert.All(await MessagesAsync(), m => Assert.NotNull(m.HandledAt));
    }

    [Fact]
    public async Task A_late_failure_does_not_reopen_what_another_has_done()
    {
        await using var second = fixture.Second(Clock);
        await AddAsync("contested");
        fixture.Work["contested"] = async delivery =>
        {
            Works("contested");
            Clock.Advance(TimeSpan.FromMinutes(3));
            await second.Get<OutboxDispatcher>().RunAsync(Ct);
            throw new InvalidOperationException("late");
        };

        await Dispatcher.RunAsync(Ct);
        Clock.Advance(TimeSpan.FromDays(1));
        await Dispatcher.RunAsync(Ct);

        Assert.Single(_done);
        Assert.NotNull(Assert.Single(await MessagesAsync()).HandledAt);
    }

    private async Task AddAsync(params string[] names)
    {
        await using var db = await OpenAsync();
        foreach (var name in names)
        {
            Works(name);
            Get<EventOutbox>().Add(db, new Happened(name));
            await db.SaveChangesAsync(Ct);
        }
    }

    private void Works(string name) => fixture.Work[name] = delivery =>
    {
        _done.Enqueue((name, delivery));
        return Task.CompletedTask;
    };

    private async Task<List<OutboxMessage>> MessagesAsync()
    {
        await using var db = await OpenAsync();
        return await db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Id).ToListAsync(Ct);
    }
}
