namespace ImageStorage.Cmdlets;

/// <summary>Names once published stay: a change to them is seen here first, and is made on purpose by changing the file beside this one.</summary>
public sealed class PublicSurfaceTests
{
    [Fact]
    public async Task Public_surface_is_that_of_the_file()
    {
        var expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "public-surface.txt"), TestContext.Current.CancellationToken);
        var actual = PublicSurface.Describe();

        var added = actual.Split('\n').Except(expected.Split('\n')).Select(line => "+ " + line);
        var removed = expected.Split('\n').Except(actual.Split('\n')).Select(line => "- " + line);
        Assert.True(actual == expected, $"The public surface has changed:\n{string.Join('\n', removed.Concat(added))}\n\nAs a whole:\n{actual}");
    }
}
