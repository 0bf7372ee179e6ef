using ImageStorage.Testing;

namespace ImageStorage.Portal;

/// <summary>A bucket on moto_server for one test.</summary>
/// <param name="Endpoint">The S3 endpoint.</param>
/// <param name="Name">The bucket's name.</param>
internal sealed record TestBucket(Uri Endpoint, string Name)
{
    /// <summary>Creates the bucket. Skips the calling test when moto_server is not on PATH.</summary>
    public static async Task<TestBucket> MakeAsync(MotoServer moto)
    {
        var bucket = new TestBucket(await moto.RequireAsync(), $"portal-{Guid.NewGuid():N}");
        await bucket.SendAsync(HttpMethod.Put, "");
        return bucket;
    }

    /// <summary>Deletes an object behind the portal's back.</summary>
    /// <param name="key">Its key.</param>
    public Task DeleteAsync(string key) => SendAsync(HttpMethod.Delete, "/" + key);

    private async Task SendAsync(HttpMethod method, string path)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Endpoint, $"/{Name}{path}"));
        // moto requires a signature but does not verify it.
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATESTTESTTESTTEST/20261001/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
