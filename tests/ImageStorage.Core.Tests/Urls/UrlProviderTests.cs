using System.Web;
using ImageStorage.Aws;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;

namespace ImageStorage.Urls;

public class UrlProviderTests(MotoServer moto)
{
    private const string Key = "generated_images/quiz.webp";
    private const string Sha256 = "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789";

    private static readonly ImageStorageConfiguration InAws =
        MotoBucket.Configuration(new Uri("http://unused")) with { S3EndpointUrl = null, AwsRegion = "eu-central-1" };

    private static S3UrlProvider Bucket(ImageStorageConfiguration? configuration = null) =>
        new(AwsClients.CreateS3(configuration ?? InAws), "a-bucket", TimeProvider.System);

    [Theory]
    [InlineData(Sha256, "https://d1.cloudfront.net/generated_images/quiz.webp?v=abcdef012345")]
    [InlineData(null, "https://d1.cloudfront.net/generated_images/quiz.webp")]
    public void CloudFront_url_carries_the_hash(string? sha256, string expected) =>
        Assert.Equal(expected, new CloudFrontUrlProvider("d1.cloudfront.net", Bucket()).GetUrl(Key, sha256).AbsoluteUri);

    [Theory]
    [InlineData("https://d1.cloudfront.net")]
    [InlineData("d1.cloudfront.net/path")]
    [InlineData("user@d1.cloudfront.net")]
    [InlineData("")]
    public void CloudFront_url_of_what_is_no_domain_is_ConfigurationInvalid(string domain) =>
        Assert.Equal(
            ImageStorageError.ConfigurationInvalid,
            Assert.Throws<ImageStorageException>(() => new CloudFrontUrlProvider(domain, Bucket()).GetUrl(Key, null)).Error);

    [Fact]
    public void S3_has_no_public_url_and_says_what_to_do()
    {
        var error = Assert.Throws<ImageStorageException>(() => Bucket().GetUrl(Key, null));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("Set CLOUDFRONT_DOMAIN, or use -Presigned", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3600)]
    [InlineData(604800)]
    public async Task Presigned_url_is_signed_with_version_4_for_as_long_as_asked(int seconds)
    {
        var url = await Bucket().GetPresignedUrlAsync(Key, TimeSpan.FromSeconds(seconds), default);

        var query = HttpUtility.ParseQueryString(url.Query);
        Assert.Equal(("https", "a-bucket.s3.eu-central-1.amazonaws.com", "/" + Key), (url.Scheme, url.Host, url.AbsolutePath));
        Assert.Equal("AWS4-HMAC-SHA256", query["X-Amz-Algorithm"]);
        Assert.InRange(int.Parse(query["X-Amz-Expires"]!, System.Globalization.CultureInfo.InvariantCulture), Math.Max(1, seconds - 1), seconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(604801)]
    public async Task Presigned_url_for_longer_than_seven_days_or_no_time_is_ConfigurationInvalid(int seconds)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Bucket().GetPresignedUrlAsync(Key, TimeSpan.FromSeconds(seconds), default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
    }

    [Fact]
    public async Task Presigned_url_with_an_unknown_profile_is_CredentialsNotFound()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => Bucket(InAws with { ProfileName = "nobody" }).GetPresignedUrlAsync(Key, TimeSpan.FromHours(1), default));

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
    }

    [Fact]
    public async Task Presigned_url_of_an_endpoint_is_read_without_credentials()
    {
        using var bucket = await MotoBucket.CreateAsync(moto);
        await bucket.Store.PutAsync(Uploads.Of("quiz", "a"), default);
        var provider = new CloudFrontUrlProvider("d1.cloudfront.net", new S3UrlProvider(bucket.Client, bucket.Name, TimeProvider.System));

        var url = await provider.GetPresignedUrlAsync(Key, TimeSpan.FromDays(7), default);

        using var client = new HttpClient();
        Assert.Equal("a", await client.GetStringAsync(url));
        Assert.Equal("AWS4-HMAC-SHA256", HttpUtility.ParseQueryString(url.Query)["X-Amz-Algorithm"]);
    }

    [Fact]
    public void File_url_names_the_file_and_carries_the_hash()
    {
        var root = Path.Combine(Path.GetTempPath(), "a b#c%41é");

        var url = new FileUrlProvider(root).GetUrl(Key, Sha256);

        Assert.Equal(("file", "?v=abcdef012345"), (url.Scheme, url.Query));
        Assert.EndsWith("/a%20b%23c%2541%C3%A9/generated_images/quiz.webp?v=abcdef012345", url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_has_no_presigned_url_and_says_what_to_do()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new FileUrlProvider(Path.GetTempPath()).GetPresignedUrlAsync(Key, TimeSpan.FromHours(1), default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("Leave -Presigned out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_url_refuses_what_is_no_key()
    {
        IImageUrlProvider[] providers = [new CloudFrontUrlProvider("d1.cloudfront.net", Bucket()), Bucket(), new FileUrlProvider("/data")];

        Assert.All(providers, provider => Assert.Equal(
            ImageStorageError.InvalidAssignmentId,
            Assert.Throws<ImageStorageException>(() => provider.GetUrl("generated_images/../../etc/passwd", null)).Error));
    }
}
