using System.Globalization;
using System.Reflection;
using ImageStorage.Composition;
using ImageStorage.Generation;
using ImageStorage.Generation.Offline;

namespace ImageStorage.Benchmarks.Portal;

/// <summary>
/// The portal with the embedded stores as a process of its own, and the users who ask it beside it on the same machine: what it answers a
/// second, how long that takes, and what it holds in memory after many requests. Pictures are measured against Kestrel's static files in turn.
/// </summary>
internal sealed class PortalBenchmark(int records, TimeSpan duration, int requests)
{
    private const int Users = 50;
    private const int Rounds = 3;
    private const int DifferentPictures = 25;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Runs it and prints.</summary>
    public async Task RunAsync()
    {
        var home = Directory.CreateTempSubdirectory("imagestorage-portal-load-");
        try
        {
            Console.WriteLine($"{Users} users, {records} assignments with pictures, {Environment.ProcessorCount} processors that the portal and the users share.");
            var assignments = await SeedAsync(home.FullName);
            var program = typeof(PortalBenchmark).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PortalProgram").Value!;
            await using var portal = await ServerProcess.StartAsync(program, "--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}");
            await using var files = await ServerProcess.StartAsync(
                Environment.ProcessPath!, "--static-files", Path.Combine(home.FullName, "objects", "generated_images"));
            await MeasureAsync(portal, files, assignments);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private async Task MeasureAsync(ServerProcess portal, ServerProcess files, List<Assignment> assignments)
    {
        (string Name, string[] Paths)[] subjects =
        [
            ("list, page", ["/assignments"]),
            ("list, API", ["/api/v1/assignments"]),
            ("show, page", [.. assignments.Select(assignment => $"/assignments/{assignment.AssignmentId}")]),
            ("show, API", [.. assignments.Select(assignment => $"/api/v1/assignments/{assignment.AssignmentId}")]),
        ];
        string[] pictures = [.. assignments.Select(assignment => $"/pictures/{assignment.AssignmentId}?v={assignment.ImageMetadata!.Sha256![..12]}")];
        string[] same = [.. assignments.Select(assignment => "/" + assignment.S3ImageKey[ObjectKey.Prefix.Length..])];
        using var users = new LoadGenerator(portal.Address, Users);
        using var others = new LoadGenerator(files.Address, Users);

        Console.WriteLine($"At start: {portal.MemoryMiB:0} MiB.");
        Console.WriteLine();
        Console.WriteLine($"Closed loop, no think time, {duration.TotalSeconds:0} s each");
        PrintHead();
        foreach (var (name, paths) in subjects)
            await SaturateAsync(name, portal, users, paths);
        await CompareAsync(portal, users, pictures, files, others, same);

        Console.WriteLine();
        Console.WriteLine($"{Users} users who each ask once a second, {duration.TotalSeconds:0} s each");
        PrintHead();
        foreach (var (name, paths) in subjects.Append(("picture", pictures)))
        {
            var cpu = portal.Cpu;
            var figures = await users.PaceAsync(paths, duration);
            Print(name, figures, portal, cpu);
        }

        Console.WriteLine();
        await ExhaustAsync(portal, users, [.. subjects.SelectMany(subject => subject.Paths.Take(records)), .. pictures]);
    }

    private async Task<LoadFigures> SaturateAsync(string name, ServerProcess server, LoadGenerator users, string[] paths)
    {
        await users.SaturateAsync(paths, WarmUp);
        var cpu = server.Cpu;
        var figures = await users.SaturateAsync(paths, duration);
        Print(name, figures, server, cpu);
        return figures;
    }

    /// <summary>In turn, so that the two see the same machine.</summary>
    private async Task CompareAsync(
        ServerProcess portal, LoadGenerator users, string[] pictures, ServerProcess files, LoadGenerator others, string[] same)
    {
        var ratios = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var ours = await SaturateAsync($"picture {round}", portal, users, pictures);
            var theirs = await SaturateAsync($"static file {round}", files, others, same);
            ratios.Add(ours.Rate / theirs.Rate);
        }

        ratios.Sort();
        Console.WriteLine($"picture / static file: median {ratios[ratios.Count / 2]:0.00} (from {ratios[0]:0.00} to {ratios[^1]:0.00})");
    }

    private async Task ExhaustAsync(ServerProcess portal, LoadGenerator users, string[] paths)
    {
        const int parts = 5;
        Console.WriteLine($"Memory over {requests} requests of all kinds");
        Console.WriteLine($"{0,8} {portal.MemoryMiB,7:0} MiB");
        for (var part = 1; part <= parts; part++)
        {
            var figures = await users.SaturateAsync(paths, requests / parts);
            Console.WriteLine($"{requests / parts * part,8} {portal.MemoryMiB,7:0} MiB   {figures.Rate:0} requests/s, {figures.Failures} failed");
        }
    }

    /// <summary>Pictures of their own bytes for a few, as the optimiser is not what is measured; each assignment has its own file.</summary>
    private async Task<List<Assignment>> SeedAsync(string home)
    {
        var factory = new ImageStorageFactory();
        var storage = factory.Open(factory.Resolve(new SettingRequest { Parameters = new Dictionary<string, string> { [SettingName.Home] = home } }));
        var generator = new OfflineImageGenerator();
        var sources = new List<ImageSource>();
        for (var number = 0; number < Math.Min(records, DifferentPictures); number++)
        {
            var picture = await generator.GenerateAsync(
                new ImageGenerationRequest($"A lighthouse on a rocky coast, {number}", ImageModelId.Offline), CancellationToken.None);
            sources.Add(ImageSource.FromBytes(picture.Data, "lighthouse"));
        }

        var made = new List<Assignment>();
        for (var number = 0; number < records; number++)
        {
            var request = new NewImageRequest
            {
                Prompt = $"A lighthouse on a rocky coast at sunrise, with three boats and a flock of gulls, number {number}",
                TeacherId = $"teacher-{number % 20}",
                Source = sources[number % sources.Count],
                QuestionAnswers = [.. Enumerable.Range(1, 5).Select(
                    question => new QuestionAnswer(question.ToString(CultureInfo.InvariantCulture), $"How many boats are in picture {question}?", "Three"))],
            };
            made.Add((await storage.Assignments.CreateImageAsync(request, progress: null, CancellationToken.None)).Assignment);
        }

        return made;
    }

    private static void PrintHead() => Console.WriteLine(
        $"{"what",-14} {"requests/s",11} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"KiB each",9} {"failed",7} {"CPU %",6} {"MiB",6}");

    private static void Print(string name, LoadFigures figures, ServerProcess server, TimeSpan cpuBefore) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-14} {figures.Rate,11:0} {figures.Percentile(0.5),8:0.0} {figures.Percentile(0.95),8:0.0} {figures.Percentile(0.99),8:0.0} "
        + $"{figures.Bytes / 1024.0 / figures.Latencies.Length,9:0.0} {figures.Failures,7} "
        + $"{(server.Cpu - cpuBefore) / figures.Elapsed * 100,6:0} {server.MemoryMiB,6:0}"));
}
