using System.Diagnostics;

namespace OcopMarket.Tests.Support;

/// <summary>Another process of the market with a cluster, which a test may kill.</summary>
public sealed class PostgresOwnerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PostgresOwnerProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    /// <summary>"owner", "joined" or the sentence of its refusal.</summary>
    public string Answer { get; private set; } = "";

    public static async Task<PostgresOwnerProcess> StartAsync(string role, string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OcopMarket.Tests.PostgresOwner.dll");
        var owner = new PostgresOwnerProcess(Process.Start(new ProcessStartInfo("dotnet", ["exec", program, role, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
        owner.Answer = await owner._process.StandardOutput.ReadLineAsync() ?? "";
        return owner;
    }

    /// <summary>kill -9, of the process alone or of the guard and the server with it.</summary>
    public async Task KillAsync(bool withServer)
    {
        _process.Kill(entireProcessTree: withServer);
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets it end as it wants to.</summary>
    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        _process.Dispose();
    }
}
