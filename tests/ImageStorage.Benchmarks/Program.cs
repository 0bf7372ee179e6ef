using System.Globalization;
using ImageStorage.Benchmarks;
using ImageStorage.Benchmarks.Portal;

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

if (args is ["--static-files", var folder])
{
    await StaticFilesServer.RunAsync(folder);
    return;
}

if (args is ["--portal", ..])
{
    await new PortalBenchmark(Number("--records", 500), TimeSpan.FromSeconds(Number("--seconds", 10)), Number("--requests", 100_000)).RunAsync();
    return;
}

var repetitions = Number("--repetitions", 15);
await OptimizerBenchmark.RunAsync(repetitions);
Console.WriteLine();
await ImportBenchmark.RunAsync(repetitions);

int Number(string name, int otherwise)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
