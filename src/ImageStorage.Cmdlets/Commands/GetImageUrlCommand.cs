using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Returns the URL of an image for a browser: of CloudFront, presigned, or of a file when embedded.</summary>
[Cmdlet(VerbsCommon.Get, "ImageUrl", DefaultParameterSetName = AssignmentSet)]
[OutputType(typeof(string))]
public sealed class GetImageUrlCommand : StoredImageCommand<Uri>
{
    /// <summary>SHA-256 of the image in hex, from an earlier cmdlet in the pipeline; without it the store is asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = KeySet)]
    [ValidatePattern("^([0-9a-fA-F]{64})?$")]
    public string? Sha256
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Makes a URL that works for a limited time, and for anybody who has it.</summary>
    [Parameter]
    public SwitchParameter Presigned { get; set; }

    /// <summary>How long a presigned URL works: a time span, or seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateDuration(1, 7 * 24 * 3600)]
    public TimeSpan ExpiresIn { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!Presigned && MyInvocation.BoundParameters.ContainsKey(nameof(ExpiresIn)))
        {
            ThrowTerminatingError(new ImageStorageException(
                ImageStorageError.ConfigurationInvalid, "-ExpiresIn works only with -Presigned: other URLs do not expire. Add -Presigned, or leave it out.")
                .ToErrorRecord(null));
        }

        return base.BeginAsync(cancellationToken);
    }

    private protected override Task ProcessImageAsync(string image)
    {
        var sha256 = Sha256;
        var presignedFor = Presigned ? ExpiresIn : (TimeSpan?)null;
        return EnqueueAsync(image, (_, token) => Storage.Images.GetUrlAsync(image, sha256, presignedFor, token));
    }

    private protected override void WriteResult(Uri result) => WriteObject(result.AbsoluteUri);
}
