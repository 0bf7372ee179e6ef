using System.Diagnostics;
using ImageStorage.Testing;

namespace ImageStorage.Aws;

/// <summary>AWS's client for Python, as the peer that sets up what the core only reads, and that knows how requests are to look.</summary>
internal static class Boto3
{
    private static readonly Task<bool> IsThere = FindAsync();

    /// <summary>What a script prints. Skips the calling test when python3 has no boto3.</summary>
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        if (!await IsThere)
            Assert.Skip("python3 with boto3 is not on PATH");
        var (exitCode, output, errors) = await StartAsync(PathSearch.Find("python3")!, ["-c", script, .. arguments], input);
        return exitCode == 0 ? output : throw new InvalidOperationException(errors);
    }

    /// <summary>Runs a script that finds <c>client(service)</c>, before moto_server.</summary>
    public static Task<string> SetUpAsync(Uri endpoint, string script, params string[] arguments) => RunAsync(
        $"""
        import boto3, json, sys
        client = lambda service: boto3.client(service, endpoint_url=sys.argv[1], region_name="us-east-1")
        {script}
        """,
        "",
        [endpoint.AbsoluteUri, .. arguments]);

    private static async Task<bool> FindAsync() =>
        PathSearch.Find("python3") is { } python && (await StartAsync(python, ["-c", "import boto3"], "")).ExitCode == 0;

    private static async Task<(int ExitCode, string Output, string Errors)> StartAsync(string python, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
