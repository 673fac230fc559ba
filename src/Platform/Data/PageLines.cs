using Npgsql;

namespace OcopMarket.Platform.Data;

/// <summary>
/// Few lines to the database for the short statements of public pages. Such statements never wait for one another, so few lines are as fast as
/// the machine is, and each finds its plans and rows in the processor's cache: with a line for every request the same statements cost half as
/// much again. Nothing that streams, writes or takes long belongs here, and whoever holds a line asks for no second one.
/// </summary>
public sealed class PageLines(NpgsqlDataSource database) : IDisposable
{
    public NpgsqlDataSource Database => database;

    public void Dispose() => database.Dispose();
}
