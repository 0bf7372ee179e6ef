namespace ImageStorage.Portal.Pages;

/// <summary>An assignment's picture on a page, with its space reserved before it loads.</summary>
/// <param name="Assignment">The record.</param>
/// <param name="IsLazy">True for lazy loading, in lists.</param>
internal sealed record PictureFrame(Assignment Assignment, bool IsLazy)
{
    /// <summary>The alternative text.</summary>
    public string Alt => Assignment.Prompt.Length > 0 ? Assignment.Prompt : "Picture of the assignment";

    /// <summary>The text in place of a missing picture.</summary>
    public string Empty => Assignment.S3UploadStatus switch
    {
        S3UploadStatus.Pending => "The picture is being stored",
        S3UploadStatus.Failed => "The picture could not be stored",
        _ => "No picture",
    };
}
