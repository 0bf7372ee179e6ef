using System.Globalization;
using ImageStorage.Benchmarks;

if (args is ["--repair-child", var home])
{
    await RepairBenchmark.RunChildAsync(home);
    return;
}

if (args is ["--repair"])
{
    await RepairBenchmark.RunAsync();
    return;
}

var at = Array.IndexOf(args, "--repetitions");
var repetitions = at >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 15;
await OptimizerBenchmark.RunAsync(repetitions);
Console.WriteLine();
await ImportBenchmark.RunAsync(repetitions);
