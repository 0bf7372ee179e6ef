using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ImageStorage.Benchmarks;

/// <summary>What importing the module adds to the start of an engine, and what the first image costs after it.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(int repetitions)
    {
        var module = typeof(ImportBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ModulePath").Value!;
        var bare = new List<double>();
        var import = new List<double>();
        for (var run = 0; run < repetitions; run++)
        {
            bare.Add((await Sample.MeasureAsync(() => Task.FromResult(Start(null)))).Milliseconds);
            import.Add((await Sample.MeasureAsync(() => Task.FromResult(Start(module)))).Milliseconds);
        }

        Console.WriteLine($"engine start, bare                 first {bare[0],7:0} ms, then {bare.Skip(1).DefaultIfEmpty(bare[0]).Min(),6:0} ms");
        Console.WriteLine($"engine start with Import-Module    first {import[0],7:0} ms, then {import.Skip(1).DefaultIfEmpty(import[0]).Min(),6:0} ms");
    }

    private static long Start(string? module)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        if (module is null)
            shell.AddScript("1");
        else
            shell.AddCommand("Import-Module").AddArgument(module).AddParameter("ErrorAction", "Stop");
        return shell.Invoke().Count;
    }
}
