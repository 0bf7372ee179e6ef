using System.Reflection;
using ImageStorage.Cmdlets.Errors;
using ImageStorage.Testing.Architecture;

namespace ImageStorage.Cmdlets.Architecture;

/// <summary>The cmdlets reference only the abstractions and the engine, and their folders point one way.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Cmdlets = typeof(ErrorRecords).Assembly;

    [Fact]
    public void Cmdlets_Reference_OnlyAbstractionsAndTheEngine()
    {
        string[] allowed = ["ImageStorage.Abstractions", "System.Management.Automation", "netstandard", "Microsoft.Win32.Primitives"];
        var references = Cmdlets.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.All(references, name => Assert.True(
            allowed.Contains(name) || name.StartsWith("System.", StringComparison.Ordinal), $"The cmdlets reference {name}."));
    }

    [Theory]
    [InlineData("ImageStorage.Cmdlets")]
    [InlineData("ImageStorage.Cmdlets.Commands")]
    public void FoldersBelow_HaveNoCircles(string rootNamespace)
    {
        var circles = FolderCircles.Find(Cmdlets, rootNamespace);

        Assert.True(circles.Count == 0, $"{circles.Count} circles between folders:\n{string.Join('\n', circles)}");
    }

    [Theory]
    [InlineData("Binding")]
    [InlineData("Commands")]
    [InlineData("Engine")]
    [InlineData("Errors")]
    public void Every_folder_has_its_namespace(string folder) =>
        Assert.Contains(Cmdlets.GetTypes(), type => type.Namespace == $"ImageStorage.Cmdlets.{folder}");
}
