using System.Globalization;
using System.Text.Json;

namespace ImageStorage.Infrastructure;

/// <summary>
/// Reads what <c>terraform output -json</c> wrote: https://developer.hashicorp.com/terraform/cli/commands/output. An output that is not there
/// is not known, as after an apply that ended half way; one of another type is an error.
/// </summary>
internal sealed class TerraformOutputs
{
    private readonly string _path;
    private readonly JsonElement _outputs;

    private TerraformOutputs(string path, JsonElement outputs)
    {
        _path = path;
        _outputs = outputs;
    }

    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>.</exception>
    public static async Task<InfrastructureExpectations> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                using var json = await JsonDocument.ParseAsync(file, default, cancellationToken).ConfigureAwait(false);
                return new TerraformOutputs(path, json.RootElement).Read();
            }
        }
        catch (JsonException exception)
        {
            throw Invalid($"'{path}' is not JSON.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid($"The file '{path}' cannot be read.", exception);
        }
    }

    private InfrastructureExpectations Read()
    {
        if (_outputs.ValueKind != JsonValueKind.Object || !_outputs.EnumerateObject().Any(IsOutput))
            throw Invalid($"'{_path}' has no outputs of Terraform.");

        var known = new InfrastructureExpectations();
        var expected = Output("expected");
        return known with
        {
            IsWholeStack = true,
            Region = Text("aws_region"),
            BucketName = Text("bucket_name"),
            DistributionId = Text("distribution_id"),
            DistributionDomain = Text("image_domain") ?? Text("distribution_domain"),
            RoleName = Text("instance_role_name"),
            GroupName = Text("group_name"),
            DashboardName = Text("dashboard_name"),
            TableName = Text("table_name"),
            Alarms = ReadAlarms(expected),
            StandardInfrequentAccessDays = Whole(expected, "infrequent_access_after_days") ?? known.StandardInfrequentAccessDays,
            GlacierInstantRetrievalDays = Whole(expected, "archive_after_days") ?? known.GlacierInstantRetrievalDays,
            ExpirationDays = Whole(expected, "expire_after_days") ?? known.ExpirationDays,
            NoncurrentVersionDays = Whole(expected, "noncurrent_version_days"),
            TransitionAboveBytes = (long?)Number(expected, "transition_above_bytes") ?? known.TransitionAboveBytes,
            CorsOrigins = Texts(expected, "cors_allowed_origins"),
            DefaultTimeToLive = Number(expected, "default_ttl_seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : known.DefaultTimeToLive,
            ViewerProtocolPolicy = Text(expected, "expected", "viewer_protocol_policy"),
            QuotaBytes = (long?)Number(expected, "bucket_quota_bytes"),
            WidgetTitles = Texts(expected, "widget_titles"),
            ModelIds = Texts(expected, "model_ids") ?? known.ModelIds,
            ModelProfiles = ReadProfiles(expected),
            MongoUriParameter = Text("mongo_uri_parameter"),
            BedrockRegion = Text(expected, "expected", "bedrock_region"),
            RecordStore = Text(expected, "expected", "record_store"),
            MinInstances = Whole(expected, "min_instances"),
            MaxInstances = Whole(expected, "max_instances"),
            CpuTargetPercent = Number(expected, "cpu_target_percent") ?? known.CpuTargetPercent,
        };
    }

    private AlarmExpectations ReadAlarms(JsonElement? expected)
    {
        var names = Output("alarm_names");
        var settings = Member(expected, "expected", "alarms", JsonValueKind.Object);
        return new AlarmExpectations
        {
            AreListed = names is not null,
            UploadFailures = Alarm("upload_failures"),
            CacheHitRatio = Alarm("hit_ratio"),
            BucketQuota = Alarm("bucket_quota"),
            ClientErrorRate = Alarm("client_errors"),
        };

        AlarmExpectation? Alarm(string key)
        {
            var setting = Member(settings, "expected.alarms", key, JsonValueKind.Object);
            return (Text(names, "alarm_names", key) ?? Text(setting, $"expected.alarms.{key}", "name")) is { } name
                ? new AlarmExpectation(name, Number(setting, "threshold"), Text(setting, $"expected.alarms.{key}", "action"))
                : null;
        }
    }

    private Dictionary<string, ModelProfile> ReadProfiles(JsonElement? expected)
    {
        const string Name = "expected.model_profiles";
        var profiles = new Dictionary<string, ModelProfile>();
        if (Member(expected, "expected", "model_profiles", JsonValueKind.Object) is { } found)
        {
            foreach (var model in found.EnumerateObject())
            {
                if (Text(model.Value, $"{Name}.{model.Name}", "profile_id") is { } id)
                    profiles[model.Name] = new ModelProfile(id, Texts(model.Value, "regions", $"{Name}.{model.Name}") ?? []);
            }
        }

        return profiles;
    }

    private static bool IsOutput(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("value", out _);

    /// <summary>The value of an output that is an object; null when it is not there.</summary>
    private JsonElement? Output(string name) => Value(name) is { } value ? OfKind(value, name, JsonValueKind.Object) : null;

    private string? Text(string name) => Value(name) is { } value ? OfKind(value, name, JsonValueKind.String)?.GetString() : null;

    private JsonElement? Value(string name) =>
        _outputs.TryGetProperty(name, out var output)
        && output.ValueKind == JsonValueKind.Object
        && output.TryGetProperty("value", out var value)
            ? value
            : null;

    private string? Text(JsonElement? parent, string parentName, string name) => Member(parent, parentName, name, JsonValueKind.String)?.GetString();

    private double? Number(JsonElement? parent, string name) => Member(parent, "expected", name, JsonValueKind.Number)?.GetDouble();

    private int? Whole(JsonElement? parent, string name) => Number(parent, name) switch
    {
        null => null,
        { } number when number == Math.Floor(number) && number is >= 0 and <= int.MaxValue => (int)number,
        { } number => throw Invalid(
            $"The output expected.{name} of '{_path}' is {number.ToString(CultureInfo.InvariantCulture)}, and should be a whole number."),
    };

    private List<string>? Texts(JsonElement? parent, string name, string parentName = "expected") =>
        Member(parent, parentName, name, JsonValueKind.Array) is { } list
            ? [.. list.EnumerateArray().Select(item => OfKind(item, $"{parentName}.{name}", JsonValueKind.String)!.Value.GetString()!)]
            : null;

    private JsonElement? Member(JsonElement? parent, string parentName, string name, JsonValueKind kind) =>
        parent is { } found && OfKind(found, parentName, JsonValueKind.Object) is { } holder && holder.TryGetProperty(name, out var value)
            ? OfKind(value, $"{parentName}.{name}", kind)
            : null;

    private JsonElement? OfKind(JsonElement value, string name, JsonValueKind kind)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == kind
            ? value
            : throw Invalid(
                $"The output {name} of '{_path}' is of type {value.ValueKind}, and should be of type {kind}."
                + " Was it written by another version of terraform/?");
    }

    private static ImageStorageException Invalid(string what, Exception? inner = null) => new(
        ImageStorageError.ConfigurationInvalid,
        what + " Write the file with `terraform output -json > outputs.json` after terraform apply.",
        inner)
    { LogDetail = inner?.Message };
}
