using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A bulk cmdlet whose inputs are stored images, by assignment id or object key.</summary>
/// <typeparam name="TResult">The result of one image.</typeparam>
public abstract class StoredImageCommand<TResult> : BulkCommand<TResult>
{
    /// <summary>The default parameter set.</summary>
    protected const string AssignmentSet = "AssignmentId";

    /// <summary>The parameter set for object keys, which earlier cmdlets in a pipeline pass on.</summary>
    protected const string KeySet = "Key";

    /// <summary>The assignments whose images are meant.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = AssignmentSet)]
    [ValidateNotNullOrEmpty]
    public string[] AssignmentId { get; set; } = [];

    /// <summary>The object keys of the images.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = KeySet)]
    [Alias("S3ImageKey")]
    [ValidateNotNullOrEmpty]
    public string[] Key { get; set; } = [];

    /// <inheritdoc />
    protected sealed override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var image in ParameterSetName == KeySet ? Key : AssignmentId)
            await ProcessImageAsync(image);
    }

    /// <summary>Asks for confirmation and starts the work on one image.</summary>
    /// <param name="image">An object key or an assignment id.</param>
    private protected abstract Task ProcessImageAsync(string image);
}
