using System.Security.Cryptography;

namespace ImageStorage;

/// <summary>The SHA-256 of some bytes: computed once and formatted once, then passed along with them.</summary>
public sealed class ContentHash
{
    private readonly byte[] _bytes;

    private ContentHash(byte[] bytes)
    {
        _bytes = bytes;
        Hex = Convert.ToHexStringLower(bytes);
    }

    /// <summary>64 lowercase hex digits, as in records and metadata.</summary>
    public string Hex { get; }

    /// <summary>The hash as HTTP checksum headers carry it.</summary>
    public string Base64 => Convert.ToBase64String(_bytes);

    /// <summary>Hashes bytes.</summary>
    /// <param name="data">The bytes.</param>
    public static ContentHash Of(ReadOnlySpan<byte> data) => new(SHA256.HashData(data));
}
