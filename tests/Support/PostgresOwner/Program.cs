using OcopMarket.Platform.Postgres;

// Usage: server|command FOLDER. Owns or joins the cluster, says so in one line, and leaves it at the end of its input.
var options = new LocalPostgresOptions { Folder = args[1] };
try
{
    await using var postgres = args[0] is "server"
        ? await LocalPostgres.StartAsync(options)
        : await LocalPostgres.JoinOrStartAsync(options);
    Console.WriteLine(postgres.Joined ? "joined" : "owner");
    await Console.In.ReadToEndAsync();
}
catch (LocalPostgresException e)
{
    Console.WriteLine(e.Message);
    return 1;
}

return 0;
