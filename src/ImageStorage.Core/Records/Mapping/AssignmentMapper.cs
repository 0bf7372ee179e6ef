namespace ImageStorage.Records.Mapping;

/// <summary>
/// Converts between <see cref="Assignment"/> and the fields that every store keeps. A value is a string, a long, a double or null;
/// that of <see cref="AssignmentFields.ImageMetadata"/> is a dictionary of such values, which a store without nested values keeps as
/// JSON text (<see cref="JsonFields"/>). Reading accepts numbers of any type, and <c>image_metadata</c> as a dictionary or as text.
/// </summary>
internal static class AssignmentMapper
{
    /// <summary>Every field of a record, including those that are null.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> ToFields(Assignment assignment) =>
    [
        new(AssignmentFields.AssignmentId, assignment.AssignmentId),
        new(AssignmentFields.TeacherId, assignment.TeacherId),
        new(AssignmentFields.Prompt, assignment.Prompt),
        new(AssignmentFields.CreatedAt, EpochSeconds.From(assignment.CreatedAt)),
        new(AssignmentFields.QuestionAnswers, QuestionAnswersJson.Write(assignment.QuestionAnswers)),
        new(AssignmentFields.S3ImageKey, assignment.S3ImageKey),
        new(AssignmentFields.CloudFrontUrl, assignment.CloudFrontUrl),
        new(AssignmentFields.ImageMetadata, ImageMetadataMapper.ToFields(assignment.ImageMetadata)),
        new(AssignmentFields.S3UploadStatus, S3UploadStatusText.From(assignment.S3UploadStatus)),
        new(AssignmentFields.S3UploadAttempts, (long)assignment.S3UploadAttempts),
        new(AssignmentFields.S3UploadStartedAt, assignment.S3UploadStartedAt is { } at ? EpochSeconds.From(at) : null),
        new(AssignmentFields.S3UploadError, assignment.S3UploadError),
        new(AssignmentFields.GenerationKey, assignment.GenerationKey),
        new(AssignmentFields.Revision, assignment.Revision),
    ];

    /// <summary>Reads a record, including an older one with other names or without some fields.</summary>
    public static Assignment FromFields(IReadOnlyDictionary<string, object?> fields)
    {
        var id = Text(AssignmentFields.AssignmentId) ?? throw Unreadable("", AssignmentFields.AssignmentId, null);
        var key = ReadKey(Text(AssignmentFields.S3ImageKey) ?? Text(AssignmentFields.LegacyS3ImageName));
        return new Assignment
        {
            AssignmentId = id,
            TeacherId = Text(AssignmentFields.TeacherId) ?? "",
            Prompt = Text(AssignmentFields.Prompt) ?? "",
            CreatedAt = EpochSeconds.ToTime(Guarded(AssignmentFields.CreatedAt, FieldValue.Real) ?? 0),
            QuestionAnswers = Guarded(AssignmentFields.QuestionAnswers, value => QuestionAnswersJson.Read(FieldValue.Text(value))) ?? [],
            S3ImageKey = key,
            CloudFrontUrl = Text(AssignmentFields.CloudFrontUrl) is { Length: > 0 } url ? url : null,
            ImageMetadata = Guarded(AssignmentFields.ImageMetadata, ImageMetadataMapper.FromValue),
            S3UploadStatus = S3UploadStatusText.Read(Text(AssignmentFields.S3UploadStatus), key != ObjectKey.NoImage),
            S3UploadAttempts = (int)(Guarded(AssignmentFields.S3UploadAttempts, FieldValue.Integer) ?? 0),
            S3UploadStartedAt = Guarded(AssignmentFields.S3UploadStartedAt, FieldValue.Real) is { } seconds ? EpochSeconds.ToTime(seconds) : null,
            S3UploadError = Text(AssignmentFields.S3UploadError) is { Length: > 0 } error ? error : null,
            Revision = Guarded(AssignmentFields.Revision, FieldValue.Integer) ?? 0,
        };

        string? Text(string name) => FieldValue.Text(fields.GetValueOrDefault(name));

        T Guarded<T>(string name, Func<object?, T> read)
        {
            try
            {
                return read(fields.GetValueOrDefault(name));
            }
            catch (FormatException exception)
            {
                throw Unreadable(id, name, exception);
            }
        }
    }

    /// <summary>
    /// The fields in which <paramref name="changed"/> differs from <paramref name="current"/>, with their new values; without the id and the
    /// revision.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Changes(Assignment current, Assignment changed)
    {
        if (current.AssignmentId != changed.AssignmentId)
            throw new ArgumentException("A record keeps its assignment id.", nameof(changed));

        var before = ToFields(current);
        var after = ToFields(changed);
        return
        [
            .. after.Where((field, index) =>
                field.Key != AssignmentFields.Revision && !FieldValue.AreEqual(before[index].Value, field.Value)),
        ];
    }

    private static string ReadKey(string? stored) =>
        string.IsNullOrEmpty(stored) || stored == AssignmentFields.LegacyNoImage ? ObjectKey.NoImage : stored;

    private static ImageStorageException Unreadable(string id, string field, Exception? inner) => new(
        ImageStorageError.StorageUnavailable,
        $"The record '{id}' has an invalid value in {field}. Correct that field in the store, or delete the record there.",
        inner);
}
