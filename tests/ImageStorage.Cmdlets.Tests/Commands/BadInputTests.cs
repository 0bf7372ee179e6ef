using ImageStorage.Testing.Images;

namespace ImageStorage.Cmdlets.Commands;

public sealed class BadInputTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public static TheoryData<string, ImageStorageError> BadFiles => new()
    {
        { "empty.png", ImageStorageError.InvalidImage },
        { "text.png", ImageStorageError.InvalidImage },
        { "truncated.png", ImageStorageError.InvalidImage },
        { "svg.png", ImageStorageError.InvalidImage },
        { "pdf.png", ImageStorageError.InvalidImage },
        { "bomb.png", ImageStorageError.ImageTooLarge },
        { "large.png", ImageStorageError.ImageTooLarge },
        { "missing.png", ImageStorageError.ImageNotFound },
        { "folder.png", ImageStorageError.InvalidImage },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_a_clear_error_and_nothing_is_written(string name, ImageStorageError expected)
    {
        WriteBadFile(name);

        foreach (var command in new[] { "New-AssignmentImage -AssignmentId quiz-1 -Path {0}", "Optimize-Image {0} -OutputPath out.webp", "Send-S3Image {0} -AssignmentId quiz-1" })
        {
            var error = _session.Invoke(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, name)).AssertError(expected);
            Assert.Contains("correlation id", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(Written());
    }

    [Theory]
    [InlineData("'../escape'")]
    [InlineData("'a quiz'")]
    [InlineData("('x' * 200)")]
    [InlineData("'quiz/1'")]
    [InlineData("\"quiz`n1\"")]
    public void An_unsafe_id_is_a_clear_error_and_nothing_is_written(string id)
    {
        File.WriteAllBytes(Path.Combine(_session.Folder, "good.png"), TestPictures.Png());

        foreach (var command in new[] { "New-AssignmentImage kite", "New-Assignment kite", "New-Assignment -NoImage kite", "Send-S3Image good.png", "Receive-S3Image", "Get-ImageUrl", "Show-Assignment", "Get-Assignment" })
            _session.Invoke($"{command} -AssignmentId {id}").AssertError(ImageStorageError.InvalidAssignmentId);

        Assert.Empty(Written());
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_a_clear_error()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "file"), "");

        _session.Configure(new { home = Path.Combine(_session.Folder, "file", "below") });

        var invocation = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1");

        var error = Assert.Single(invocation.Errors);
        Assert.StartsWith("Storage", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("file", "below"), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_folder_that_cannot_be_written_is_a_clear_error()
    {
        TestPictures.Write(_session.Folder, 1);
        File.WriteAllText(Path.Combine(_session.Folder, "file"), "");

        var error = Assert.Single(_session.Invoke("Optimize-Image quiz-000.png -OutputPath file/below.webp").Errors);

        Assert.StartsWith("Storage", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("below.webp", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_is_no_image_is_a_clear_error() =>
        _session.Invoke("[pscustomobject]@{ Name = 'x' } | Optimize-Image").AssertError(ImageStorageError.InvalidImage);

    public void Dispose() => _session.Dispose();

    private void WriteBadFile(string name)
    {
        var path = Path.Combine(_session.Folder, name);
        var sound = TestPictures.Png();
        if (name == "folder.png")
            Directory.CreateDirectory(path);
        byte[]? data = name switch
        {
            "empty.png" => [],
            "text.png" => "This is a text."u8.ToArray(),
            "truncated.png" => sound[..(sound.Length / 2)],
            "svg.png" => "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"u8.ToArray(),
            "pdf.png" => "%PDF-1.7\n"u8.ToArray(),
            "bomb.png" => HostilePng.Claiming(60000, 60000),
            "large.png" => [.. sound, .. new byte[51 * 1024 * 1024]],
            _ => null,
        };
        if (data is not null)
            File.WriteAllBytes(path, data);
    }

    /// <summary>Everything in the home but the logs and the database, which is there once anything was asked of it.</summary>
    private IEnumerable<string> Written() => Directory.EnumerateFiles(_session.Folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_session.Folder, file))
        .Where(file => file.Contains("objects", StringComparison.Ordinal) || file.Contains("pages", StringComparison.Ordinal) || file.EndsWith("out.webp", StringComparison.Ordinal))
        .Concat(_session.Invoke("Get-Assignment").Output.Select(record => record.ToString()!));
}
