using System.Runtime.CompilerServices;
using ImageStorage.Testing;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace ImageStorage.Cmdlets;

/// <summary>Nothing of the machine's own configuration reaches a test.</summary>
internal static class TestEnvironment
{
    [ModuleInitializer]
    internal static void Isolate()
    {
        foreach (var name in new[] { "S3_BUCKET_NAME", "CLOUDFRONT_DOMAIN", "AWS_REGION", "AWS_DEFAULT_REGION", "S3_ENDPOINT_URL", "MONGO_URI", "MONGO_DATABASE", "DYNAMODB_TABLE_NAME", "BEDROCK_REGION", "IMAGE_MODEL_ID", "IMAGESTORAGE_HOME", "AWS_PROFILE", "IMAGESTORAGE_ENVIRONMENT", "IMAGESTORAGE_SESSION" })
            Environment.SetEnvironmentVariable(name, null);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "testing");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }
}
