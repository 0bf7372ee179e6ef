using System.Reflection;
using ImageStorage.Portal.Hosting;
using ImageStorage.Testing.Architecture;

namespace ImageStorage.Portal.Architecture;

/// <summary>The portal's folders depend on each other without circles, and none depends on PowerShell.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Portal = typeof(PortalApplication).Assembly;

    [Fact]
    public void Portal_references_no_PowerShell()
    {
        var references = Portal.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.DoesNotContain(references, name => name.StartsWith("System.Management.Automation", StringComparison.Ordinal));
        Assert.Contains("ImageStorage.Core", references);
    }

    [Fact]
    public void Folders_of_the_portal_have_no_circles()
    {
        var circles = FolderCircles.Find(Portal, "ImageStorage.Portal");

        Assert.True(circles.Count == 0, $"{circles.Count} circles between folders:\n{string.Join('\n', circles)}");
    }
}
