using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The instance refreshes of Auto Scaling, which moto_server has not. One is under way when it is first looked at, and then has ended as
/// <see cref="End"/> says. Shapes: https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeInstanceRefreshes.html.
/// </summary>
public sealed class InstanceRefreshes
{
    private const string Namespace = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

    private const string Begun = "Pending";

    private const string UnderWay = "InProgress";

    private const string OfPreferences = "Preferences.";

    private readonly ConcurrentDictionary<string, (string Id, string Status, string Preferences)> _latest = new(StringComparer.Ordinal);

    /// <summary>How refreshes end from now on.</summary>
    public string End { get; set; } = "Successful";

    /// <summary>The preferences that the latest refresh was started with, as they are described.</summary>
    public string LastPreferences { get; private set; } = "";

    /// <summary>True when the request was for refreshes, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Method != "POST" || !request.HasFormContentType)
            return false;
        request.EnableBuffering();
        var form = await request.ReadFormAsync();
        request.Body.Position = 0;
        var group = form["AutoScalingGroupName"].ToString();
        var result = form["Action"].ToString() switch
        {
            "StartInstanceRefresh" => Start(group, form),
            "DescribeInstanceRefreshes" => $"<InstanceRefreshes>{Describe(group)}</InstanceRefreshes>",
            _ => null,
        };
        if (result is null)
            return false;
        var action = form["Action"];
        await XmlBody.WriteAsync(
            context.Response, $"<{action}Response xmlns=\"{Namespace}\"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>");
        return true;
    }

    private string Start(string group, IFormCollection form)
    {
        var id = $"{Guid.NewGuid()}";
        var preferences = form.Where(field => field.Key.StartsWith(OfPreferences, StringComparison.Ordinal))
            .Select(field => (Name: field.Key[OfPreferences.Length..], field.Value))
            .Select(preference => $"<{preference.Name}>{preference.Value}</{preference.Name}>");
        LastPreferences = string.Concat(preferences);
        _latest[group] = (id, Begun, LastPreferences);
        return $"<InstanceRefreshId>{id}</InstanceRefreshId>";
    }

    private string Describe(string group)
    {
        if (!_latest.TryGetValue(group, out var refresh))
            return "";
        var status = refresh.Status switch
        {
            Begun => UnderWay,
            UnderWay => End,
            _ => refresh.Status,
        };
        _latest[group] = refresh with { Status = status };
        var reason = status is UnderWay or "Successful" ? "" : "Too many instances did not answer.";
        return $"<member><InstanceRefreshId>{refresh.Id}</InstanceRefreshId><AutoScalingGroupName>{group}</AutoScalingGroupName><Status>{status}</Status>"
            + $"<StatusReason>{reason}</StatusReason><Preferences>{refresh.Preferences}</Preferences></member>";
    }
}
