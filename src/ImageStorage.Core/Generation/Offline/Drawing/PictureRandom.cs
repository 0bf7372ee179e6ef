using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// The xoshiro256** generator of Blackman and Vigna, seeded with a text and a number: the same values on every machine and runtime.
/// </summary>
internal sealed class PictureRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public PictureRandom(string words, long seed)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(words) + sizeof(long)];
        Encoding.UTF8.GetBytes(words, bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(bytes.Length - sizeof(long)), seed);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        _a = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        _b = BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]);
        _c = BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]);
        // Not all zeros, the only state that the generator cannot leave.
        _d = BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]) | 1;
    }

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number from 0 to less than <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A number from <paramref name="from"/> to less than <paramref name="to"/>.</summary>
    public float Between(float from, float to) => from + ((to - from) * ((Next() >> 40) * (1f / (1 << 24))));

    public bool Chance(float probability) => Between(0, 1) < probability;

    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
