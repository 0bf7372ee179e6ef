using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>Reads the whole body of an object, or fails.</summary>
internal static class S3Body
{
    public static async Task<byte[]> ReadAsync(GetObjectResponse response, S3Call call, CancellationToken cancellationToken)
    {
        var data = GC.AllocateUninitializedArray<byte>((int)response.ContentLength);
        var read = await response.ResponseStream
            .ReadAtLeastAsync(data, data.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return read == data.Length ? data : throw Damaged(call, new EndOfStreamException($"{read} bytes of {data.Length} arrived"));
    }

    public static ImageStorageException Damaged(S3Call call, Exception cause) => new(
        ImageStorageError.StorageUnavailable,
        $"The image '{call.Key}' from bucket '{call.Bucket}' arrived damaged. Try again; if that does not help, store the image again.",
        cause)
    {
        IsTransient = true,
        LogDetail = cause.Message,
    };
}
