using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ImageStorage.Benchmarks;

/// <summary>sharp in a process of its own that stays warm between the runs, as ours does.</summary>
internal sealed class SharpProcess : IDisposable
{
    private readonly Process _process;

    private SharpProcess(Process process) => _process = process;

    /// <summary>Null where node or sharp are missing.</summary>
    public static SharpProcess? TryStart()
    {
        var script = typeof(SharpProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SharpScript").Value!;
        if (!Directory.Exists(Path.Combine(Path.GetDirectoryName(script)!, "node_modules", "sharp")))
            return null;
        try
        {
            var start = new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            return new SharpProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public async Task<Sample> MeasureAsync(string path)
    {
        await _process.StandardInput.WriteLineAsync(path);
        var line = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("sharp ended early.");
        return JsonSerializer.Deserialize<Sample>(line)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
