using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Aws;

/// <summary>What the clients send, beside what AWS's own client for Python sends for the same call.</summary>
public sealed class BotocoreRequestsTests
{
    private const string Print =
        """
        import botocore.session, json, sys
        class Sent(Exception): pass
        session = botocore.session.get_session()
        session.set_credentials("AKIATEST", "secret")
        loader = session.get_component("data_loader")
        def send(service, operation, **arguments):
            metadata = loader.load_service_model(service, "service-2")["metadata"]
            if "query" in metadata["protocols"]:
                metadata["protocol"], metadata["protocols"] = "query", ["query"]
            client = session.create_client(service, region_name="us-east-1", endpoint_url="http://127.0.0.1:9")
            sent = []
            def before_send(request, **_):
                sent.append(request)
                raise Sent()
            client.meta.events.register("before-send", before_send)
            try:
                client._make_api_call(operation, arguments)
            except Sent:
                pass
            body = sent[0].body or b""
            return [sent[0].method, sent[0].url, body if isinstance(body, str) else body.decode()]
        print(json.dumps([send(service, operation, **arguments) for service, operation, arguments in json.load(sys.stdin)]))
        """;

    private static readonly DateTime Noon = new(2026, 10, 6, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Call[] Calls =
    [
        new("cloudwatch", "PutMetricData", """
            {"Namespace": "ImageStorage/Tests & more", "MetricData": [
              {"MetricName": "Stored", "Dimensions": [{"Name": "Operation", "Value": "Send Ü+"}, {"Name": "Result", "Value": "success"}],
               "Timestamp": "2026-10-06T12:00:00Z", "Unit": "Count", "StorageResolution": 1, "Value": 0.1},
              {"MetricName": "Duration", "StatisticValues": {"SampleCount": 3, "Sum": 6.5, "Minimum": 1, "Maximum": 4}, "Unit": "Milliseconds"},
              {"MetricName": "Size", "Values": [1.5, 1000000], "Counts": [2, 1], "Unit": "Bytes"}]}
            """,
            aws => aws.CloudWatch.PutMetricDataAsync(new()
            {
                Namespace = "ImageStorage/Tests & more",
                MetricData =
                [
                    new()
                    {
                        MetricName = "Stored",
                        Dimensions = [new() { Name = "Operation", Value = "Send Ü+" }, new() { Name = "Result", Value = "success" }],
                        Timestamp = Noon,
                        Unit = StandardUnit.Count,
                        StorageResolution = 1,
                        Value = 0.1,
                    },
                    new() { MetricName = "Duration", StatisticValues = new() { SampleCount = 3, Sum = 6.5, Minimum = 1, Maximum = 4 }, Unit = StandardUnit.Milliseconds },
                    new() { MetricName = "Size", Values = [1.5, 1_000_000], Counts = [2, 1], Unit = StandardUnit.Bytes },
                ],
            })),
        new("cloudwatch", "GetMetricData", """
            {"MetricDataQueries": [
              {"Id": "all", "MetricStat": {"Metric": {"Namespace": "AWS/S3", "MetricName": "AllRequests", "Dimensions": [{"Name": "BucketName", "Value": "b"}]},
               "Period": 300, "Stat": "Sum", "Unit": "Count"}, "ReturnData": false},
              {"Id": "rate", "Expression": "all / PERIOD(all)", "Label": "per second", "ReturnData": true}],
             "StartTime": "2026-10-06T11:00:00Z", "EndTime": "2026-10-06T12:00:00Z", "ScanBy": "TimestampAscending", "MaxDatapoints": 500, "NextToken": "t=="}
            """,
            aws => aws.CloudWatch.GetMetricDataAsync(new()
            {
                MetricDataQueries =
                [
                    new()
                    {
                        Id = "all",
                        MetricStat = new()
                        {
                            Metric = new() { Namespace = "AWS/S3", MetricName = "AllRequests", Dimensions = [new() { Name = "BucketName", Value = "b" }] },
                            Period = 300,
                            Stat = "Sum",
                            Unit = StandardUnit.Count,
                        },
                        ReturnData = false,
                    },
                    new() { Id = "rate", Expression = "all / PERIOD(all)", Label = "per second", ReturnData = true },
                ],
                StartTime = Noon.AddHours(-1),
                EndTime = Noon,
                ScanBy = "TimestampAscending",
                MaxDatapoints = 500,
                NextToken = "t==",
            })),
        new("cloudwatch", "ListMetrics", """
            {"Namespace": "AWS/CloudFront", "MetricName": "Requests", "Dimensions": [{"Name": "DistributionId"}, {"Name": "Region", "Value": "Global"}], "RecentlyActive": "PT3H"}
            """,
            aws => aws.CloudWatch.ListMetricsAsync(new()
            {
                Namespace = "AWS/CloudFront",
                MetricName = "Requests",
                Dimensions = [new() { Name = "DistributionId" }, new() { Name = "Region", Value = "Global" }],
                RecentlyActive = "PT3H",
            })),
        new("cloudwatch", "DescribeAlarms", """{"AlarmNames": ["a", "b"], "AlarmTypes": ["MetricAlarm", "CompositeAlarm"], "StateValue": "ALARM", "MaxRecords": 10}""",
            aws => aws.CloudWatch.DescribeAlarmsAsync(new()
            {
                AlarmNames = ["a", "b"],
                AlarmTypes = ["MetricAlarm", "CompositeAlarm"],
                StateValue = "ALARM",
                MaxRecords = 10,
            })),
        new("cloudwatch", "GetDashboard", """{"DashboardName": "images"}""", aws => aws.CloudWatch.GetDashboardAsync(new() { DashboardName = "images" })),
        new("cloudwatch", "ListDashboards", """{"DashboardNamePrefix": "im"}""", aws => aws.CloudWatch.ListDashboardsAsync(new() { DashboardNamePrefix = "im" })),
        new("cloudfront", "GetDistribution", """{"Id": "E1"}""", aws => aws.CloudFront.GetDistributionAsync(new() { Id = "E1" })),
        new("cloudfront", "GetDistributionConfig", """{"Id": "E 1/ü"}""", aws => aws.CloudFront.GetDistributionConfigAsync(new() { Id = "E 1/ü" })),
        new("cloudfront", "ListDistributions", """{"Marker": "m+/=", "MaxItems": "7"}""",
            aws => aws.CloudFront.ListDistributionsAsync(new() { Marker = "m+/=", MaxItems = "7" })),
        new("cloudfront", "GetOriginAccessControl", """{"Id": "O1"}""", aws => aws.CloudFront.GetOriginAccessControlAsync(new() { Id = "O1" })),
        new("cloudfront", "GetCachePolicy", """{"Id": "C1"}""", aws => aws.CloudFront.GetCachePolicyAsync(new() { Id = "C1" })),
        new("cloudfront", "GetResponseHeadersPolicy", """{"Id": "R1"}""", aws => aws.CloudFront.GetResponseHeadersPolicyAsync(new() { Id = "R1" })),
        new("cloudfront", "GetMonitoringSubscription", """{"DistributionId": "E1"}""",
            aws => aws.CloudFront.GetMonitoringSubscriptionAsync(new() { DistributionId = "E1" })),
        new("cloudfront", "CreateInvalidation", """
            {"DistributionId": "E1", "InvalidationBatch": {"Paths": {"Quantity": 2, "Items": ["/generated_images/a.webp", "/<b>&*"]}, "CallerReference": "once"}}
            """,
            aws => aws.CloudFront.CreateInvalidationAsync(new()
            {
                DistributionId = "E1",
                InvalidationBatch = new() { Paths = new() { Quantity = 2, Items = ["/generated_images/a.webp", "/<b>&*"] }, CallerReference = "once" },
            })),
        new("autoscaling", "DescribeAutoScalingGroups", """
            {"AutoScalingGroupNames": ["portal"], "Filters": [{"Name": "tag:Project", "Values": ["image-storage", "x"]}], "MaxRecords": 5}
            """,
            aws => aws.AutoScaling.DescribeAutoScalingGroupsAsync(new()
            {
                AutoScalingGroupNames = ["portal"],
                Filters = [new() { Name = "tag:Project", Values = ["image-storage", "x"] }],
                MaxRecords = 5,
            })),
        new("autoscaling", "DescribePolicies", """{"AutoScalingGroupName": "portal", "PolicyTypes": ["TargetTrackingScaling"]}""",
            aws => aws.AutoScaling.DescribePoliciesAsync(new() { AutoScalingGroupName = "portal", PolicyTypes = ["TargetTrackingScaling"] })),
        new("autoscaling", "DescribeInstanceRefreshes", """{"AutoScalingGroupName": "portal", "InstanceRefreshIds": ["r-1"], "MaxRecords": 1}""",
            aws => aws.AutoScaling.DescribeInstanceRefreshesAsync(new() { AutoScalingGroupName = "portal", InstanceRefreshIds = ["r-1"], MaxRecords = 1 })),
        new("autoscaling", "DescribeScalingActivities", """{"AutoScalingGroupName": "portal", "IncludeDeletedGroups": true}""",
            aws => aws.AutoScaling.DescribeScalingActivitiesAsync(new() { AutoScalingGroupName = "portal", IncludeDeletedGroups = true })),
        new("autoscaling", "StartInstanceRefresh", """
            {"AutoScalingGroupName": "portal", "Strategy": "Rolling", "Preferences": {"MinHealthyPercentage": 90, "InstanceWarmup": 60,
             "CheckpointPercentages": [50, 100], "CheckpointDelay": 30, "SkipMatching": true, "AutoRollback": false}}
            """,
            aws => aws.AutoScaling.StartInstanceRefreshAsync(new()
            {
                AutoScalingGroupName = "portal",
                Strategy = "Rolling",
                Preferences = new()
                {
                    MinHealthyPercentage = 90,
                    InstanceWarmup = 60,
                    CheckpointPercentages = [50, 100],
                    CheckpointDelay = 30,
                    SkipMatching = true,
                    AutoRollback = false,
                },
            })),
        new("iam", "GetRole", """{"RoleName": "r"}""", aws => aws.Iam.GetRoleAsync(new() { RoleName = "r" })),
        new("iam", "GetInstanceProfile", """{"InstanceProfileName": "p"}""", aws => aws.Iam.GetInstanceProfileAsync(new() { InstanceProfileName = "p" })),
        new("iam", "ListAttachedRolePolicies", """{"RoleName": "r", "PathPrefix": "/x/", "MaxItems": 3, "Marker": "m"}""",
            aws => aws.Iam.ListAttachedRolePoliciesAsync(new() { RoleName = "r", PathPrefix = "/x/", MaxItems = 3, Marker = "m" })),
        new("iam", "ListRolePolicies", """{"RoleName": "r"}""", aws => aws.Iam.ListRolePoliciesAsync(new() { RoleName = "r" })),
        new("iam", "GetRolePolicy", """{"RoleName": "r", "PolicyName": "p"}""", aws => aws.Iam.GetRolePolicyAsync(new() { RoleName = "r", PolicyName = "p" })),
        new("iam", "GetPolicy", """{"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}""",
            aws => aws.Iam.GetPolicyAsync(new() { PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess" })),
        new("iam", "GetPolicyVersion", """{"PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "VersionId": "v1"}""",
            aws => aws.Iam.GetPolicyVersionAsync(new() { PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess", VersionId = "v1" })),
        new("iam", "SimulatePrincipalPolicy", """
            {"PolicySourceArn": "arn:aws:iam::123456789012:role/portal", "ActionNames": ["s3:PutObject", "s3:GetObject"], "PolicyInputList": [],
             "ResourceArns": ["arn:aws:s3:::b/*"], "ContextEntries": [{"ContextKeyName": "aws:SecureTransport", "ContextKeyValues": ["true"], "ContextKeyType": "boolean"}]}
            """,
            aws => aws.Iam.SimulatePrincipalPolicyAsync(new()
            {
                PolicySourceArn = "arn:aws:iam::123456789012:role/portal",
                ActionNames = ["s3:PutObject", "s3:GetObject"],
                PolicyInputList = [],
                ResourceArns = ["arn:aws:s3:::b/*"],
                ContextEntries = [new() { ContextKeyName = "aws:SecureTransport", ContextKeyValues = ["true"], ContextKeyType = "boolean" }],
            })),
    ];

    // One process for all: to start it takes longer than what it does.
    private static readonly Task<JsonElement> Botocore = AskBotocoreAsync();

    public static TheoryData<string> Operations => [.. Calls.Select(call => $"{call.Service} {call.Operation}")];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_is_the_one_that_botocore_sends(string operation)
    {
        var botocore = await Botocore;
        var index = Array.FindIndex(Calls, call => operation == $"{call.Service} {call.Operation}");

        Assert.Equal(Normal(botocore[index]), Normal(await SendAsync(Calls[index])));
    }

    private static async Task<JsonElement> AskBotocoreAsync()
    {
        var calls = Calls.Select(call => $"""["{call.Service}", "{call.Operation}", {call.Arguments}]""");
        return JsonDocument.Parse(await Boto3.RunAsync(Print, $"[{string.Join(',', calls)}]")).RootElement;
    }

    private static async Task<SeenRequest> SendAsync(Call call)
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey) { Region = "us-east-1", Service = AwsServices.SigningName(call.Service) };
        stub.AnswerInOrder(new BedrockAnswer(500, ""));
        using var aws = new AwsServices(stub.Endpoint);

        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => call.SendAsync(aws));

        Assert.Empty(stub.Problems);
        return Assert.Single(stub.Requests);
    }

    private static string Normal(JsonElement sent)
    {
        var url = new Uri(sent[1].GetString()!);
        return Normal(sent[0].GetString()!, url.PathAndQuery, sent[2].GetString()!);
    }

    private static string Normal(SeenRequest request) => Normal(request.Method, request.Target, Encoding.UTF8.GetString(request.Body));

    private static string Normal(string method, string target, string body)
    {
        var parts = target.Split('?', 2);
        return string.Join(
            '\n',
            [$"{method} {parts[0]}", .. Pairs(parts.ElementAtOrDefault(1) ?? ""), .. body.StartsWith('<') ? [XElement.Parse(body).ToString()] : Pairs(body)]);
    }

    // Order, the escapes that are a choice, and the zero that Python writes behind a whole number, mean nothing.
    private static IEnumerable<string> Pairs(string form) => form
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => Uri.UnescapeDataString(pair.Replace('+', ' ')))
        .Select(pair => pair.EndsWith(".0", StringComparison.Ordinal) ? pair[..^2] : pair)
        .Order(StringComparer.Ordinal);

    private sealed record Call(string Service, string Operation, string Arguments, Func<AwsServices, Task> SendAsync);
}
