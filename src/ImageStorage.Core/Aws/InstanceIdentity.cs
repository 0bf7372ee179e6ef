using Amazon.Util;

namespace ImageStorage.Aws;

/// <summary>Which instance of Amazon EC2 this process runs on, as the instance's metadata service reports it.</summary>
internal static class InstanceIdentity
{
    // On EC2 the service answers in milliseconds; elsewhere a connection to its address times out.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The instance's id, such as <c>i-0123456789abcdef0</c>; null on other machines, or when AWS_EC2_METADATA_DISABLED turns it off.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // In a task with a time-out, because the SDK has only a synchronous method.
            var id = await Task.Run(() => EC2InstanceMetadata.InstanceId, CancellationToken.None)
                .WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(id) ? null : id;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
