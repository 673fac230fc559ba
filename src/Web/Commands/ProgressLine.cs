namespace OcopMarket.Web.Commands;

/// <summary>How far long work has come, on one line that renews itself; silent where nobody looks.</summary>
/// <param name="text">Name of the text, with a place for the number.</param>
internal sealed class ProgressLine(string text) : IProgress<int>, IDisposable
{
    private bool _begun;

    public void Report(int value)
    {
        if (!Console.IsErrorRedirected)
        {
            _begun = true;
            Console.Error.Write("\r" + CommandText.Say(text, value));
        }
    }

    public void Dispose()
    {
        if (_begun)
        {
            Console.Error.WriteLine();
        }
    }
}
