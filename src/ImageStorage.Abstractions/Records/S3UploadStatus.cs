namespace ImageStorage;

/// <summary>The state of the upload of an assignment's picture (<c>s3_upload_status</c>).</summary>
public enum S3UploadStatus
{
    /// <summary><c>pending</c>: written before the object, so that an interrupted upload can be found.</summary>
    Pending,

    /// <summary><c>success</c>: the object is stored.</summary>
    Success,

    /// <summary><c>failed</c>: the object could not be stored.</summary>
    Failed,

    /// <summary><c>no_image</c>: the assignment has no picture, on purpose.</summary>
    NoImage,
}
