namespace ImageStorage.Portal;

/// <summary>Buckets of moto_server, made without a client of AWS.</summary>
internal static class MotoBucket
{
    /// <summary>Makes one.</summary>
    /// <param name="endpoint">The server's address.</param>
    /// <param name="purpose">The beginning of its name.</param>
    /// <returns>Its name.</returns>
    public static async Task<string> CreateAsync(Uri endpoint, string purpose)
    {
        var name = $"{purpose}-{Guid.NewGuid():N}";
        using var client = new HttpClient();
        // moto looks at no signature, only at whether there is one.
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATESTTESTTESTTEST/20261001/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await client.PutAsync(new Uri(endpoint, $"/{name}"), null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return name;
    }
}
