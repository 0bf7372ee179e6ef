using System.Diagnostics;
using System.Text;

namespace ImageStorage.Infrastructure.Terraform;

/// <summary>Runs a program to its end and keeps what it wrote.</summary>
internal static class ProgramRun
{
    // Beside other programs on a small machine Terraform's provider alone may take a minute to start.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(8);

    /// <summary>Describes a run with all streams redirected.</summary>
    /// <param name="program">The program's path.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="isRemoved">Decides by its name whether a variable of this process's environment is kept from the program.</param>
    /// <param name="arguments">The program's arguments.</param>
    public static ProcessStartInfo Describe(string program, string folder, Func<string, bool> isRemoved, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(isRemoved).ToArray())
            start.Environment.Remove(name);
        start.Environment["TF_IN_AUTOMATION"] = "true";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    /// <summary>Runs a program; one that takes too long is ended.</summary>
    /// <param name="start">The program.</param>
    /// <param name="isTimeToInterrupt">Asked again and again with the output so far; the program gets SIGINT when it returns true.</param>
    public static async Task<TerraformResult> RunAsync(ProcessStartInfo start, Func<string, bool>? isTimeToInterrupt = null)
    {
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeLimit);
        try
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(timeout.Token);
            var output = new StringBuilder();
            var reading = ReadAsync(process.StandardOutput, output, timeout.Token);
            if (isTimeToInterrupt is not null)
            {
                while (!reading.IsCompleted && !isTimeToInterrupt(Snapshot(output)))
                    await Task.Delay(100, timeout.Token);
                using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
                await kill.WaitForExitAsync(timeout.Token);
            }

            await reading;
            await process.WaitForExitAsync(timeout.Token);
            return new TerraformResult(process.ExitCode, Snapshot(output), await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder output, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            lock (output)
                output.Append(line).Append('\n');
        }
    }

    private static string Snapshot(StringBuilder output)
    {
        lock (output)
            return output.ToString();
    }
}
