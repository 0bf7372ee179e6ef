using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ImageStorage.Diagnostics;

/// <summary>
/// The product's counters and their names. The correlation id of a user-visible operation is its W3C trace id, so that any
/// OpenTelemetry listener sees the same id as the log lines, the errors and the objects' metadata.
/// </summary>
internal static class Telemetry
{
    public const string Name = "ImageStorage";

    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> Operations =
        Meter.CreateCounter<long>("imagestorage.operations", "{operation}", "Operations that ended, by operation and result.");

    public static readonly Counter<long> Attempts =
        Meter.CreateCounter<long>("imagestorage.attempts", "{attempt}", "Attempts of store operations, by operation and result.");

    public static readonly Counter<long> Uploads =
        Meter.CreateCounter<long>("imagestorage.uploads", "{upload}", "Uploads that ended, each with its retries once, by result.");

    public static readonly Counter<long> StartCanaries =
        Meter.CreateCounter<long>(
            "imagestorage.start_canaries", "{canary}", "Round trips through the bucket at the start of an instance, by result.");

    public static readonly Counter<long> BytesStored =
        Meter.CreateCounter<long>("imagestorage.bytes_stored", "By", "Bytes written to the object store.");

    public static readonly Counter<long> BytesSaved =
        Meter.CreateCounter<long>("imagestorage.bytes_saved", "By", "Bytes that optimisation saved.");

    public static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("imagestorage.operation.duration", "s", "How long operations took, by operation and result.");

    public static readonly Counter<long> LogFailures =
        Meter.CreateCounter<long>("imagestorage.log_failures", "{line}", "Log lines that could not be written.");

    public static readonly Counter<long> MetricFailures =
        Meter.CreateCounter<long>(
            "imagestorage.metric_failures", "{failure}", "Requests with counters that failed, and minutes of counters that were lost.");

    /// <summary>OpenTelemetry's name for an operation's bucket: https://opentelemetry.io/docs/specs/semconv/object-stores/s3/</summary>
    public const string BucketTag = "aws.s3.bucket";

    /// <summary>OpenTelemetry's name for the instance that a process runs on: https://opentelemetry.io/docs/specs/semconv/resource/host/</summary>
    public const string InstanceTag = "host.id";

    /// <summary>The bucket that an operation, or the one that it is part of, is about; null for none.</summary>
    public static string? BucketOf(Activity? activity)
    {
        for (; activity is not null; activity = activity.Parent)
        {
            if (activity.GetTagItem(BucketTag) is string bucket)
                return bucket;
        }

        return null;
    }

    /// <summary>The correlation id of the operation that the caller is part of; null outside of one.</summary>
    public static string? CorrelationId => Activity.Current?.TraceId.ToHexString();
}
