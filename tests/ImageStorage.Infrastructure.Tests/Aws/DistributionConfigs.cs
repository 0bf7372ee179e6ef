using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The configurations of distributions as they were sent. moto_server keeps the distributions themselves, but of their configurations
/// it drops the origin access control, the policies and more.
/// </summary>
internal sealed partial class DistributionConfigs
{
    private readonly ConcurrentDictionary<string, string> _configs = new(StringComparer.Ordinal);

    /// <summary>True for requests whose answers <see cref="Mend"/> has to see.</summary>
    public static bool IsOfDistribution(HttpRequest request) => DistributionPath().IsMatch(request.Path.Value!);

    /// <summary>Remembers what was sent, and puts it where moto_server's answer has less.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sent">Its body.</param>
    /// <param name="answer">What moto_server answered.</param>
    public string Mend(HttpRequest request, string sent, string answer)
    {
        var id = DistributionPath().Match(request.Path.Value!).Groups["id"].Value;
        if (id.Length == 0)
            id = Id().Match(answer).Groups["id"].Value;
        if (Config().Match(sent) is { Success: true } config)
            _configs[id] = config.Value;
        return _configs.TryGetValue(id, out var known) ? Config().Replace(answer, kept => Complete(known, kept.Value)) : answer;
    }

    // Like AWS, with the sections that the client left out.
    private static string Complete(string sent, string kept)
    {
        var config = XElement.Parse(sent);
        var space = config.Name.Namespace;
        var added = XElement.Parse(kept).Elements().Append(new XElement("OriginGroups", new XElement("Quantity", 0)));
        foreach (var element in added.Where(element => !config.Elements().Any(own => own.Name.LocalName == element.Name.LocalName)).ToArray())
            config.Add(new XElement(space + element.Name.LocalName, element.Nodes().Select(node => Rename(node, space))));
        return config.ToString(SaveOptions.DisableFormatting);
    }

    private static object Rename(XNode node, XNamespace space) => node is XElement element
        ? new XElement(space + element.Name.LocalName, element.Nodes().Select(child => Rename(child, space)))
        : node;

    [GeneratedRegex("^/2020-05-31/distribution(/(?<id>[^/]+)(/config)?)?$")]
    private static partial Regex DistributionPath();

    [GeneratedRegex("<Id>(?<id>[^<]+)</Id>")]
    private static partial Regex Id();

    [GeneratedRegex("<DistributionConfig(?=[ >]).*</DistributionConfig>", RegexOptions.Singleline)]
    private static partial Regex Config();
}
