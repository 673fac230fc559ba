namespace OcopMarket.Platform.Mail;

/// <summary>
/// The market's own address, for links in letters. Never the host a request named: whoever asks for a letter to someone else could
/// write their own there.
/// </summary>
public interface IMarketAddress
{
    /// <param name="path">Path and query, beginning with a stroke.</param>
    string Absolute(string path);
}
