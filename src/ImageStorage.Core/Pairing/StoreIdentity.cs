using System.Text.Json.Serialization;

namespace ImageStorage.Pairing;

/// <summary>What an object store and its record store both carry.</summary>
/// <param name="Id">The pair's id.</param>
/// <param name="ObjectStore">The object store that the id was made for, so that a creation which a crash cut in half can be finished.</param>
/// <param name="CreatedAt">When the id was made.</param>
internal sealed record StoreIdentity(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("object_store")] string ObjectStore,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);
