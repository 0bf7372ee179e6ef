using ImageStorage.Generation.Bedrock;
using ImageStorage.Metrics;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Records.Dynamo;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>What the portal needs to be allowed, and what of a policy goes beyond that.</summary>
internal sealed class RoleRights
{
    private static readonly string[] OnImages =
        ["s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:PutObjectTagging", "s3:GetObjectTagging", "s3:DeleteObjectTagging"];

    private static readonly string[] OnIdentity = ["s3:GetObject", "s3:PutObject"];

    private static readonly string[] OnNotes = ["s3:GetObject", "s3:PutObject"];

    private static readonly string[] OnModels = ["bedrock:InvokeModel", "bedrock:GetFoundationModel"];

    private static readonly string[] OnTables =
    [
        "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:Scan",
        "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DescribeTable",
    ];

    private static readonly string[] NeededOnRecords =
        ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:Scan"];

    private static readonly string[] NeededOnAnswers = ["dynamodb:Query", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"];

    private readonly InfrastructureExpectations _expected;
    private readonly ImageStorageConfiguration _configuration;
    private readonly ModelRegistry _models;
    private readonly string _partition;
    private readonly string _bucketArn;
    private readonly string? _tableArn;

    public RoleRights(string bucket, InfrastructureExpectations expected, ImageStorageConfiguration configuration, ModelRegistry models)
    {
        _expected = expected;
        _configuration = configuration;
        _models = models;
        _partition = Amazon.RegionEndpoint.GetBySystemName(configuration.AwsRegion).PartitionName;
        _bucketArn = $"arn:{_partition}:s3:::{bucket}";
        _tableArn = expected.TableName is { } table ? TableArn("*", table) : null;
    }

    /// <summary>What the portal asks of AWS, as the role of an account.</summary>
    /// <param name="account">The account's id.</param>
    public IReadOnlyList<PolicyRequest> Needed(string account) =>
    [
        .. OnImages.Select(action => new PolicyRequest(action, $"{_bucketArn}/{ObjectKey.Prefix}probe.webp")),
        .. OnIdentity.Select(action => new PolicyRequest(action, IdentityArn)),
        .. OnNotes.Select(action => new PolicyRequest(action, $"{_bucketArn}/{TrashRule.Note("probe")}")),
        new("s3:ListBucket", _bucketArn),
        new("cloudwatch:PutMetricData", "*") { Context = new Dictionary<string, string> { ["cloudwatch:namespace"] = OwnMetrics.Namespace } },
        .. Models().SelectMany(model => Invocations(model, account)),
        .. _expected.TableName is { } table ? OnRecords(account, table) : [],
        .. _expected.MongoUriParameter is { } name
            ? [new PolicyRequest("ssm:GetParameter", $"arn:{_partition}:ssm:{_configuration.AwsRegion}:{account}:parameter/{name.TrimStart('/')}")]
            : Array.Empty<PolicyRequest>(),
    ];

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
        _ when resource == IdentityArn => OnIdentity.Contains(action, StringComparer.OrdinalIgnoreCase),
        _ when IsUnder(resource, $"{_bucketArn}/{TrashRule.NotePrefix}") => OnNotes.Contains(action, StringComparer.OrdinalIgnoreCase),
        "s3:getobject" => IsUnder(resource, _bucketArn + "/" + ObjectKey.Prefix) || IsUnder(resource, _bucketArn + "/releases/"),
        "s3:listbucket" => resource == _bucketArn,
        "cloudwatch:putmetricdata" => statement.Conditions.Any(
            condition => condition.Key == "cloudwatch:namespace" && condition.IsExact && condition.Values is [OwnMetrics.Namespace]),
        "bedrock:invokemodel" or "bedrock:getfoundationmodel" => IsOneModel(resource),
        "ssm:getparameter" => resource.Contains(":parameter/", StringComparison.Ordinal) && !resource.AsSpan().ContainsAny('*', '?'),
        "kms:decrypt" => !resource.AsSpan().ContainsAny('*', '?') && statement.Conditions.Any(condition => condition.Key == "kms:viaservice"),
        _ when OnImages.Contains(action, StringComparer.OrdinalIgnoreCase) => IsUnder(resource, _bucketArn + "/" + ObjectKey.Prefix),
        _ when OnTables.Contains(action, StringComparer.OrdinalIgnoreCase) =>
            _tableArn is not null && PolicyPattern.Matches(_tableArn + "*", resource),
        _ => false,
    };

    private string IdentityArn => $"{_bucketArn}/{S3Identity.Key}";

    private static bool IsUnder(string resource, string prefix) => resource.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsOneModel(string resource) =>
        (resource.Contains("::foundation-model/", StringComparison.Ordinal) || resource.Contains(":inference-profile/", StringComparison.Ordinal))
        && !resource.AsSpan().ContainsAny('*', '?');

    private string[] Models() => _expected.ModelIds.Count > 0
        ? [.. _expected.ModelIds.Distinct()]
        : _configuration.ImageModelId == ImageModelId.Offline ? [] : [_configuration.ImageModelId];

    private IEnumerable<PolicyRequest> Invocations(string model, string account)
    {
        if (_expected.ModelProfiles.TryGetValue(model, out var profile))
            return Through(ProfileArn(profile.Id, account), profile.Regions.Select(region => ModelArn(region, model)));
        if (_models.Find(model)?.Id is not { } id || id == model[(model.LastIndexOf('/') + 1)..])
            return OnModels.Select(action => new PolicyRequest(action, ModelArn(_configuration.BedrockRegion, model)));

        // For a profile's own id, only the region that is asked is known here, not those that it leads to.
        var own = ModelArn(_configuration.BedrockRegion, id);
        return Through(ProfileArn(model, account), [own]).Append(new PolicyRequest(OnModels[1], own));
    }

    private static IEnumerable<PolicyRequest> Through(string profileArn, IEnumerable<string> modelArns)
    {
        var through = new Dictionary<string, string> { ["bedrock:inferenceprofilearn"] = profileArn };
        return modelArns
            .Select(model => new PolicyRequest(OnModels[0], model) { Context = through })
            .Prepend(new PolicyRequest(OnModels[0], profileArn));
    }

    private IEnumerable<PolicyRequest> OnRecords(string account, string table)
    {
        string[] indexes = [DynamoTable.TeacherIndex, DynamoTable.ListIndex, DynamoTable.GenerationIndex];
        return
        [
            .. NeededOnRecords.Select(action => new PolicyRequest(action, TableArn(account, table))),
            .. indexes.Select(index => new PolicyRequest("dynamodb:Query", $"{TableArn(account, table)}/index/{index}")),
            .. NeededOnAnswers.Select(action => new PolicyRequest(action, TableArn(account, DynamoAnswerTable.NameBeside(table)))),
        ];
    }

    // Foundation models belong to AWS: their ARNs have no account.
    private string ModelArn(string region, string model) =>
        model.StartsWith("arn:", StringComparison.Ordinal) ? model : $"arn:{_partition}:bedrock:{region}::foundation-model/{model}";

    private string ProfileArn(string profile, string account) =>
        profile.StartsWith("arn:", StringComparison.Ordinal)
            ? profile
            : $"arn:{_partition}:bedrock:{_configuration.BedrockRegion}:{account}:inference-profile/{profile}";

    private string TableArn(string account, string table) => $"arn:{_partition}:dynamodb:{_configuration.AwsRegion}:{account}:table/{table}";
}
