using System.Runtime.Versioning;
using OcopMarket.Platform.Postgres;

namespace OcopMarket.Tests.Integration.Platform;

[SupportedOSPlatform("linux")]
public sealed class DataFolderTests
{
    [Theory]
    [InlineData(true, "/home/lan/data", "/root", "/var/lib/ocopmarket")]
    [InlineData(false, "/home/lan/data", "/home/lan", "/home/lan/data/ocopmarket")]
    [InlineData(false, "data", "/home/lan", "/home/lan/.local/share/ocopmarket")]
    [InlineData(false, null, "/home/lan", "/home/lan/.local/share/ocopmarket")]
    public void Unless_set_it_lies_where_such_data_belongs(bool root, string? dataHome, string home, string expected)
        => Assert.Equal(expected, DataFolder.DefaultPath(root, dataHome, home));

    [Fact]
    public void Its_folders_are_closed_to_others_and_keep_their_content()
    {
        var data = new DataFolder(Path.Combine(Path.GetTempPath(), "ocop-data-" + Path.GetRandomFileName()[..8]));

        File.WriteAllText(Path.Combine(data.Ensure(data.Keys), "key"), "secret");

        Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(data.Ensure(data.Keys)), 8));
        Assert.True(File.Exists(Path.Combine(data.Keys, "key")));
        Directory.Delete(data.Root, recursive: true);
    }
}
