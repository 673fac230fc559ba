using System.Buffers.Binary;

namespace OcopMarket.Platform.Pictures;

/// <summary>What a file is by its content, whatever its name says.</summary>
internal static class PictureContent
{
    /// <summary>The beginning that <see cref="TypeOf"/> wants to see.</summary>
    public const int HeadLength = 32;

    /// <summary>An archive's directory stands within this distance of the end.</summary>
    private const int ArchiveTail = 22 + ushort.MaxValue;

    private const int DocumentHead = 1024;

    private static readonly byte[][] Programs = [.. new[] { "<script", "<?php", "<!doctype html" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>The kinds of photo that phones and computers make; null for anything else.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> head)
        => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
            : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
            : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? "image/webp"
            : head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? Brand(head[8..12])
            : null;

    /// <summary>
    /// Whether a picture is something else besides: an archive at its end, a document at its beginning, a program anywhere. Nobody could run
    /// it, since only what is drawn anew is served; but no camera makes such files. What phones do append (moving pictures, depth) is fine.
    /// </summary>
    public static async Task<bool> HoldsMoreAsync(Stream file, CancellationToken ct)
    {
        var window = new byte[1 << 20];
        int kept = 0, longest = Programs.Max(p => p.Length) - 1;
        var atStart = true;
        for (int read; (read = await file.ReadAtLeastAsync(window.AsMemory(kept), window.Length - kept, throwOnEndOfStream: false, ct)) > 0;)
        {
            var seen = window.AsSpan(0, kept + read);
            if ((atStart && seen[..Math.Min(seen.Length, DocumentHead)].IndexOf("%PDF-"u8) >= 0) || HoldsProgram(seen))
            {
                return true;
            }

            atStart = false;
            kept = Math.Min(longest, seen.Length);
            seen[^kept..].CopyTo(window);
        }

        file.Position = Math.Max(0, file.Length - ArchiveTail);
        var tail = new byte[file.Length - file.Position];
        await file.ReadExactlyAsync(tail, ct);
        return EndsAsArchive(tail);
    }

    // Letters of a word may be large or small, so each place where its first byte stands is compared without regard to that.
    private static bool HoldsProgram(ReadOnlySpan<byte> seen)
    {
        for (int at = 0, next; (next = seen[at..].IndexOf((byte)'<')) >= 0; at += next + 1)
        {
            foreach (var word in Programs)
            {
                var here = seen[(at + next)..];
                if (here.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(here[..word.Length], word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The end record of a zip says how long its comment is, and nothing follows that: chance does not make such an end.
    private static bool EndsAsArchive(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.LastIndexOf("PK\x05\x06"u8); at >= 0; at = tail[..at].LastIndexOf("PK\x05\x06"u8))
        {
            if (tail.Length - at >= 22 && BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length - at - 22)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Brand(ReadOnlySpan<byte> brand)
        => brand.SequenceEqual("avif"u8) ? "image/avif"
            : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("hevc"u8) ? "image/heic"
            : null;
}
