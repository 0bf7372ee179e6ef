namespace ImageStorage.Records.Mapping;

/// <summary>Converts between <see cref="ImageMetadata"/> and the keys within <c>image_metadata</c>.</summary>
internal static class ImageMetadataMapper
{
    public const string Seed = "seed";

    private const string OriginalSizeBytes = "original_size_bytes";
    private const string OptimizedSizeBytes = "optimized_size_bytes";
    private const string CompressionRatio = "compression_ratio";
    private const string Format = "format";
    private const string Dimensions = "dimensions";
    private const string Sha256 = "sha256";
    private const string Model = "model";
    private const string RequestId = "request_id";
    private const string PriceUsd = "price_usd";

    private static readonly string[] KnownKeys =
        [OriginalSizeBytes, OptimizedSizeBytes, CompressionRatio, Format, Dimensions, Sha256, Model, Seed, RequestId, PriceUsd];

    /// <summary>The keys that have a value; null without metadata.</summary>
    public static IReadOnlyDictionary<string, object?>? ToFields(ImageMetadata? metadata)
    {
        if (metadata is null)
            return null;

        var fields = new Dictionary<string, object?>
        {
            [OriginalSizeBytes] = metadata.OriginalSizeBytes,
            [OptimizedSizeBytes] = metadata.OptimizedSizeBytes,
            [CompressionRatio] = metadata.CompressionRatio,
            [Format] = metadata.Format,
            [Dimensions] = metadata.Dimensions,
        };
        if (metadata.Sha256 is not null)
            fields[Sha256] = metadata.Sha256;
        if (metadata.Model is not null)
            fields[Model] = metadata.Model;
        if (metadata.Seed is not null)
            fields[Seed] = metadata.Seed;
        if (metadata.RequestId is not null)
            fields[RequestId] = metadata.RequestId;
        if (metadata.PriceUsd is not null)
            fields[PriceUsd] = (double)metadata.PriceUsd;
        return fields;
    }

    /// <summary>Reads a dictionary or JSON text; null for a value that has none of the known keys.</summary>
    /// <exception cref="FormatException">The value is neither.</exception>
    public static ImageMetadata? FromValue(object? value)
    {
        if (value is IReadOnlyDictionary<string, object?> nested)
            return FromFields(nested);
        if (FieldValue.Text(value) is not { } json || string.IsNullOrWhiteSpace(json))
            return null;

        using var document = JsonFields.ParseDocument(json);
        return FromFields(JsonFields.Of(document.RootElement));
    }

    /// <summary>The metadata to store: the changed keys, and the stored keys of other applications. Null when there are none.</summary>
    public static IReadOnlyDictionary<string, object?>? Merge(
        IReadOnlyDictionary<string, object?>? stored, IReadOnlyDictionary<string, object?>? changed)
    {
        if (stored is null)
            return changed;

        var merged = changed?.ToDictionary() ?? [];
        foreach (var (name, value) in stored)
        {
            if (!KnownKeys.Contains(name))
                merged.TryAdd(name, value);
        }

        return merged.Count == 0 ? null : merged;
    }

    private static ImageMetadata? FromFields(IReadOnlyDictionary<string, object?>? fields)
    {
        if (fields is null || !KnownKeys.Any(fields.ContainsKey))
            return null;

        return new ImageMetadata
        {
            OriginalSizeBytes = FieldValue.Integer(Field(OriginalSizeBytes)) ?? 0,
            OptimizedSizeBytes = FieldValue.Integer(Field(OptimizedSizeBytes)) ?? 0,
            CompressionRatio = FieldValue.Real(Field(CompressionRatio)) ?? 0,
            Format = FieldValue.Text(Field(Format)) ?? "",
            Dimensions = FieldValue.Text(Field(Dimensions)) ?? "",
            Sha256 = FieldValue.Text(Field(Sha256)),
            Model = FieldValue.Text(Field(Model)),
            Seed = FieldValue.Integer(Field(Seed)),
            RequestId = FieldValue.Text(Field(RequestId)),
            // A number of another application that does not fit into a decimal is ignored.
            PriceUsd = FieldValue.Real(Field(PriceUsd)) is { } price and >= 0 and < 1e9 ? (decimal)price : null,
        };

        object? Field(string name) => fields.GetValueOrDefault(name);
    }
}
