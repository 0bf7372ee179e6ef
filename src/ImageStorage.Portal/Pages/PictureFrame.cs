namespace ImageStorage.Portal.Pages;

/// <summary>An assignment's picture on a page, its place reserved before it is there.</summary>
/// <param name="Assignment">The record.</param>
/// <param name="IsLazy">True for one of many, which loads when it comes near the screen.</param>
internal sealed record PictureFrame(Assignment Assignment, bool IsLazy)
{
    /// <summary>What the picture shows, for those who do not see it.</summary>
    public string Alt => Assignment.Prompt.Length > 0 ? Assignment.Prompt : "Picture of the assignment";

    /// <summary>What stands where there is no picture.</summary>
    public string Empty => Assignment.S3UploadStatus switch
    {
        S3UploadStatus.Pending => "The picture is on its way",
        S3UploadStatus.Failed => "The picture could not be stored",
        _ => "No picture",
    };
}
