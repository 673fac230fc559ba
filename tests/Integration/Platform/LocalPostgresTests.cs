using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;
using OcopMarket.Platform.Postgres;
using OcopMarket.Tests.Support;

namespace OcopMarket.Tests.Integration.Platform;

[SupportedOSPlatform("linux")]
public sealed class LocalPostgresTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _parent = Path.Combine(Path.GetTempPath(), "ocop-pg-" + Path.GetRandomFileName()[..8]);

    private string Folder => Path.Combine(_parent, "pg");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public LocalPostgresTests() => Directory.CreateDirectory(_parent);

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using (var first = await LocalPostgres.StartAsync(Durable, Ct))
        {
            await first.EnsureDatabaseAsync("market", Ct);
            await ExecuteAsync(first, "market", "CREATE TABLE jar (name text); INSERT INTO jar VALUES ('Mật ong bạc hà')");
        }

        await using var second = await LocalPostgres.StartAsync(Durable, Ct);
        await second.EnsureDatabaseAsync("market", Ct);

        Assert.Equal("Mật ong bạc hà", await AskAsync(second, "market", "SELECT name FROM jar"));
    }

    [Fact]
    public async Task The_cluster_speaks_Vietnamese_in_utc_keeps_what_it_commits_and_listens_on_its_socket_only()
    {
        await using var postgres = await LocalPostgres.StartAsync(Durable with { SharedBuffersMegabytes = 64, MaxConnections = 30 }, Ct);

        Assert.Equal("", await SettingAsync("listen_addresses"));
        Assert.Equal(postgres.SocketFolder, await SettingAsync("unix_socket_directories"));
        Assert.Equal("on", await SettingAsync("fsync"));
        Assert.Equal("on", await SettingAsync("autovacuum"));
        Assert.Equal("on", await SettingAsync("data_checksums"));
        Assert.Equal("UTC", await SettingAsync("TimeZone"));
        Assert.Equal("UTF8", await SettingAsync("server_encoding"));
        Assert.Equal("64MB", await SettingAsync("shared_buffers"));
        Assert.Equal("30", await SettingAsync("max_connections"));
        Assert.Equal("C.UTF-8 đồng", await AskAsync(postgres, "postgres",
            "SELECT datcollate || ' ' || lower('ĐỒNG') FROM pg_database WHERE datname = 'postgres'"));
        Assert.Equal("ocop", await AskAsync(postgres, "postgres", "SELECT current_user::text"));
        Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(postgres.SocketFolder), 8));

        Task<string> SettingAsync(string name) => AskAsync(postgres, "postgres", $"SELECT current_setting('{name}')");
    }

    [Fact]
    public async Task The_fast_mode_of_tests_leaves_out_the_waiting_for_disks()
    {
        await using var postgres = await LocalPostgres.StartAsync(Fast, Ct);

        Assert.Equal("off", await AskAsync(postgres, "postgres", "SELECT current_setting('fsync')"));
    }

    [Fact]
    public async Task A_second_server_is_refused_and_told_whose_folder_it_is()
    {
        await using var first = await PostgresOwnerProcess.StartAsync("server", Folder);

        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(() => LocalPostgres.StartAsync(Fast, Ct));

        Assert.Equal("owner", first.Answer);
        Assert.Equal((Folder, first.Pid), (refusal.Folder, refusal.OwnerPid));
        Assert.Equal($"The data folder {Folder} is in use by the market that runs as process {first.Pid}. "
            + "Stop that one first, or give this one a data folder of its own (setting Market:DataDirectory).", refusal.Message);
    }

    [Fact]
    public async Task A_command_joins_a_running_market_and_leaves_it_running()
    {
        await using var market = await LocalPostgres.StartAsync(Fast, Ct);

        await using (var command = await LocalPostgres.JoinOrStartAsync(Fast, Ct))
        {
            Assert.True(command.Joined);
            await command.EnsureDatabaseAsync("market", Ct);
        }

        Assert.False(market.Ended.IsCompleted);
        Assert.Equal("1", await AskAsync(market, "market", "SELECT '1'"));
    }

    [Fact]
    public async Task A_command_starts_the_cluster_when_none_runs_and_stops_it_after()
    {
        var command = await LocalPostgres.JoinOrStartAsync(Fast, Ct);
        Assert.False(command.Joined);
        Assert.Equal("1", await AskAsync(command, "postgres", "SELECT '1'"));

        await command.DisposeAsync();

        Assert.True(command.Ended.IsCompleted);
        Assert.False(File.Exists(PidFile));
        await Assert.ThrowsAsync<NpgsqlException>(() => AskAsync(command, "postgres", "SELECT '1'"));
    }

    [Fact]
    public async Task Two_commands_at_once_share_the_cluster_until_the_last_has_ended()
    {
        var commands = await Task.WhenAll(LocalPostgres.JoinOrStartAsync(Fast, Ct), LocalPostgres.JoinOrStartAsync(Fast, Ct));
        var owner = Assert.Single(commands, command => !command.Joined);
        var joined = Assert.Single(commands, command => command.Joined);

        var ending = owner.DisposeAsync().AsTask();
        Assert.Equal("1", await AskAsync(joined, "postgres", "SELECT '1'"));
        Assert.False(ending.IsCompleted);
        await joined.DisposeAsync();
        await ending.WaitAsync(Limit, Ct);

        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_server_waits_a_little_for_a_command_and_then_says_who_holds_the_folder()
    {
        await using var command = await PostgresOwnerProcess.StartAsync("command", Folder);

        var refusal = await Assert.ThrowsAsync<DataFolderInUseException>(
            () => LocalPostgres.StartAsync(Fast with { ServerPatience = TimeSpan.FromMilliseconds(300) }, Ct));
        Assert.Equal($"The data folder {Folder} is in use by a command of the market, process {command.Pid}. "
            + "Wait until it has ended and try again.", refusal.Message);

        var patient = LocalPostgres.StartAsync(Fast with { ServerPatience = Limit }, Ct);
        await command.LeaveAsync();
        await using var server = await patient;
        Assert.False(server.Joined);
    }

    [Fact]
    public async Task A_command_waits_for_a_server_that_is_starting()
    {
        var starting = PostgresOwnerProcess.StartAsync("server", Folder);
        await UntilAsync(() => File.Exists(Path.Combine(Folder, "owner")));

        await using var command = await LocalPostgres.JoinOrStartAsync(Fast, Ct);

        Assert.True(command.Joined);
        await command.DisposeAsync();
        await using var server = await starting;
        Assert.Equal("owner", server.Answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_kill_9_a_restart_has_every_committed_row(bool guardAndServerToo)
    {
        await using var killed = await PostgresOwnerProcess.StartAsync("server", Folder);
        await using (var command = await LocalPostgres.JoinOrStartAsync(Durable, Ct))
        {
            await ExecuteAsync(command, "postgres", "CREATE TABLE sold (jars int); INSERT INTO sold SELECT generate_series(1, 1000)");
        }

        await killed.KillAsync(guardAndServerToo);
        await using var restarted = await LocalPostgres.StartAsync(Durable, Ct);

        Assert.Equal("1000", await AskAsync(restarted, "postgres", "SELECT count(*)::text FROM sold"));
    }

    [Fact]
    public async Task After_kill_9_of_the_market_its_server_stops_by_itself()
    {
        await using var killed = await PostgresOwnerProcess.StartAsync("server", Folder);
        Assert.True(File.Exists(PidFile));

        await killed.KillAsync(withServer: false);

        await UntilAsync(() => !File.Exists(PidFile));
    }

    [Fact]
    public async Task When_the_server_is_killed_the_market_hears_of_it_and_can_start_again()
    {
        await using (var postgres = await LocalPostgres.StartAsync(Durable, Ct))
        {
            await ExecuteAsync(postgres, "postgres", "CREATE TABLE kept (id int)");
            Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture)).Kill();
            await postgres.Ended.WaitAsync(Limit, Ct);
        }

        await using var again = await LocalPostgres.StartAsync(Durable, Ct);

        Assert.Equal("0", await AskAsync(again, "postgres", "SELECT count(*)::text FROM kept"));
    }

    [Fact]
    public async Task A_server_whose_guards_were_killed_is_stopped_all_the_same()
    {
        var postgres = await LocalPostgres.StartAsync(Fast, Ct);
        var server = (await File.ReadAllLinesAsync(PidFile, Ct))[0];
        var guard = (await File.ReadAllTextAsync($"/proc/{server}/stat", Ct)).Split(' ')[3];
        var children = (await File.ReadAllTextAsync($"/proc/{guard}/task/{guard}/children", Ct)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        foreach (var pid in children.Except([server]).Append(guard))
        {
            Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture)).Kill();
        }

        Assert.Equal("1", await AskAsync(postgres, "postgres", "SELECT '1'"));
        await postgres.DisposeAsync().AsTask().WaitAsync(Limit, Ct);

        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_pid_file_that_names_a_strangers_process_does_not_block_the_start()
    {
        string[] lines;
        await using (await LocalPostgres.StartAsync(Fast, Ct))
        {
            lines = await File.ReadAllLinesAsync(PidFile, Ct);
        }

        // Of the server's own account, so that PostgreSQL alone would believe the file.
        var account = await OsAccount.ForClusterAsync(Path.Combine(Folder, "data"), Ct);
        using var stranger = OsCommand.Start(OsCommand.Prepare([.. account.Prefix, "sleep", "60"]));
        await UntilAsync(() => File.ReadAllText($"/proc/{stranger.Id}/cmdline").StartsWith("sleep", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(PidFile, [stranger.Id.ToString(CultureInfo.InvariantCulture), .. lines[1..]], Ct);
        await OsCommand.RunAsync(["chown", $"{account.Uid}", PidFile], Ct);

        await using var postgres = await LocalPostgres.StartAsync(Fast, Ct);

        Assert.Equal("1", await AskAsync(postgres, "postgres", "SELECT '1'"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_cluster_half_made_by_a_crash_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(Folder, "data.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15\n", Ct);

        await using var postgres = await LocalPostgres.StartAsync(Fast, Ct);

        Assert.Equal("1", await AskAsync(postgres, "postgres", "SELECT '1'"));
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        var photos = Directory.CreateDirectory(Path.Combine(Folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(photos.FullName, "photo.jpg"), "x", Ct);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(Fast, Ct));

        Assert.Equal($"The folder {photos.FullName} holds something, but not a PostgreSQL cluster. Move it away and start again.", refusal.Message);
        Assert.True(File.Exists(Path.Combine(photos.FullName, "photo.jpg")));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gets_one_in_the_temporary_folder()
    {
        var deep = Fast with { Folder = Path.Combine(_parent, new string('d', 120)) };

        var postgres = await LocalPostgres.StartAsync(deep, Ct);
        await using (var command = await LocalPostgres.JoinOrStartAsync(deep, Ct))
        {
            Assert.Equal(Path.GetTempPath().TrimEnd('/'), Path.GetDirectoryName(postgres.SocketFolder));
            Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(postgres.SocketFolder), 8));
            Assert.Equal("1", await AskAsync(command, "postgres", "SELECT '1'"));
        }

        await postgres.DisposeAsync();
        Assert.False(Directory.Exists(postgres.SocketFolder));
    }

    [Fact]
    public async Task A_socket_folder_that_is_another_users_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can make a folder of another user.");
        var deep = Fast with { Folder = Path.Combine(_parent, new string('d', 121)) };
        var socket = PostgresSocket.For(new ClusterFolder(deep.Folder), Path.GetTempPath()).Folder;
        Directory.CreateDirectory(socket);
        await OsCommand.RunAsync(["chown", "12345", socket], Ct);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(deep, Ct));
        Directory.Delete(socket);

        Assert.StartsWith($"The database's socket cannot be put into {socket}: it is not a folder of the account", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_closed_to_the_servers_account_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only as root does the server run under another account.");
        File.SetUnixFileMode(_parent, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => LocalPostgres.StartAsync(Fast, Ct));

        Assert.Contains("Choose one that does not lie below /root or another closed folder", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_refused_naming_both()
    {
        await using (await LocalPostgres.StartAsync(Fast, Ct))
        {
        }

        var found = int.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "data/PG_VERSION"), Ct), CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(Folder, "data/PG_VERSION"), "9\n", Ct);

        var refusal = await Assert.ThrowsAsync<PostgresVersionMismatchException>(() => LocalPostgres.StartAsync(Fast, Ct));

        Assert.Equal((9, found), (refusal.ClusterMajor, refusal.FoundMajor));
        Assert.Contains("was made by PostgreSQL 9, but the programs in", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"are PostgreSQL {found}. Install postgresql-9,", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_is_told_what_to_install()
    {
        var refusal = await Assert.ThrowsAsync<PostgresMissingException>(() => PostgresBinaries.FindAsync(Folder, null, [_parent], Ct));

        Assert.Equal("No PostgreSQL server was found. Install the package postgresql-15 or later, "
            + "or set OCOP_PG_BIN to the folder that holds initdb and postgres.", refusal.Message);
    }

    private LocalPostgresOptions Durable => new() { Folder = Folder };

    private LocalPostgresOptions Fast => Durable with { Durable = false };

    private string PidFile => Path.Combine(Folder, "data/postmaster.pid");

    private static async Task ExecuteAsync(LocalPostgres postgres, string database, string sql) => await AskAsync(postgres, database, sql);

    private static async Task<string> AskAsync(LocalPostgres postgres, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct) as string ?? "";
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = Stopwatch.StartNew(); !condition(); await Task.Delay(10, Ct))
        {
            Assert.True(waited.Elapsed < Limit, "Waited too long.");
        }
    }
}
