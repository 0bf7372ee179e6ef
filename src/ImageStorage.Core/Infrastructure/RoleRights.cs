using ImageStorage.Metrics;

namespace ImageStorage.Infrastructure;

/// <summary>What the portal needs to be allowed, and what of a policy goes beyond that.</summary>
internal sealed class RoleRights
{
    private static readonly string[] OnImages =
        ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:PutObjectTagging", "s3:GetObjectTagging", "s3:DeleteObjectTagging"];

    private static readonly string[] OnModels = ["bedrock:InvokeModel", "bedrock:GetFoundationModel"];

    private static readonly string[] OnTables =
    [
        "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:Scan",
        "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DescribeTable",
    ];

    private readonly string _bucketArn;
    private readonly string? _tableArn;

    public RoleRights(string bucket, InfrastructureExpectations expected, ImageStorageConfiguration configuration)
    {
        var region = Amazon.RegionEndpoint.GetBySystemName(configuration.AwsRegion);
        _bucketArn = $"arn:{region.PartitionName}:s3:::{bucket}";
        _tableArn = expected.TableName is { } table ? $"arn:{region.PartitionName}:dynamodb:{configuration.AwsRegion}:*:table/{table}" : null;
        // The first is the image model; others may be allowed through an inference profile alone.
        var model = expected.ModelIds.Count > 0 ? expected.ModelIds[0] : configuration.ImageModelId;
        Needed =
        [
            .. OnImages.Select(action => new PolicyRequest(action, $"{_bucketArn}/{ObjectKey.Prefix}probe.webp")),
            new("s3:ListBucket", _bucketArn),
            new("cloudwatch:PutMetricData", "*") { Context = new Dictionary<string, string> { ["cloudwatch:namespace"] = OwnMetrics.Namespace } },
            .. model == ImageModelId.Offline ? [] : OnModels.Select(
                action => new PolicyRequest(action, $"arn:{region.PartitionName}:bedrock:{configuration.BedrockRegion}::foundation-model/{model}")),
        ];
    }

    public IReadOnlyList<PolicyRequest> Needed { get; }

    /// <summary>What a statement allows that nothing here needs.</summary>
    public IEnumerable<string> Excess(PolicyStatement statement)
    {
        if (statement.NotActions.Count > 0 || statement.NotResources.Count > 0)
            return [$"all but some, by the statement {statement}"];
        return statement.Actions.SelectMany(
            action => statement.Resources.Where(resource => !IsNeeded(action, resource, statement)).Select(resource => $"{action} on {resource}"));
    }

    private bool IsNeeded(string action, string resource, PolicyStatement statement) => action switch
    {
        "s3:getobject" => IsUnder(resource, _bucketArn + "/" + ObjectKey.Prefix) || IsUnder(resource, _bucketArn + "/releases/"),
        "s3:listbucket" => resource == _bucketArn,
        "cloudwatch:putmetricdata" => statement.Conditions.Any(
            condition => condition.Key == "cloudwatch:namespace" && condition.IsExact && condition.Values is [OwnMetrics.Namespace]),
        "bedrock:invokemodel" or "bedrock:getfoundationmodel" => IsOneModel(resource),
        "ssm:getparameter" => resource.Contains(":parameter/", StringComparison.Ordinal) && !resource.AsSpan().ContainsAny('*', '?'),
        "kms:decrypt" => !resource.AsSpan().ContainsAny('*', '?') && statement.Conditions.Any(condition => condition.Key == "kms:viaservice"),
        _ when OnImages.Contains(action, StringComparer.OrdinalIgnoreCase) => IsUnder(resource, _bucketArn + "/" + ObjectKey.Prefix),
        _ when OnTables.Contains(action, StringComparer.OrdinalIgnoreCase) => _tableArn is not null && PolicyPattern.Matches(_tableArn + "*", resource),
        _ => false,
    };

    private static bool IsUnder(string resource, string prefix) => resource.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsOneModel(string resource) =>
        (resource.Contains("::foundation-model/", StringComparison.Ordinal) || resource.Contains(":inference-profile/", StringComparison.Ordinal))
        && !resource.AsSpan().ContainsAny('*', '?');
}
