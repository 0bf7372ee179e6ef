using System.Diagnostics;

namespace ImageStorage.Images;

/// <summary>What is no file of a fixed size is refused, and soon: it would be read for ever, into memory without end.</summary>
public sealed class ImageReaderTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public Task ReadAsync_of_a_device_is_refused(string path)
    {
        Assert.SkipUnless(File.Exists(path), $"there is no {path}");

        return AssertRefusedAsync(path);
    }

    [Fact]
    public Task ReadAsync_of_a_link_to_a_device_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");
        File.CreateSymbolicLink(_folder.File("quiz.png"), "/dev/zero");

        return AssertRefusedAsync(_folder.File("quiz.png"));
    }

    [Fact]
    public async Task ReadAsync_of_a_pipe_that_nobody_writes_to_is_refused() => await AssertRefusedAsync(await MakePipeAsync());

    [Fact]
    public async Task ReadAsync_of_a_pipe_that_is_written_to_is_refused()
    {
        var path = await MakePipeAsync();
        using var writer = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec cat /dev/zero > '{path}'"]))!;
        try
        {
            await AssertRefusedAsync(path);
        }
        finally
        {
            writer.Kill();
            await writer.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task ReadAsync_of_a_file_that_grows_is_refused()
    {
        var path = _folder.File("quiz.png");
        await using var writer = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        writer.SetLength(40 * 1024 * 1024);
        writer.Seek(0, SeekOrigin.End);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested && writer.Length < 49 * 1024 * 1024)
                writer.WriteByte(0);
        });

        // A read that comes between two bytes finds a whole file; one that a byte overtakes does not.
        var error = await Assert.ThrowsAsync<ImageStorageException>(async () =>
        {
            while (!writing.IsCompleted)
                await ImageReader.ReadAsync(ImageSource.FromFile(path), default);
        });
        Assert.Equal(ImageStorageError.InvalidImage, error.Error);

        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public async Task ReadAsync_of_a_link_to_a_file_reads_it()
    {
        await File.WriteAllTextAsync(_folder.File("a.png"), "a");
        File.CreateSymbolicLink(_folder.File("b.png"), _folder.File("a.png"));

        Assert.Equal("a"u8.ToArray(), await ImageReader.ReadAsync(ImageSource.FromFile(_folder.File("b.png")), default));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertRefusedAsync(string path)
    {
        var reading = Task.Run(() => ImageReader.ReadAsync(ImageSource.FromFile(path), default));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => reading.WaitAsync(Soon));

        Assert.Equal(ImageStorageError.InvalidImage, error.Error);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    private async Task<string> MakePipeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among its files");
        var path = _folder.File("quiz.png");
        using var process = Process.Start("mkfifo", [path]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return path;
    }
}
