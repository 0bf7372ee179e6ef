using System.Globalization;
using ImageStorage.Benchmarks;

var at = Array.IndexOf(args, "--repetitions");
var repetitions = at >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 15;
await OptimizerBenchmark.RunAsync(repetitions);
Console.WriteLine();
await ImportBenchmark.RunAsync(repetitions);
