namespace ImageStorage.Portal.Pictures;

/// <summary>Picture URLs. Other applications may write records, so a record must not send a browser to an unsafe address.</summary>
public sealed class PictureUrlTests
{
    [Theory]
    [InlineData("quiz-1", "0123456789abcdef", "/pictures/quiz-1?v=0123456789ab")]
    [InlineData("quiz-1", null, "/pictures/quiz-1")]
    [InlineData("quiz-1", "short", "/pictures/quiz-1")]
    [InlineData("a b?c#d/../e", "0123456789ab", "/pictures/a%20b%3Fc%23d%2F..%2Fe?v=0123456789ab")]
    [InlineData("quiz-1", "&x=1#\"<>ü-and-more", "/pictures/quiz-1?v=%26x%3D1%23%22%3C%3E%C3%BC-an")]
    public void Of_escapes_what_the_record_holds(string id, string? sha256, string expected) =>
        Assert.Equal(expected, PictureUrl.Of(Record(id, sha256, null)));

    [Theory]
    [InlineData(
        "https://images.example.org/generated_images/quiz-1.webp?v=0123456789ab",
        "https://images.example.org/generated_images/quiz-1.webp?v=0123456789ab")]
    [InlineData("javascript:alert(1)", "/pictures/quiz-1")]
    [InlineData("http://images.example.org/quiz-1.webp", "/pictures/quiz-1")]
    public void Of_takes_the_records_own_URL_only_when_it_is_https(string url, string expected) =>
        Assert.Equal(expected, PictureUrl.Of(Record("quiz-1", null, url)));

    private static Assignment Record(string id, string? sha256, string? url) => new()
    {
        AssignmentId = id,
        TeacherId = "t-1",
        Prompt = "A test",
        CreatedAt = DateTimeOffset.UnixEpoch,
        S3ImageKey = "generated_images/quiz-1.webp",
        CloudFrontUrl = url,
        S3UploadStatus = S3UploadStatus.Success,
        ImageMetadata = new ImageMetadata
        {
            OriginalSizeBytes = 2,
            OptimizedSizeBytes = 1,
            CompressionRatio = 0.5,
            Format = "webp",
            Dimensions = "1x1",
            Sha256 = sha256,
        },
    };
}
