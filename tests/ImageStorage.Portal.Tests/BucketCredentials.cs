using System.Runtime.CompilerServices;

namespace ImageStorage.Portal;

/// <summary>Credentials for buckets of this machine: the AWS SDK signs with some, and must look for none elsewhere.</summary>
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
