using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OcopMarket.Web.Demo;

/// <summary>The same dice on every machine: demo prices, stock and dates follow from names, not from the hour.</summary>
internal static class DemoDice
{
    /// <summary>A number from 0 to <paramref name="sides"/> - 1 that depends on the seed alone.</summary>
    public static int Roll(string seed, int sides)
        => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) % (uint)sides);
}
