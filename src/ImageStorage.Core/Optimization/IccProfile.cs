using System.Buffers.Binary;
using System.Text;

namespace ImageStorage.Optimization;

/// <summary>Reads the description of an ICC profile (ICC.1:2022).</summary>
internal static class IccProfile
{
    private const int HeaderLength = 128;
    private const int TagLength = 12;
    private const uint DescriptionTag = 0x64657363; // 'desc'

    /// <summary>
    /// True when the profile describes itself as sRGB, as most cameras and tools attach it: converting sRGB to sRGB would cost more time than
    /// all other steps before the encoder, and change nothing.
    /// </summary>
    public static bool IsSrgb(ReadOnlySpan<byte> profile) => Description(profile).StartsWith("sRGB", StringComparison.Ordinal);

    private static string Description(ReadOnlySpan<byte> profile)
    {
        if (profile.Length < HeaderLength + 4)
            return "";

        var count = BinaryPrimitives.ReadUInt32BigEndian(profile[HeaderLength..]);
        for (var i = 0; i < count && i < 100; i++)
        {
            var tag = HeaderLength + 4 + (i * TagLength);
            if (tag + TagLength > profile.Length)
                return "";
            if (BinaryPrimitives.ReadUInt32BigEndian(profile[tag..]) != DescriptionTag)
                continue;

            var offset = BinaryPrimitives.ReadUInt32BigEndian(profile[(tag + 4)..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(profile[(tag + 8)..]);
            return offset + (ulong)length <= (ulong)profile.Length ? Text(profile.Slice((int)offset, (int)length)) : "";
        }

        return "";
    }

    // Version 2 has 'desc' with ASCII after 12 bytes; version 4 has 'mluc', whose first record holds the offset of its UTF-16 text.
    private static string Text(ReadOnlySpan<byte> tag)
    {
        if (tag is [(byte)'d', (byte)'e', (byte)'s', (byte)'c', ..] && tag.Length > 12)
            return Encoding.ASCII.GetString(tag[12..]);

        if (tag is not [(byte)'m', (byte)'l', (byte)'u', (byte)'c', ..] || tag.Length < 28)
            return "";
        var length = BinaryPrimitives.ReadUInt32BigEndian(tag[20..]);
        var offset = BinaryPrimitives.ReadUInt32BigEndian(tag[24..]);
        return offset + (ulong)length <= (ulong)tag.Length ? Encoding.BigEndianUnicode.GetString(tag.Slice((int)offset, (int)length)) : "";
    }
}
