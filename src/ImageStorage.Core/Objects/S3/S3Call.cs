namespace ImageStorage.Objects.S3;

/// <summary>What was asked of S3, for the message and the log when it fails.</summary>
/// <param name="Doing">The verb for the message: <c>store</c>, <c>read</c>, <c>delete</c>, <c>tag</c>.</param>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object key.</param>
/// <param name="Region">The region that the request was signed for.</param>
internal sealed record S3Call(string Doing, string Permission, string Bucket, string Key, string Region);
