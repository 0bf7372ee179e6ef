using System.Security.Cryptography;
using System.Text.Json;

namespace ImageStorage.Creation;

/// <summary>Collects what a decision was based on, and hashes it, so that the same decision on the same state has the same text.</summary>
internal sealed class PlanFingerprint
{
    private const int Length = 32;

    private readonly List<string?> _seen = [];

    public void Add(params string?[] values) => _seen.AddRange(values);

    public void Add(StoredObject? stored) => Add(stored?.Key, stored?.ETag, stored?.Sha256);

    public void Add(Assignment? record) =>
        Add(record?.AssignmentId, record?.Prompt, record?.S3ImageKey, record?.S3UploadStatus.ToString(), record?.ImageMetadata?.Sha256);

    public override string ToString() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(_seen)))[..Length];
}
