using System.Runtime.InteropServices;

namespace ImageStorage.Objects;

/// <summary>Bytes in memory as streams.</summary>
internal static class MemoryStreams
{
    /// <summary>The bytes as a stream; not copied where they are an array's.</summary>
    public static MemoryStream AsReadOnlyStream(this ReadOnlyMemory<byte> data) => MemoryMarshal.TryGetArray(data, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(data.ToArray(), writable: false);
}
