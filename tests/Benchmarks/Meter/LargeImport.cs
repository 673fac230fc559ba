using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OcopMarket.Platform.Areas;

namespace OcopMarket.Benchmarks.Meter;

/// <summary>A file of many rows through the officers' import page, while another officer asks for the list of certificates. Prints a line a step.</summary>
internal static partial class LargeImport
{
    private const int Most = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private static readonly string[] Goods = ["Mật ong", "Trà shan tuyết", "Gạo nếp", "Nước mắm", "Cà phê", "Hạt điều", "Bánh đa", "Miến dong", "Chả mực", "Bưởi da xanh"];

    public static async Task<int> RunAsync(Uri site, int rows, string email, string password)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Most);
        var file = Path.Combine(Path.GetTempPath(), $"import-{Guid.NewGuid():N}.csv");
        await WriteAsync(file, rows);
        try
        {
            using var officer = await Visit.SignInAsync(site, email, password);
            using var colleague = await Visit.SignInAsync(site, email, password);
            Say("list of certificates before", await AskAsync(colleague, Task.Delay(TimeSpan.FromSeconds(5))));

            var begun = Stopwatch.GetTimestamp();
            var brought = officer.SendAsync("/can-bo/nhap", "dua-tep", new() { ["What"] = "giay" }, ("File", file));
            Say("… while the file is brought", await AskAsync(colleague, brought));
            var (path, _) = await brought;
            var uploaded = Stopwatch.GetElapsedTime(begun);

            var check = StepAsync(officer, path, "cot");
            Say("… while the file is checked", await AskAsync(colleague, check));
            var (checkedIn, checkSteps, _) = await check;

            var take = StepAsync(officer, path, "nhap");
            Say("… while the rows are taken", await AskAsync(colleague, take));
            var (takenIn, takeSteps, page) = await take;
            Console.WriteLine($"bring {uploaded.TotalSeconds:0.0} s, check {checkedIn.TotalSeconds:0.0} s (progress seen {checkSteps} times), take {takenIn.TotalSeconds:0.0} s (progress seen {takeSteps} times)");
            Console.WriteLine($"import of {rows} rows: {(uploaded + checkedIn + takenIn).TotalSeconds:0.0} s; counts {string.Join(" ", Counts().Matches(page).Select(m => m.Groups[1].Value))}");
            return 0;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Sends the form of a step and follows its page, as the browser does, until the step is done.</summary>
    private static async Task<(TimeSpan Took, int Progress, string Page)> StepAsync(Visit officer, string path, string form)
    {
        var (begun, steps) = (Stopwatch.GetTimestamp(), new HashSet<string>());
        var (_, page) = await officer.SendAsync(path, form, []);
        while (Progress().Match(page) is { Success: true } progress)
        {
            steps.Add(progress.Groups[1].Value);
            if (Stopwatch.GetElapsedTime(begun) > Longest)
            {
                throw new TimeoutException($"{path} still works.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
            page = await officer.ReadAsync(path);
        }

        return (Stopwatch.GetElapsedTime(begun), steps.Count, page);
    }

    private static async Task<List<double>> AskAsync(Visit officer, Task until)
    {
        var times = new List<double>();
        do
        {
            var begun = Stopwatch.GetTimestamp();
            await officer.ReadAsync("/can-bo/chung-nhan");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await Task.WhenAny(until, Task.Delay(100));
        }
        while (!until.IsCompleted);
        await until;
        return times;
    }

    private static void Say(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{what,-30} {times.Count,4} askings, p50 {times[times.Count / 2],6:0} ms, p95 {times[(int)Math.Ceiling(times.Count * 0.95) - 1],6:0} ms");
    }

    private static async Task WriteAsync(string file, int rows)
    {
        var (dice, today) = (new Random(20261122), DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)));
        var communes = AreaDirectory.Instance.Provinces.SelectMany(p => AreaDirectory.Instance.CommunesOf(p.Code)).ToArray();
        await using var writer = new StreamWriter(file);
        await writer.WriteLineAsync("certificate_number,product_name,subgroup,stars,producer_name,producer_type,commune_code,issued_by,authority_level,issued_on,valid_through");
        for (var i = 0; i < rows; i++)
        {
            var commune = communes[dice.Next(communes.Length)];
            var issued = today.AddDays(-dice.Next(1, 1000));
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{i:00000}/QĐ-ĐO-{issued.Year},{Goods[dice.Next(Goods.Length)]} mẻ {i},{dice.Next(1, 27)},{dice.Next(3, 5)},HTX Đo lường {i / 2},cooperative,{commune.Code},UBND tỉnh {commune.ProvinceCode},province,{issued:yyyy-MM-dd},{issued.AddMonths(36):yyyy-MM-dd}"));
        }
    }

    [GeneratedRegex("<progress[^>]* value=\"([0-9]+)\"")]
    private static partial Regex Progress();

    [GeneratedRegex("class=\"count[^\"]*\"[^>]*><b>([0-9.,]+)</b>")]
    private static partial Regex Counts();
}
