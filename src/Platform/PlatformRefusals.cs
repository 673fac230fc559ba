namespace OcopMarket.Platform;

/// <summary>Every "no" the ground can say; so far only about table files that people bring.</summary>
internal static class PlatformRefusals
{
    public static Refusal TableTooLarge(long megabytes, long limit) => new("platform.table_too_large", megabytes, limit);

    /// <summary>Nothing but a header, or nothing at all.</summary>
    public static Refusal TableEmpty() => new("platform.table_empty");

    /// <summary>Not UTF-8; the row is where the first unreadable letter was met, 0 when the file's beginning says so.</summary>
    public static Refusal TableEncoding(int row) => new("platform.table_encoding", row);

    public static Refusal TableHasPassword() => new("platform.table_has_password");

    /// <summary>The binary .xls of before 2007.</summary>
    public static Refusal TableIsOldExcel() => new("platform.table_is_old_excel");

    /// <summary>Damaged, cut off, or something else under a table's name.</summary>
    public static Refusal TableBroken(int row) => new("platform.table_broken", row);

    /// <summary>Small on disk, enormous when unpacked.</summary>
    public static Refusal TableUnpacksTooLarge(long limit) => new("platform.table_unpacks_too_large", limit);
}
