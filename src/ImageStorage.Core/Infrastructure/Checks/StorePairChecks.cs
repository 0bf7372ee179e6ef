using ImageStorage.Pairing;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Whether the configured object store and record store carry the same id, so that a forgotten setting is seen before it is used.</summary>
/// <param name="pair">The configured stores.</param>
/// <param name="bucket">The configured bucket; null for the embedded folder.</param>
internal sealed class StorePairChecks(IStorePair pair, string? bucket) : ICheckFamily
{
    private const string Expected = "belong together";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        yield return new Check(CheckNames.StorePair, CheckArea.Records, token => request.Expectations.BucketName == bucket
            ? CompareAsync(token)
            : Task.FromResult(Finding.Skipped("The configured stores are not those of the stack.")));
    }

    private async Task<Finding> CompareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await pair.VerifyAsync(cancellationToken).ConfigureAwait(false);
            return Finding.Passed(Expected, Expected, "Object store and record store belong together.");
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.StoreMismatch)
        {
            return Finding.Failed(
                Expected, "do not", exception.Message, "Check the settings with Get-ImageStorageConfiguration, or run Use-ImageStorage -Adopt.");
        }
    }
}
