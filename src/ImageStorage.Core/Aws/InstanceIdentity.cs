using Amazon.Util;

namespace ImageStorage.Aws;

/// <summary>Which instance of Amazon EC2 this process runs on, as the instance's metadata service reports it.</summary>
internal static class InstanceIdentity
{
    // It answers in milliseconds where it is there; elsewhere its address leads nowhere.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The instance's id, such as <c>i-0123456789abcdef0</c>; null on another machine, or where asking is turned off (AWS_EC2_METADATA_DISABLED).</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // The SDK asks without an asynchronous form, on a thread that nobody waits for longer than that.
            var id = await Task.Run(() => EC2InstanceMetadata.InstanceId, CancellationToken.None).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrWhiteSpace(id) ? null : id;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
