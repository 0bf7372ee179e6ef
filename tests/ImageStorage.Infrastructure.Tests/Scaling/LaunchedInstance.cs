using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ImageStorage.Infrastructure.Aws;
using ImageStorage.Infrastructure.Policies;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>An instance that the group has launched, as the server keeps it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Role">The role of its template's instance profile.</param>
/// <param name="Statements">All that the role's policies say.</param>
/// <param name="UserData">What it runs at its first boot.</param>
internal sealed record LaunchedInstance(string Id, string Role, JsonArray Statements, string UserData)
{
    private const string Iam = "iam 2010-05-08";

    /// <summary>What its role may do.</summary>
    public PolicyEvaluator Policy => new(new JsonObject { ["Statement"] = Statements.DeepClone() }.ToJsonString());

    /// <summary>What the portal on it is told of its stores; the rest is of its address and of who signs in.</summary>
    public IReadOnlyDictionary<string, string> StoreSettings => UserData.Split('\n')
        .SkipWhile(line => !line.EndsWith("<<'ENVIRONMENT'", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line != "ENVIRONMENT")
        .Select(line => line.Split('=', 2))
        .Where(setting => !setting[0].StartsWith("Portal__", StringComparison.Ordinal) && setting[0] is not (SettingName.Home or "ASPNETCORE_URLS"))
        .ToDictionary(setting => setting[0], setting => setting[1].Trim('"'));

    /// <summary>Grows a group, and reads what it has then.</summary>
    /// <param name="query">The server.</param>
    /// <param name="group">The group's name.</param>
    /// <param name="size">How many there are to be.</param>
    public static async Task<IReadOnlyList<LaunchedInstance>> LaunchAsync(AwsQuery query, string group, int size)
    {
        const string AutoScaling = "autoscaling 2011-01-01";
        await query.AskAsync(AutoScaling, "SetDesiredCapacity", ("AutoScalingGroupName", group), ("DesiredCapacity", $"{size}"));
        var answer = await query.AskAsync(AutoScaling, "DescribeAutoScalingGroups", ("AutoScalingGroupNames.member.1", group));
        var launched = new List<LaunchedInstance>();
        foreach (var instance in AwsQuery.Elements(answer, "Instances").Single().Elements())
            launched.Add(await ReadAsync(query, instance));
        return launched;
    }

    private static async Task<LaunchedInstance> ReadAsync(AwsQuery query, XElement instance)
    {
        var template = await query.AskAsync(
            "ec2 2016-11-15", "DescribeLaunchTemplateVersions",
            ("LaunchTemplateId", AwsQuery.Texts(instance, "LaunchTemplateId").Single()), ("LaunchTemplateVersion.1", AwsQuery.Texts(instance, "Version").Single()));
        var profile = AwsQuery.Elements(template, "iamInstanceProfile").Single().Value.Split('/')[^1];
        var role = AwsQuery.Texts(await query.AskAsync(Iam, "GetInstanceProfile", ("InstanceProfileName", profile)), "RoleName").Single();
        Assert.Empty(AwsQuery.Texts(await query.AskAsync(Iam, "ListAttachedRolePolicies", ("RoleName", role)), "PolicyArn"));
        var statements = new JsonArray();
        var names = AwsQuery.Elements(await query.AskAsync(Iam, "ListRolePolicies", ("RoleName", role)), "PolicyNames").Single();
        foreach (var name in names.Elements())
        {
            var policy = await query.AskAsync(Iam, "GetRolePolicy", ("RoleName", role), ("PolicyName", name.Value));
            foreach (var statement in JsonNode.Parse(Uri.UnescapeDataString(AwsQuery.Texts(policy, "PolicyDocument").Single()))!["Statement"]!.AsArray())
                statements.Add(statement!.DeepClone());
        }

        return new LaunchedInstance(
            AwsQuery.Texts(instance, "InstanceId").Single(), role, statements,
            Encoding.UTF8.GetString(Convert.FromBase64String(AwsQuery.Texts(template, "userData").Single())));
    }
}
