using System.Xml.Linq;
using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>deploy.ps1 -Destroy, to the end.</summary>
[CollectionDefinition(nameof(RemovalTests), DisableParallelization = true)]
[Collection(nameof(RemovalTests))]
public sealed class RemovalTests(AppliedStack stack)
{
    private const string Bucket = "imagestorage-123456789012";

    private const string Versioned =
        "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status></VersioningConfiguration>";

    private const string Image = $"{Bucket}/generated_images/quiz-1.webp";

    /// <summary>Where what the stack is made of would be listed: a service and its question.</summary>
    private static readonly (string Service, string Question)[] Lists =
    [
        ("autoscaling", "Action=DescribeAutoScalingGroups&Version=2011-01-01"),
        ("ec2", "Action=DescribeLaunchTemplates&Version=2016-11-15"),
        ("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2015-12-01"),
        ("iam", "Action=ListRoles&Version=2010-05-08"),
        ("monitoring", "Action=DescribeAlarms&Version=2010-08-01"),
        ("sns", "Action=ListTopics&Version=2010-03-31"),
    ];

    [Fact]
    public async Task Everything_is_removed_but_a_bucket_with_images_until_it_is_empty()
    {
        await stack.RequireAsync();
        string[] arguments = ["-StateBucket", AppliedStack.StateBucket, "-OutputPath", Path.Combine(stack.Scripts.Root, "out"), "-Destroy", "-Force"];
        Assert.All(await ListAsync(), list => Assert.Contains("imagestorage-", list, StringComparison.Ordinal));
        await stack.Server.SendAsync("s3", HttpMethod.Put, Image, new StringContent("a picture"));

        var kept = await stack.Scripts.RunAsync("deploy.ps1", arguments);
        Assert.True(kept.ExitCode == 2, $"{kept.Output}\n{kept.Error}");
        Assert.Contains("BucketNotEmpty", kept.Error, StringComparison.Ordinal);
        Assert.EndsWith("deploy: terraform apply failed. The error of terraform is above.\n", kept.Error, StringComparison.Ordinal);
        Assert.Equal("a picture", await stack.Server.SendAsync("s3", HttpMethod.Get, Image));

        await EmptyAsync();
        var removed = await stack.Scripts.RunAsync("deploy.ps1", arguments);

        Assert.True(removed.ExitCode == 0, $"{removed.Output}\n{removed.Error}");
        Assert.Contains("The stack is removed.", removed.Output, StringComparison.Ordinal);
        Assert.All(await ListAsync(), list => Assert.DoesNotContain("imagestorage-", list, StringComparison.Ordinal));
        Assert.Contains("\"resources\": []", await stack.Server.SendAsync("s3", HttpMethod.Get, $"{AppliedStack.StateBucket}/{AppliedStack.StateKey}"), StringComparison.Ordinal);
    }

    // Every version of every object, and every mark of a removed one: what other tests' portals wrote and removed is among them.
    // The removal that failed has suspended the bucket's versioning already, and moto removes single versions only while it is on.
    private async Task EmptyAsync()
    {
        await stack.Server.SendAsync("s3", HttpMethod.Put, $"{Bucket}?versioning", new StringContent(Versioned));
        var versions = XElement.Parse(await stack.Server.SendAsync("s3", HttpMethod.Get, $"{Bucket}?versions")).Elements()
            .Where(element => element.Name.LocalName is "Version" or "DeleteMarker").ToArray();
        Assert.NotEmpty(versions);
        foreach (var version in versions)
            await stack.Server.SendAsync("s3", HttpMethod.Delete, $"{Bucket}/{Text(version, "Key")}?versionId={Text(version, "VersionId")}");

        static string Text(XElement version, string name) => version.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    private async Task<IReadOnlyList<string>> ListAsync()
    {
        var lists = new List<string>
        {
            await stack.Server.SendAsync("s3", HttpMethod.Get, ""),
        };
        foreach (var (service, question) in Lists)
            lists.Add(await stack.Server.SendAsync(service, HttpMethod.Post, "", new StringContent(question, null, "application/x-www-form-urlencoded")));
        return lists;
    }
}
