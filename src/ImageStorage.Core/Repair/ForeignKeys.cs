using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageStorage.Repair;

/// <summary>
/// The keys in records of other applications that are not made of the record's own id. Only 64 bits of each key's hash are kept: a collision
/// keeps an orphan that could be deleted, and never deletes a picture.
/// </summary>
internal sealed class ForeignKeys
{
    private readonly HashSet<long> _hashes = [];

    public void Add(string key)
    {
        var hash = Hash(key);
        lock (_hashes)
            _hashes.Add(hash);
    }

    public bool Contains(string key)
    {
        var hash = Hash(key);
        lock (_hashes)
            return _hashes.Contains(hash);
    }

    private static long Hash(string key) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
