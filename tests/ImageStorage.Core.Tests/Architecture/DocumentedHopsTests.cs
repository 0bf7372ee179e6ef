using System.Text.RegularExpressions;

namespace ImageStorage.Architecture;

/// <summary>The way of a prompt in docs/architecture.md names methods that exist.</summary>
public sealed partial class DocumentedHopsTests
{
    [Fact]
    public void The_way_of_a_prompt_has_at_least_eight_hops() => Assert.True(Hops().Count >= 8, "docs/architecture.md lists fewer than 8 hops.");

    [Fact]
    public void Every_hop_names_a_class_and_a_method_of_its_file()
    {
        var wrong = Hops().Select(Problem).OfType<string>();

        Assert.Empty(wrong);
    }

    private static List<Match> Hops()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var section = text.Split("\n## ").Single(part => part.StartsWith("The way of a prompt", StringComparison.Ordinal));
        var numbered = section.Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).ToList();
        var hops = numbered.Select(line => Hop().Match(line)).ToList();
        Assert.All(numbered.Zip(hops), pair => Assert.True(pair.Second.Success, $"This hop has another form than the others: {pair.First}"));
        return hops;
    }

    private static string? Problem(Match hop)
    {
        var (type, method, file) = (hop.Groups["type"].Value, hop.Groups["method"].Value, hop.Groups["file"].Value);
        var path = Path.Combine(Repository.Root, file);
        if (!File.Exists(path))
            return $"{type}.{method}: there is no file {file}.";
        var source = File.ReadAllText(path);
        if (!Regex.IsMatch(source, $@"\bclass {type}\b"))
            return $"{type}.{method}: {file} has no class {type}.";
        // A declaration: a modifier at the start of its line; a call has none.
        return Regex.IsMatch(source, $@"(?m)^\s*(?:public|internal|private|protected)\b[^=;\n]*\s{method}(?:<\w+>)?\(")
            ? null
            : $"{type}.{method}: {file} has no method {method}.";
    }

    [GeneratedRegex(@"^\d+\. `(?<type>\w+)\.(?<method>\w+)` \(`(?<file>[^`]+)`\): .+$")]
    private static partial Regex Hop();
}
