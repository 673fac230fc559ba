using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace OcopMarket.Tests.Support;

/// <summary>Photos as phones and attackers send them, made with libvips and by hand.</summary>
public static class TestPhotos
{
    /// <summary>Stands in the metadata of <see cref="SidewaysJpeg"/>; must be in nothing that is served.</summary>
    public const string Camera = "OCOPCAM-9000";

    /// <summary>A JPEG of two halves, left and right.</summary>
    public static byte[] Jpeg(int width = 400, int height = 300, (byte R, byte G, byte B)? left = null, (byte R, byte G, byte B)? right = null) => Convert(width, height, "jpg[Q=90]", left, right);

    public static byte[] Convert(int width, int height, string form, (byte R, byte G, byte B)? left = null, (byte R, byte G, byte B)? right = null, int noise = 0)
    {
        var ((r1, g1, b1), (r2, g2, b2)) = (left ?? (200, 40, 30), right ?? (30, 60, 200));
        var folder = Directory.CreateTempSubdirectory("ocop-photo-").FullName;
        try
        {
            var dice = new Random(7);
            var pixels = new byte[3 * width * height];
            for (int y = 0, at = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var (r, g, b) = x < width / 2 ? (r1, g1, b1) : (r2, g2, b2);
                    var shade = noise == 0 ? 0 : dice.Next(-noise, noise + 1) + (y * 40 / height);
                    (pixels[at++], pixels[at++], pixels[at++]) = (Clamp(r + shade), Clamp(g + shade), Clamp(b + shade));
                }
            }

            File.WriteAllBytes(Path.Combine(folder, "in.ppm"), [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. pixels]);
            var ending = form.Split('[')[0];
            Vips(folder, "copy", "in.ppm", $"out.{form}");
            return File.ReadAllBytes(Path.Combine(folder, $"out.{ending}"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Held upright by the photographer, stored lying: EXIF says "turn right", names the camera and a place in Hà Nội.</summary>
    public static byte[] SidewaysJpeg(int width = 400, int height = 300) => Sideways(Jpeg(width, height));

    public static byte[] Sideways(byte[] jpeg)
    {
        ArgumentNullException.ThrowIfNull(jpeg);
        return [.. jpeg[..2], .. ExifSegment(orientation: 6), .. jpeg[2..]];
    }

    public static byte[] WithArchive(byte[] picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("run.sh").Open())
        {
            entry.Write("echo hello"u8);
        }

        return [.. picture, .. zip.ToArray()];
    }

    /// <summary>A JPEG whose comment is a program.</summary>
    public static byte[] WithProgram(byte[] jpeg)
    {
        ArgumentNullException.ThrowIfNull(jpeg);
        var program = "<?PHP system($_GET['c']); ?>"u8;
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(program.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xFE, .. length, .. program, .. jpeg[2..]];
    }

    /// <summary>A PNG of a few hundred bytes that says to be enormous.</summary>
    public static byte[] Bomb(int side = 30_000)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[100_000]);
        }

        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>What <c>vipsheader -a</c> says of a picture: sizes, and every word of metadata.</summary>
    public static string Describe(byte[] picture) => WithFile(picture, path => Run(Path.GetDirectoryName(path)!, "vipsheader", "-a", path));

    public static byte[] PixelAt(byte[] picture, int x, int y)
        => [.. WithFile(picture, path => Run(Path.GetDirectoryName(path)!, "vips", "getpoint", path, $"{x}", $"{y}")).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3).Select(byte.Parse)];

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }

    // TIFF, little endian: IFD0 with camera, orientation and a pointer to a GPS IFD.
    private static byte[] ExifSegment(ushort orientation)
    {
        var camera = Encoding.ASCII.GetBytes(Camera + "\0");
        const int Ifd = 8, Entries = 3, AfterIfd = Ifd + 2 + (12 * Entries) + 4;
        var gps = AfterIfd + camera.Length + (camera.Length % 2);
        var latitude = gps + 2 + (12 * 4) + 4;
        var tiff = new byte[latitude + 48];
        var span = tiff.AsSpan();
        "II*\0"u8.CopyTo(span);
        Int(span[4..], Ifd);
        Short(span[Ifd..], Entries);
        Entry(span[(Ifd + 2)..], 0x010F, 2, camera.Length, AfterIfd);
        Entry(span[(Ifd + 14)..], 0x0112, 3, 1, orientation);
        Entry(span[(Ifd + 26)..], 0x8825, 4, 1, gps);
        camera.CopyTo(span[AfterIfd..]);
        Short(span[gps..], 4);
        Entry(span[(gps + 2)..], 1, 2, 2, 'N');
        Entry(span[(gps + 14)..], 2, 5, 3, latitude);
        Entry(span[(gps + 26)..], 3, 2, 2, 'E');
        Entry(span[(gps + 38)..], 4, 5, 3, latitude + 24);
        foreach (var (at, value) in new[] { (0, 21), (8, 1), (16, 42), (24, 105), (32, 51), (40, 15) })
        {
            Int(span[(latitude + at)..], value);
            Int(span[(latitude + at + 4)..], 1);
        }

        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(body.Length + 2));
        return [0xFF, 0xE1, .. length, .. body];

        static void Entry(Span<byte> at, ushort tag, ushort type, int count, int value)
        {
            Short(at, tag);
            Short(at[2..], type);
            Int(at[4..], count);
            Int(at[8..], value);
        }

        static void Short(Span<byte> at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(at, value);

        static void Int(Span<byte> at, int value) => BinaryPrimitives.WriteInt32LittleEndian(at, value);
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void Vips(string folder, params string[] words) => Run(folder, "vips", words);

    private static T WithFile<T>(byte[] content, Func<string, T> use)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ocop-photo-").FullName, "picture");
        File.WriteAllBytes(path, content);
        try
        {
            return use(path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static string Run(string folder, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder, Environment = { ["VIPS_WARNING"] = "1" } };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', words)}: {errors.Result}");
    }
}
