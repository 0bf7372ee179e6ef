using System.Reflection;
using ImageStorage.Composition;
using ImageStorage.Testing.Architecture;

namespace ImageStorage.Architecture;

/// <summary>Arrows between assemblies and between folders point one way.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Core = typeof(ImageStorageFactory).Assembly;

    [Fact]
    public void Core_References_NeitherPowerShellNorPages()
    {
        var references = Core.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(references, name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains("ImageStorage.Abstractions", references);
    }

    [Fact]
    public void Abstractions_References_OnlyTheFramework()
    {
        var references = typeof(ImageStorageException).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.All(references, name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Management.Automation", $"Abstractions references {name}."));
    }

    [Fact]
    public void FoldersOfCore_HaveNoCircles()
    {
        var circles = FolderCircles.Find(Core, "ImageStorage");

        Assert.True(circles.Count == 0, $"{circles.Count} circles between folders:\n{string.Join('\n', circles)}");
    }
}
