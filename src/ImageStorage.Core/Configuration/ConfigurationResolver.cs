namespace ImageStorage.Configuration;

/// <summary>
/// Finds every setting's value: parameter, session, environment, default; the first that has one wins, and only that one is looked at.
/// Blanks around a value are dropped, and a value that is empty then counts as not set.
/// </summary>
/// <param name="environment">Reads an environment variable; null or empty when it is not set.</param>
/// <param name="defaultHome">The full path of the embedded folder when none is set.</param>
internal sealed class ConfigurationResolver(Func<string, string?> environment, string defaultHome)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>See <see cref="IImageStorageFactory.Resolve"/>.</summary>
    public ImageStorageConfiguration Resolve(IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> session)
    {
        var settings = FindAll(parameters, session).ToDictionary(setting => setting.Name);
        RefuseTwoStores(settings[SettingName.MongoUri], settings[SettingName.DynamoDBTableName]);
        var values = settings.ToDictionary(setting => setting.Key, setting => setting.Value.Usable());
        return new ImageStorageConfiguration
        {
            Home = values[SettingName.Home]!,
            S3BucketName = values[SettingName.S3BucketName],
            CloudFrontDomain = values[SettingName.CloudFrontDomain],
            AwsRegion = values[SettingName.AwsRegion]!,
            S3EndpointUrl = values[SettingName.S3EndpointUrl] is { } endpoint ? new Uri(endpoint) : null,
            MongoUri = values[SettingName.MongoUri],
            MongoDatabase = values[SettingName.MongoDatabase]!,
            DynamoDBTableName = values[SettingName.DynamoDBTableName],
            BedrockRegion = values[SettingName.BedrockRegion]!,
            ImageModelId = values[SettingName.ImageModelId]!,
            ProfileName = values[SettingName.AwsProfile],
        };
    }

    /// <summary>See <see cref="IImageStorageFactory.Describe"/>.</summary>
    public IReadOnlyList<ConfigurationSetting> Describe(IReadOnlyDictionary<string, string> session) =>
    [
        .. FindAll(None, session).Select(
            setting => new ConfigurationSetting(setting.Name, setting.Shown(), setting.Source, setting.Definition.Description)),
    ];

    private List<ResolvedSetting> FindAll(IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> session)
    {
        var noBucket = new SettingDefaults(defaultHome, HasBucket: false);
        var hasBucket = Find(SettingDefinitions.Bucket, noBucket).Value is not null;
        return [.. SettingDefinitions.All.Select(definition => Find(definition, noBucket with { HasBucket = hasBucket }))];

        ResolvedSetting Find(SettingDefinition definition, SettingDefaults defaults)
        {
            if (NotBlank(parameters.GetValueOrDefault(definition.Name)) is { } parameter)
                return new ResolvedSetting(definition, parameter, ConfigurationSource.Parameter);
            if (NotBlank(session.GetValueOrDefault(definition.Name)) is { } kept)
                return new ResolvedSetting(definition, kept, ConfigurationSource.Session);
            if (NotBlank(environment(definition.Name)) is { } variable)
                return new ResolvedSetting(definition, variable, ConfigurationSource.Environment, definition.Name);
            if (definition.OtherVariable is { } name && NotBlank(environment(name)) is { } other)
                return new ResolvedSetting(definition, other, ConfigurationSource.Environment, name);
            return new ResolvedSetting(definition, definition.Default(defaults), ConfigurationSource.Default);
        }
    }

    private static string? NotBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static void RefuseTwoStores(ResolvedSetting mongo, ResolvedSetting table)
    {
        if (mongo.Value is null || table.Value is null)
            return;

        throw new ImageStorageException(
            ImageStorageError.ConfigurationInvalid,
            $"{mongo.Name} is set (from {mongo.Origin}) and so is {table.Name} (from {table.Origin}), but the records have one home. "
            + "Clear one of the two.");
    }
}
