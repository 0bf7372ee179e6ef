using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Returns the URL of an image for a browser: of CloudFront, presigned, or of a file when embedded.</summary>
[Cmdlet(VerbsCommon.Get, "ImageUrl", DefaultParameterSetName = AssignmentSet)]
[OutputType(typeof(string))]
public sealed class GetImageUrlCommand : StoredImageCommand<Uri>
{
    /// <summary>SHA-256 of the image in hex, from an earlier cmdlet in the pipeline; without it the store is asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = KeySet)]
    [ValidatePattern("^([0-9a-fA-F]{64})?$")]
    public string? Sha256 { get; set; }

    /// <summary>Makes a URL that works for a limited time, and for anybody who has it.</summary>
    [Parameter]
    public SwitchParameter Presigned { get; set; }

    /// <summary>How long a presigned URL works: a time span, or seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan ExpiresIn { get; set; } = TimeSpan.FromHours(1);

    private protected override Task ProcessImageAsync(string image)
    {
        var sha256 = string.IsNullOrEmpty(Sha256) ? null : Sha256;
        var presignedFor = Presigned ? ExpiresIn : (TimeSpan?)null;
        return EnqueueAsync(image, (_, token) => Storage.Images.GetUrlAsync(image, sha256, presignedFor, token));
    }

    private protected override void WriteResult(Uri result) => WriteObject(result.AbsoluteUri);
}
