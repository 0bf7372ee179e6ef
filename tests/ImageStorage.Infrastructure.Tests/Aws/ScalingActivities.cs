using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The activities of Auto Scaling, of which moto_server keeps none: launches that a test tells of. Shapes:
/// https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_DescribeScalingActivities.html.
/// </summary>
internal sealed class ScalingActivities
{
    private const string Namespace = "http://autoscaling.amazonaws.com/doc/2011-01-01/";

    private readonly ConcurrentDictionary<string, string> _launches = new(StringComparer.Ordinal);

    /// <summary>Tells of an instance that the group launched.</summary>
    public void Launch(string group, string instanceId, DateTimeOffset at)
    {
        var start = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var launch = $"<member><StartTime>{start}</StartTime><Description>Launching a new EC2 instance: {instanceId}</Description></member>";
        _launches.AddOrUpdate(group, launch, (_, earlier) => launch + earlier);
    }

    /// <summary>True when the request was for activities, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Method != "POST" || !request.HasFormContentType)
            return false;
        request.EnableBuffering();
        var form = await request.ReadFormAsync();
        request.Body.Position = 0;
        if (form["Action"] != "DescribeScalingActivities")
            return false;
        var activities = _launches.GetValueOrDefault(form["AutoScalingGroupName"].ToString());
        await XmlBody.WriteAsync(
            context.Response,
            $"<DescribeScalingActivitiesResponse xmlns=\"{Namespace}\"><DescribeScalingActivitiesResult><Activities>{activities}</Activities></DescribeScalingActivitiesResult>"
            + "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeScalingActivitiesResponse>");
        return true;
    }
}
