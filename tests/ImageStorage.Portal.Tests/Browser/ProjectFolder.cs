namespace ImageStorage.Portal.Browser;

/// <summary>This project's folder in the working tree, which holds npm's axe-core and the screenshots.</summary>
internal static class ProjectFolder
{
    private const string ProjectFile = "ImageStorage.Portal.Tests.csproj";

    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, ProjectFile)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{ProjectFile} is in no folder above {AppContext.BaseDirectory}.");
    }
}
