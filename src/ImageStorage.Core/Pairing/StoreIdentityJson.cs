using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Pairing;

/// <summary>The identity as JSON, the form in which every store keeps it.</summary>
[JsonSerializable(typeof(StoreIdentity))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class StoreIdentityJson : JsonSerializerContext
{
    public static byte[] Write(StoreIdentity identity) => JsonSerializer.SerializeToUtf8Bytes(identity, Default.StoreIdentity);

    /// <summary>Reads an identity.</summary>
    /// <param name="json">What the store has.</param>
    /// <param name="store">The store, for the message.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> for anything else than an identity.</exception>
    public static StoreIdentity Read(ReadOnlySpan<byte> json, string store)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, Default.StoreIdentity) is { Id.Length: > 0 } identity)
                return identity;
        }
        catch (JsonException)
        {
            // Reported below, as any other content that is no identity.
        }

        throw new ImageStorageException(
            ImageStorageError.StoreMismatch,
            $"The identity that {store} carries cannot be read, so nothing is written or deleted. "
            + "If bucket and records belong together, run Use-ImageStorage -Adopt to write it again.");
    }
}
