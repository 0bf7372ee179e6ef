using System.Runtime.CompilerServices;
using ImageStorage.Testing;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace ImageStorage;

/// <summary>Tests never meet the credentials, profiles and endpoints of whoever runs them.</summary>
internal static class TestEnvironment
{
    public const string AccessKeyId = "AKIATESTTESTTESTTEST";
    public const string SecretAccessKey = "test-secret-access-key-that-must-not-be-logged";
    public const string SessionToken = "test-session-token-that-must-not-be-logged";
    public const string SingleSignOnProfile = "signed-out";
    public const string KnownProfile = "known";

    [ModuleInitializer]
    internal static void Isolate()
    {
        var folder = Directory.CreateTempSubdirectory("imagestorage-aws-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var config = Path.Combine(folder, "config");
        File.WriteAllText(
            config,
            $"""
            [profile {SingleSignOnProfile}]
            sso_account_id = 123456789012
            sso_role_name = Teacher
            sso_region = us-east-1
            sso_start_url = https://example.invalid/start
            """);
        var credentials = Path.Combine(folder, "credentials");
        File.WriteAllText(credentials, $"[{KnownProfile}]\naws_access_key_id = AKIAKNOWNPROFILE\naws_secret_access_key = of-the-profile\n");
        foreach (var (name, value) in Variables(config, credentials))
            Environment.SetEnvironmentVariable(name, value);
    }

    private static IEnumerable<(string Name, string? Value)> Variables(string config, string credentials) =>
    [
        ("AWS_CONFIG_FILE", config),
        ("AWS_SHARED_CREDENTIALS_FILE", credentials),
        ("AWS_ACCESS_KEY_ID", AccessKeyId),
        ("AWS_SECRET_ACCESS_KEY", SecretAccessKey),
        ("AWS_SESSION_TOKEN", SessionToken),
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("AWS_PROFILE", null),
        ("AWS_ENDPOINT_URL", null),
        ("AWS_ENDPOINT_URL_S3", null),
        ("AWS_ENDPOINT_URL_DYNAMODB", null),
        ("AWS_REGION", null),
        ("AWS_DEFAULT_REGION", null),
    ];
}
