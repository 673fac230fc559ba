using Npgsql;

namespace OcopMarket.Platform.Data;

/// <summary>
/// Questions of several modules that go to the database together: for pages that many look at, since each way there and back costs more than
/// most answers. Asked first, run once, then read.
/// </summary>
public sealed class PageQuestions(PageLines lines)
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Func<NpgsqlDataReader, CancellationToken, Task>> _readings = [];

    /// <param name="read">Reads the result of the command.</param>
    public Answer<T> Ask<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, CancellationToken, Task<T>> read) => Ask([command], read);

    /// <param name="read">Reads the results of the commands, from the first to the last.</param>
    public Answer<T> Ask<T>(IReadOnlyCollection<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, CancellationToken, Task<T>> read)
    {
        var answer = new Answer<T>();
        _commands.AddRange(commands);
        _readings.Add(async (reader, ct) => answer.Set(await read(reader, ct)));
        return answer;
    }

    /// <summary>Asks what was not asked before.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var batch = lines.Database.CreateBatch();
        foreach (var command in _commands)
        {
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var read in _readings)
        {
            await read(reader, ct);
            await reader.NextResultAsync(ct);
        }

        _commands.Clear();
        _readings.Clear();
    }

    /// <summary>What comes back; before the run there is nothing to read.</summary>
    public sealed class Answer<T>
    {
        private bool _known;
        private T _value = default!;

        public T Value => _known ? _value : throw new InvalidOperationException("Not asked yet.");

        internal void Set(T value) => (_value, _known) = (value, true);
    }
}
