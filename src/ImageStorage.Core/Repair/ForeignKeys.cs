using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageStorage.Repair;

/// <summary>
/// The keys that records of other applications name although they are not made of the record's own id. Of each only 64 bits of its hash
/// are held: two keys that share them make an orphan be kept, and never a picture be lost.
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
