namespace ImageStorage.Testing;

/// <summary>moto_server, which answers as AWS does; its address is its endpoint.</summary>
public sealed class MotoServer() : ServerProcess<Uri>("moto_server")
{
    protected override string[] Arguments(int port) => ["-H", "127.0.0.1", "-p", $"{port}"];

    protected override Uri Address(int port) => new($"http://127.0.0.1:{port}");

    // Otherwise it would ask for credentials that tests have none of.
    protected override void Configure(IDictionary<string, string?> environment) => environment["AWS_EC2_METADATA_DISABLED"] = "true";

    protected override async Task<bool> AnswersAsync(int port)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri(Address(port), "/moto-api/data.json"));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
