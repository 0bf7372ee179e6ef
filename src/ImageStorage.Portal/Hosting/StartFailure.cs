using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Describes why the portal did not start, where an operator can correct it.</summary>
internal static class StartFailure
{
    /// <summary>The sentences; null for a failure that only its trace explains.</summary>
    public static IEnumerable<string>? Sentences(Exception exception) => exception switch
    {
        OptionsValidationException invalid => invalid.Failures,
        ImageStorageException or StartException => [exception.Message],
        IOException { InnerException: AddressInUseException } => [$"{exception.Message} Stop the process that listens there, or choose another address with --urls."],
        InvalidOperationException { InnerException: FormatException } => [$"A setting of the portal has a value of the wrong kind: {exception.Message}"],
        _ => null,
    };
}
