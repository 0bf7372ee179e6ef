using System.Reflection;

namespace ImageStorage.Testing.Architecture;

/// <summary>Finds folders of an assembly that need each other. A folder is the first namespace below the root.</summary>
public static class FolderCircles
{
    private const string RootFolder = "(root)";

    /// <summary>
    /// For each arrow between two folders that has a way back, the shortest circle it is part of, with the types that make it:
    /// <c>Api -> Pages -> Api</c>. Shortest circles first; empty when all arrows point one way.
    /// </summary>
    /// <param name="assembly">The compiled assembly.</param>
    /// <param name="rootNamespace">The namespace above the folders: <c>ImageStorage</c>, <c>ImageStorage.Portal</c>.</param>
    public static IReadOnlyList<string> Find(Assembly assembly, string rootNamespace)
    {
        var arrows = Arrows(assembly, rootNamespace);
        var next = arrows.Keys.ToLookup(arrow => arrow.From, arrow => arrow.To);
        return
        [
            .. arrows.Keys
                .Select(arrow => WayBack(arrow.From, arrow.To, next))
                .OfType<List<string>>()
                .Select(StartAtFirst)
                .DistinctBy(circle => string.Join('/', circle))
                .OrderBy(circle => circle.Count)
                .ThenBy(circle => string.Join('/', circle), StringComparer.Ordinal)
                .Select(circle => Describe(circle, arrows)),
        ];
    }

    private static Dictionary<(string From, string To), SortedSet<string>> Arrows(Assembly assembly, string rootNamespace)
    {
        var arrows = new Dictionary<(string From, string To), SortedSet<string>>();
        foreach (var type in assembly.GetTypes())
        {
            var outer = TypeReferences.Outermost(type);
            if (Folder(outer, rootNamespace) is not { } from)
                continue;
            foreach (var used in TypeReferences.Of(type).Where(used => used.Assembly == assembly))
            {
                if (Folder(used, rootNamespace) is not { } to || to == from)
                    continue;
                if (!arrows.TryGetValue((from, to), out var types))
                    arrows.Add((from, to), types = new SortedSet<string>(StringComparer.Ordinal));
                types.Add($"{outer.Name} uses {used.Name}");
            }
        }

        return arrows;
    }

    private static string? Folder(Type type, string rootNamespace)
    {
        if (type.Namespace == rootNamespace)
            return RootFolder;
        return type.Namespace?.StartsWith(rootNamespace + ".", StringComparison.Ordinal) == true
            ? type.Namespace[(rootNamespace.Length + 1)..].Split('.')[0]
            : null;
    }

    /// <summary>The folders of the shortest circle that begins with an arrow; null when nothing leads back.</summary>
    private static List<string>? WayBack(string from, string to, ILookup<string, string> next)
    {
        var cameFrom = new Dictionary<string, string> { [to] = from };
        var open = new Queue<string>([to]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var neighbour in next[folder].Order(StringComparer.Ordinal))
            {
                if (neighbour == from)
                    return Path(folder);
                if (cameFrom.TryAdd(neighbour, folder))
                    open.Enqueue(neighbour);
            }
        }

        return null;

        List<string> Path(string last)
        {
            var path = new List<string>();
            for (var folder = last; folder != from; folder = cameFrom[folder])
                path.Insert(0, folder);
            path.Insert(0, from);
            return path;
        }
    }

    private static List<string> StartAtFirst(List<string> circle)
    {
        var start = circle.IndexOf(circle.Order(StringComparer.Ordinal).First());
        return [.. circle[start..], .. circle[..start]];
    }

    private static string Describe(List<string> circle, Dictionary<(string From, string To), SortedSet<string>> arrows)
    {
        var steps = circle.Select((folder, index) => (From: folder, To: circle[(index + 1) % circle.Count]));
        return string.Join(
            Environment.NewLine,
            [string.Join(" -> ", [.. circle, circle[0]]), .. steps.Select(step => $"    {step.From} -> {step.To}: {Examples(arrows[step])}")]);
    }

    private static string Examples(SortedSet<string> types) =>
        string.Join(", ", types.Take(4)) + (types.Count > 4 ? $" and {types.Count - 4} more" : "");
}
