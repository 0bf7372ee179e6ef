using System.Diagnostics;
using System.Reflection;

namespace ImageStorage.Shell;

/// <summary>The shell as it is built, with the real module, in processes of its own.</summary>
public sealed class ProductTests : IDisposable
{
    private static readonly string Shell = Path.Combine(
        typeof(ProductTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ShellFolder").Value!,
        Path.GetFileName(ShellProcess.Path));

    private readonly string _home = Directory.CreateTempSubdirectory("imagestorage-").FullName;

    [Fact]
    public async Task Every_cmdlet_has_help()
    {
        var result = await RunAsync("Get-Command -Module ImageStorage | ForEach-Object { \"$($_.Name): $((Get-Help $_.Name).Synopsis)\" }");

        Assert.Contains(result.Lines, line => line.StartsWith("New-AssignmentImage: ", StringComparison.Ordinal));
        Assert.All(result.Lines, line => Assert.DoesNotMatch("^(\\S+): +(\\1.*)?$", line));
    }

    [Fact]
    public async Task Importing_the_module_loads_nothing_but_itself()
    {
        var result = await RunAsync("[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -match 'ImageStorage|AWSSDK|NetVips|Sqlite|Polly' }");

        Assert.Equal(["ImageStorage.Abstractions", "ImageStorage.Cmdlets", "ImageStorage.Shell"], result.Lines.Order());
    }

    [Fact]
    public async Task Two_processes_on_one_embedded_store_finish_the_same_assignments()
    {
        var bulk = InHome("1..30 | ForEach-Object { [pscustomobject]@{ AssignmentId = \"quiz-$_\"; Prompt = \"Picture $_\" } } | New-AssignmentImage -ThrottleLimit 2 | Out-Null");

        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => RunAsync(bulk)));

        // One that lost the race for an assignment may say so; none may say anything else.
        Assert.All(results, result => Assert.DoesNotMatch("Storage(Unavailable|AccessDenied)|ImageAlreadyExists|not possible", result.Error));
        var records = await RunAsync(InHome("Get-Assignment | ForEach-Object { \"$($_.AssignmentId) $($_.S3UploadStatus)\" }"));
        Assert.Equal(Enumerable.Range(1, 30).Select(number => $"quiz-{number} Success").Order(), records.Lines.Order());
        Assert.Equal(30, Directory.GetFiles(Path.Combine(_home, "objects", "generated_images")).Length);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_100_images_ends_the_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send");
        var bulk = InHome("1..100 | ForEach-Object { \"Picture $_\" } | New-AssignmentImage | ForEach-Object { $_.AssignmentId }");
        using var process = ShellProcess.Start("/usr/bin/env", "--default-signal=INT", Shell, "-Command", bulk);
        await process.StandardOutput.ReadLineAsync();

        var started = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await ShellProcess.FinishAsync(process);

        // A second on an idle machine; the suites share the processors.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 4);
        Assert.Equal(130, process.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(_home, "*.tmp", SearchOption.AllDirectories));
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static Task<ShellResult> RunAsync(string command) => ShellProcess.RunProgramAsync(Shell, "", "-Command", command);

    private string InHome(string command) => $"Set-ImageStorageConfiguration -HomePath '{_home}'; {command}";
}
