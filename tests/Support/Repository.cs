namespace OcopMarket.Tests.Support;

/// <summary>The folders of the project, for tests that read its files.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OcopMarket.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"OcopMarket.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
