namespace ImageStorage.Records;

/// <summary>Which stored picture is looked for (<see cref="IAssignmentRepository.FindPictureAsync"/>).</summary>
/// <param name="Prompt">The words, exactly.</param>
/// <param name="ModelId">The model.</param>
/// <param name="Seed">The seed; null for any.</param>
internal sealed record PictureQuery(string Prompt, string ModelId, long? Seed)
{
    public string GenerationKey { get; } = Assignment.GenerationKeyOf(Prompt, ModelId);

    /// <summary>
    /// True for a record that is really wanted. The key alone does not tell: other applications change a prompt and leave the key, and
    /// model and prompt can be divided in more than one place.
    /// </summary>
    public bool IsMetBy(Assignment assignment) =>
        assignment is { S3UploadStatus: S3UploadStatus.Success, HasImage: true, ImageMetadata: { } metadata }
        && assignment.Prompt == Prompt && metadata.Model == ModelId && (Seed is null || metadata.Seed == Seed);
}
