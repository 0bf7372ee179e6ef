using ImageStorage.Generation;
using ImageStorage.Generation.Offline;
using ImageStorage.Optimization;
using NetVips;

namespace ImageStorage.Benchmarks;

/// <summary>One 1024² and one 2048² PNG through the optimiser and through sharp at WebP quality 85: the same files, in turn, in one run.</summary>
internal static class OptimizerBenchmark
{
    // Measured right before sharp in every round, so that the two see the same machine.
    private const string Compared = "Balanced";

    private static readonly (string Name, OptimizationEffort Effort)[] Efforts =
        [("Fast", OptimizationEffort.Fast), ("Smallest", OptimizationEffort.Smallest), (Compared, OptimizationEffort.Balanced)];

    public static async Task RunAsync(int repetitions)
    {
        var folder = Directory.CreateTempSubdirectory("imagestorage-benchmark-").FullName;
        try
        {
            using var sharp = SharpProcess.TryStart();
            Console.WriteLine(sharp is null ? "sharp is not here ('npm ci' beside this program installs it): our figures alone." : "Beside sharp, in turn.");
            Console.WriteLine($"{"picture",-10} {"by",-10} {"wall ms (min / median)",24} {"cpu ms (median)",16} {"bytes",9}");
            foreach (var size in new[] { 1024, 2048 })
                await RunAsync(await WritePngAsync(folder, size), sharp, repetitions, $"{size}x{size}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string path, SharpProcess? sharp, int repetitions, string picture)
    {
        var optimizer = new VipsImageOptimizer();
        var data = await File.ReadAllBytesAsync(path);
        var samples = Efforts.ToDictionary(effort => effort.Name, _ => new List<Sample>());
        var others = new List<Sample>();
        for (var run = -1; run < repetitions; run++)
        {
            foreach (var (name, effort) in Efforts)
            {
                var options = new OptimizationOptions { Effort = effort };
                var sample = await Sample.MeasureAsync(
                    async () => (await optimizer.OptimizeAsync(data, picture, options, CancellationToken.None)).OptimizedSizeBytes);
                if (run >= 0)
                    samples[name].Add(sample);
            }

            if (sharp is not null && await sharp.MeasureAsync(path) is { } other && run >= 0)
                others.Add(other);
        }

        foreach (var (name, list) in samples)
            Print(picture, name, list);
        if (others.Count == 0)
            return;
        Print(picture, "sharp", others);
        var ratios = samples[Compared].Zip(others, (ours, other) => ours.Milliseconds / other.Milliseconds).Order().ToList();
        Console.WriteLine($"{picture,-10} {Compared} / sharp, round by round: median {ratios[ratios.Count / 2]:0.00} (from {ratios[0]:0.00} to {ratios[^1]:0.00})");
    }

    private static void Print(string picture, string name, List<Sample> samples) => Console.WriteLine(
        $"{picture,-10} {name,-10} {$"{samples.Min(s => s.Milliseconds):0.0} / {Median(samples, s => s.Milliseconds):0.0}",24} "
        + $"{Median(samples, s => s.CpuMilliseconds),16:0.0} {samples[0].Bytes,9}");

    private static double Median(List<Sample> samples, Func<Sample, double> value) =>
        samples.Select(value).Order().ElementAt(samples.Count / 2);

    private static async Task<string> WritePngAsync(string folder, int size)
    {
        var request = new ImageGenerationRequest("A lighthouse on a rocky coast at sunrise", ImageModelId.Offline);
        var picture = await new OfflineImageGenerator().GenerateAsync(request, CancellationToken.None);
        using var image = Image.NewFromBuffer(picture.Data);
        using var scaled = image.Resize(size / (double)image.Width);
        var path = Path.Combine(folder, $"{size}.png");
        await File.WriteAllBytesAsync(path, scaled.PngsaveBuffer());
        return path;
    }
}
