using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A bulk cmdlet whose inputs are images: files by path, file objects, bytes, or results of cmdlets before it in the pipeline.</summary>
/// <typeparam name="TResult">The result of one image.</typeparam>
public abstract class ImageInputCommand<TResult> : BulkCommand<TResult>
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";

    // PowerShell sends a byte array into a pipeline one byte at a time.
    private readonly List<byte> _bytes = [];

    /// <summary>Files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Files, paths, bytes, or images from another cmdlet.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc />
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        switch (ParameterSetName)
        {
            case PathSet:
                await ProcessPathsAsync(Path, literal: false);
                break;
            case LiteralPathSet:
                await ProcessPathsAsync(LiteralPath, literal: true);
                break;
            default:
                await ProcessObjectAsync(InputObject!.BaseObject);
                break;
        }
    }

    /// <inheritdoc />
    protected sealed override async Task EndAsync(CancellationToken cancellationToken)
    {
        await ProcessBytesAsync();
        await base.EndAsync(cancellationToken);
    }

    /// <summary>Asks for confirmation and starts the work on one image.</summary>
    private protected abstract Task ProcessImageAsync(ImageInput input);

    private async Task ProcessObjectAsync(object value)
    {
        if (value is byte single)
        {
            // One byte over the limit is enough for the image to be refused, so no more are kept.
            if (_bytes.Count <= ImageLimits.MaxBytes)
                _bytes.Add(single);
            return;
        }

        await ProcessBytesAsync();
        switch (value)
        {
            case string path:
                await ProcessPathsAsync([path], literal: !WildcardPattern.ContainsWildcardCharacters(path));
                break;
            case FileInfo file:
                await ProcessImageAsync(new ImageInput(ImageSource.FromFile(file.FullName), file));
                break;
            case byte[] data:
                await ProcessImageAsync(new ImageInput(ImageSource.FromBytes(data), data));
                break;
            case OptimizedImage image:
                await ProcessImageAsync(new ImageInput(ImageSource.FromBytes(image.Data, image.Name), image, image));
                break;
            case ReceivedImage { IsPlaceholder: true } image:
                WriteError(Placeholder(image).ToErrorRecord(image));
                break;
            case ReceivedImage image:
                await ProcessImageAsync(new ImageInput(ImageSource.FromFile(image.Path, ObjectKey.Parse(image.Key).AssignmentId), image));
                break;
            default:
                WriteError(Unsupported(value).ToErrorRecord(value));
                break;
        }
    }

    private async Task ProcessBytesAsync()
    {
        if (_bytes.Count == 0)
            return;
        var data = _bytes.ToArray();
        _bytes.Clear();
        await ProcessImageAsync(new ImageInput(ImageSource.FromBytes(data), data));
    }

    private async Task ProcessPathsAsync(string[] paths, bool literal)
    {
        foreach (var path in paths)
        {
            foreach (var file in this.ResolveFiles(path, literal))
                await ProcessImageAsync(new ImageInput(ImageSource.FromFile(file), file == path ? path : file));
        }
    }

    private static ImageStorageException Placeholder(ReceivedImage image) => new(
        ImageStorageError.ImageNotFound, $"There is no image for '{image.Key}', only a placeholder. {image.Reason}");

    private static ImageStorageException Unsupported(object value) => new(
        ImageStorageError.InvalidImage,
        $"An object of type {value.GetType().Name} is not an image. "
            + "Pass paths, files, byte arrays, or the output of Optimize-Image or Receive-S3Image.");
}
