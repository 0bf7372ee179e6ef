using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Portal.Browser;

/// <summary>A portal with stubbed models. It changes the process's environment, so its tests run alone.</summary>
public abstract class BedrockBrowserTest(Chromium chromium) : BrowserTest(chromium)
{
    private const string Secret = "a-secret-of-the-tests";

    private readonly Dictionary<string, string?> _before = [];

    private protected BedrockStub Stub { get; } = new(Secret);

    internal override string[] Settings => [$"--{SettingName.ImageModelId}=stability.stable-image-core-v1:1"];

    public override ValueTask InitializeAsync()
    {
        Set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", Stub.Endpoint.AbsoluteUri);
        Set("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Set("AWS_SECRET_ACCESS_KEY", Secret);
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SESSION_TOKEN", null);
        Set("AWS_PROFILE", null);
        return base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Stub.DisposeAsync();
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        GC.SuppressFinalize(this);
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
