namespace ImageStorage.Creation;

/// <summary>The picture that an assignment has before a call, from its record and the head of its object.</summary>
internal sealed record ExistingPicture
{
    public ExistingPicture(Assignment? record, StoredObject? stored)
    {
        Record = record;
        Stored = stored;
        State = StateOf(record, stored);
    }

    /// <summary>The record as it was read; null when there is none.</summary>
    public Assignment? Record { get; }

    /// <summary>The object that the record names; null when there is none.</summary>
    public StoredObject? Stored { get; }

    public PictureState State { get; }

    /// <summary>True when an earlier call began an upload whose record is not success yet.</summary>
    public bool IsUnfinished => Record is { HasImage: true, S3UploadStatus: S3UploadStatus.Pending or S3UploadStatus.Failed };

    /// <summary>True when an unfinished upload left the object: it may be overwritten.</summary>
    public bool MayBeOverwritten => State == PictureState.Unfinished && IsUnfinished && Record!.ImageMetadata?.Sha256 is not null;

    /// <summary>True when a request may overwrite the object that is stored under its key.</summary>
    /// <param name="request">The request.</param>
    public bool IsOverwrittenBy(NewImageRequest request) => request.Force || MayBeOverwritten;

    /// <summary>True while the record is still the one whose object was missing, so that a replacement loses nothing.</summary>
    /// <param name="current">The record as it is now.</param>
    public bool MayBeReplaced(Assignment current) => State == PictureState.Missing && current == Record;

    /// <summary>True when a request asks for the picture that the record describes: the same prompt, model and seed.</summary>
    /// <param name="request">The request.</param>
    public bool IsAskedForBy(NewImageRequest request) => request.Source is null
        && (request.Prompt is null || request.Prompt == Record?.Prompt)
        && (request.ModelId is null || request.ModelId == Record?.ImageMetadata?.Model)
        && (request.Seed is null || request.Seed == Record?.ImageMetadata?.Seed);

    private static PictureState StateOf(Assignment? record, StoredObject? stored)
    {
        if (record is not { HasImage: true })
            return PictureState.None;
        if (stored is null)
            return PictureState.Missing;
        if (record.ImageMetadata?.Sha256 is { } expected && stored.Sha256 != expected)
            return PictureState.Foreign;
        return record.S3UploadStatus == S3UploadStatus.Success ? PictureState.Finished : PictureState.Unfinished;
    }
}
