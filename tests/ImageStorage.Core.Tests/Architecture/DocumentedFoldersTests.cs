using System.Text.RegularExpressions;

namespace ImageStorage.Architecture;

/// <summary>"Find your way" of the README names the folders that exist.</summary>
public sealed partial class DocumentedFoldersTests
{
    [Fact]
    public void Every_folder_that_is_named_exists()
    {
        var missing = Named().Where(folder => !Directory.Exists(Path.Combine(Repository.Root, folder)));

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("src/ImageStorage.Core")]
    public void Every_folder_under_it_is_named(string parent)
    {
        var there = Directory.EnumerateDirectories(Path.Combine(Repository.Root, parent))
            .Select(Path.GetFileName)
            .Where(name => name is not ("bin" or "obj"))
            .Select(name => $"{parent}/{name}");

        Assert.Empty(there.Except(Named()));
    }

    private static List<string> Named()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = readme.Split("\n## ").Single(part => part.StartsWith("Find your way", StringComparison.Ordinal));
        var named = Folder().Matches(section).Select(match => match.Groups["path"].Value.TrimEnd('/')).ToList();
        Assert.NotEmpty(named);
        return named;
    }

    /// <summary>A folder in the first column of a table.</summary>
    [GeneratedRegex(@"(?m)^\| `(?<path>[^`]+)` \|")]
    private static partial Regex Folder();
}
