using System.Management.Automation;

namespace ImageStorage.Cmdlets;

/// <summary>What a script wrote to each stream.</summary>
public sealed record Invocation(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<ProgressRecord> Progress)
{
    public Invocation AssertNoErrors()
    {
        Assert.Empty(Errors.Select(error => error.ToString()));
        return this;
    }

    /// <summary>The only output.</summary>
    public T One<T>() => Assert.IsType<T>(Assert.Single(AssertNoErrors().Output).BaseObject);

    public IReadOnlyList<T> All<T>() => [.. Output.Select(item => Assert.IsType<T>(item.BaseObject))];

    /// <summary>The only error, which must be of this kind, name the operation where it has one, and have been raised for the target.</summary>
    public ErrorRecord AssertError(ImageStorageError expected)
    {
        var error = Assert.Single(Errors);
        Assert.StartsWith(expected.ToString() + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error;
    }
}
