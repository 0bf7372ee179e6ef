using System.Runtime.CompilerServices;

namespace ImageStorage.Portal;

/// <summary>Dummy credentials for local buckets, so that the AWS SDK can sign and does not search for real ones.</summary>
internal static class BucketCredentials
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "testing");
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
    }
}
