using System.Xml.Linq;

namespace ImageStorage.Cmdlets.Reliability;

/// <summary>A bucket of moto_server, looked at by plain HTTP; moto checks no signature.</summary>
internal sealed class CrashBucket : ICrashStore
{
    private static readonly Dictionary<string, string> Credentials = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIATESTTESTTESTTEST",
        ["AWS_SECRET_ACCESS_KEY"] = "secret-of-the-tests",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    private readonly HttpClient _client = new();
    private readonly Uri _endpoint;
    private readonly string _name = $"crash-{Guid.NewGuid():N}";

    private CrashBucket(Uri endpoint)
    {
        _endpoint = endpoint;
        // Whatever the signature is: without any, moto keeps private objects to itself.
        _client.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATESTTESTTESTTEST/20261001/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        Environment = new Dictionary<string, string>(Credentials) { ["S3_BUCKET_NAME"] = _name, ["S3_ENDPOINT_URL"] = endpoint.AbsoluteUri };
    }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<ICrashStore> CreateAsync(Uri endpoint)
    {
        // The session of the test itself signs its requests too.
        foreach (var (name, value) in Credentials)
            System.Environment.SetEnvironmentVariable(name, value);
        var bucket = new CrashBucket(endpoint);
        using var answer = await bucket._client.PutAsync(bucket.Address(""), null);
        answer.EnsureSuccessStatusCode();
        return bucket;
    }

    public object Settings(string home) => new { home, bucket = _name, endpoint = _endpoint.AbsoluteUri, records = new { sqlite = true } };

    public async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync()
    {
        var list = XDocument.Parse(await _client.GetStringAsync(Address("?list-type=2&max-keys=1000")));
        var objects = new Dictionary<string, byte[]>();
        var keys = list.Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value);
        foreach (var key in keys.Where(key => key.StartsWith(ObjectKey.Prefix, StringComparison.Ordinal)))
            objects[key] = await _client.GetByteArrayAsync(Address("/" + key));
        return objects;
    }

    public void Dispose() => _client.Dispose();

    private Uri Address(string rest) => new(_endpoint, $"/{_name}{rest}");
}
