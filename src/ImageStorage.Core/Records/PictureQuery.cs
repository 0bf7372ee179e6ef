namespace ImageStorage.Records;

/// <summary>Which stored picture is looked for (<see cref="IAssignmentRepository.FindPictureAsync"/>).</summary>
/// <param name="Prompt">The exact prompt.</param>
/// <param name="ModelId">The model.</param>
/// <param name="Seed">The seed; null for any.</param>
internal sealed record PictureQuery(string Prompt, string ModelId, long? Seed)
{
    public string GenerationKey { get; } = Assignment.GenerationKeyOf(Prompt, ModelId);

    /// <summary>
    /// True for a record that matches. The generation key alone is not enough: another application may change a prompt and leave the key, and
    /// different pairs of model and prompt may have the same key, because a newline in the prompt joins them as well.
    /// </summary>
    public bool IsMetBy(Assignment assignment) =>
        assignment is { S3UploadStatus: S3UploadStatus.Success, HasImage: true, ImageMetadata: { } metadata }
        && assignment.Prompt == Prompt && metadata.Model == ModelId && (Seed is null || metadata.Seed == Seed);
}
