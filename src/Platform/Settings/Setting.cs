using System.Collections.Immutable;
using System.Globalization;
using OcopMarket.Platform.Text;

namespace OcopMarket.Platform.Settings;

/// <summary>What a setting counts; pages say it beside the number.</summary>
public enum SettingUnit
{
    Text,
    Pieces,
    Minutes,
    Hours,
    Days,

    /// <summary>A row of numbers of days.</summary>
    DaysEach,
    Megabytes,
    Dong,

    /// <summary>Hundredths of a per cent.</summary>
    Hundredths,
}

/// <summary>
/// Something an administrator may change from a day on. Whoever needs one declares it once, in the <c>…Settings</c> of its module, adds it to
/// <c>AddSettings</c> and gives it its three texts in <c>SettingTexts.resx</c>; it is read by <see cref="DatedSettings"/> alone.
/// </summary>
public abstract class Setting
{
    private protected Setting(string key, SettingUnit unit) => (Key, Unit) = (key, unit);

    /// <summary>Module and name, e.g. <c>registry.suspension_notice_days</c>. Kept in the database: never renamed.</summary>
    public string Key { get; }

    public SettingUnit Unit { get; }

    /// <summary>Where appsettings or the environment give the default of this installation, e.g. <c>Market:Operator:Name</c>.</summary>
    public string? Configured { get; init; }

    /// <summary>Least and most of a number, or 0 and the length of a text.</summary>
    public long Least { get; private init; }

    /// <inheritdoc cref="Least"/>
    public long Most { get; private init; }

    /// <summary>What holds where nobody has said anything, as it is written.</summary>
    public abstract string Standard { get; }

    /// <summary>What was typed, as it is kept, or what is wrong with it.</summary>
    public abstract Result<string> Check(string? typed);

    public static Setting<int> Whole(string key, SettingUnit unit, int standard, int least, int most)
        => new(key, unit, standard, typed => Number(typed, least, most) is { Refusal: { } refusal } ? refusal : (int)Number(typed, least, most).Value, value => Written(value)) { Least = least, Most = most };

    /// <summary>Whole đồng; typed with or without points between the thousands.</summary>
    public static Setting<Money> Amount(string key, long standard, long least, long most)
        => new(key, SettingUnit.Dong, new(standard), typed => Number(typed, least, most) is { Refusal: { } refusal } ? refusal : new Money(Number(typed, least, most).Value), value => Written(value.Dong)) { Least = least, Most = most };

    /// <summary>Different numbers of days, kept from the largest to the smallest.</summary>
    public static Setting<ImmutableArray<int>> DaysEach(string key, ImmutableArray<int> standard, int least, int most)
        => new(key, SettingUnit.DaysEach, standard, typed => Numbers(typed, least, most), value => string.Join(", ", value.Select(v => Written(v)))) { Least = least, Most = most };

    /// <param name="shape">Whether a text that is not empty can be right.</param>
    public static Setting<string> Words(string key, int longest, string? configured = null, Func<string, bool>? shape = null)
        => new(key, SettingUnit.Text, "", typed => Text(typed, longest, shape), value => value) { Most = longest, Configured = configured };

    private static Result<long> Number(string? typed, long least, long most)
        => !long.TryParse(Digits(typed), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? PlatformRefusals.SettingNotANumber()
            : number < least || number > most ? PlatformRefusals.SettingOutOfRange(least, most)
            : number;

    private static Result<ImmutableArray<int>> Numbers(string? typed, int least, int most)
    {
        var (read, parts) = (new SortedSet<int>(), (typed ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        foreach (var part in parts)
        {
            var number = Number(part, least, most);
            if (number.Refusal is { } refusal)
            {
                return refusal;
            }

            read.Add((int)number.Value);
        }

        return read.Count is 0 or > 50 ? PlatformRefusals.SettingNotANumber() : ImmutableArray.CreateRange(read.Reverse());
    }

    private static Result<string> Text(string? typed, int longest, Func<string, bool>? shape)
    {
        var text = VietnameseText.Clean(typed);
        return text.Length > longest ? PlatformRefusals.SettingTooLong(longest)
            : text.Length > 0 && shape?.Invoke(text) is false ? PlatformRefusals.SettingOfOtherShape()
            : text;
    }

    private static string Digits(string? typed) => (typed ?? "").Trim().TrimEnd('\u0111', '\u20ab').Replace(".", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Trim();

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A setting whose readers get a <typeparamref name="T"/>.</summary>
public sealed class Setting<T> : Setting
{
    private readonly Func<string?, Result<T>> _read;
    private readonly Func<T, string> _write;

    internal Setting(string key, SettingUnit unit, T standard, Func<string?, Result<T>> read, Func<T, string> write) : base(key, unit)
        => (_read, _write, Standard) = (read, write, write(standard));

    public override string Standard { get; }

    public override Result<string> Check(string? typed) => _read(typed) is { Succeeded: true } read ? _write(read.Value) : _read(typed).Refusal!;

    internal Result<T> Read(string written) => _read(written);
}
