namespace ImageStorage.Configuration;

/// <summary>
/// Finds every setting's value: parameter, session, named environment or environment variable, default; the first that has one wins, and
/// only that one is looked at. Blanks around a value are dropped, and a value that is empty then counts as not set.
/// </summary>
/// <param name="machine">The environment variables and folders of this machine.</param>
internal sealed class ConfigurationResolver(MachineSettings machine)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>See <see cref="IImageStorageFactory.Resolve"/>.</summary>
    public ImageStorageConfiguration Resolve(SettingRequest request)
    {
        var settings = Find(request);
        RequireUsable(settings);
        if (request.UsesStores && settings[SettingName.S3BucketName].Value is null)
            new CloudHints(machine).RequireNone(settings, request);
        var values = settings.All.ToDictionary(setting => setting.Name, setting => setting.Usable());
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
            EnvironmentName = settings.Environment?.Name,
            IsProtected = settings.Environment?.Entry.Protected == true,
            BudgetUsd = settings.Environment?.Entry.Budget,
        };
    }

    /// <summary>See <see cref="IImageStorageFactory.Validate"/>.</summary>
    public void Validate(SettingRequest request) => RequireUsable(Find(request));

    /// <summary>See <see cref="IImageStorageFactory.Describe"/>.</summary>
    public IReadOnlyList<ConfigurationSetting> Describe(SettingRequest request)
    {
        var settings = Find(request);
        return
        [
            .. settings.All.Select(setting => new ConfigurationSetting(
                setting.Name, setting.Shown(), setting.Source, setting.Definition.Description, setting.Origin)),
            .. StoreDescription.Of(settings),
        ];
    }

    /// <summary>See <see cref="IImageStorageFactory.ListEnvironments"/>.</summary>
    public IReadOnlyList<NamedEnvironment> ListEnvironments(string folder) =>
        EnvironmentFile.Find(folder, machine.UserFolder) is { } path
            ?
            [
                .. EnvironmentFile.Read(path).Environments.Select(item => new NamedEnvironment(
                    item.Key, item.Value.Protected, item.Value.Bucket is { } bucket ? $"bucket '{bucket}'" : "embedded", path)),
            ]
            : [];

    private static void RequireUsable(ResolvedSettings settings)
    {
        settings.Environment?.RequireRecords();
        RefuseTwoStores(settings[SettingName.MongoUri], settings[SettingName.DynamoDBTableName]);
        foreach (var setting in settings.All)
            setting.Usable();
    }

    private ResolvedSettings Find(SettingRequest request)
    {
        // An environment of the call leaves everything of the session's out.
        var session = NotBlank(request.Parameters.GetValueOrDefault(SettingName.Environment)) is null ? request.Session : None;
        var chosen = Choose(request, session);
        var ofEnvironment = chosen?.Values(machine.Variable);
        var noBucket = new SettingDefaults(machine.DefaultHome, HasBucket: false);
        var hasBucket = FindOne(SettingDefinitions.Bucket, noBucket).Value is not null;
        return new ResolvedSettings(
            [.. SettingDefinitions.All.Select(definition => FindOne(definition, noBucket with { HasBucket = hasBucket }))], chosen);

        ResolvedSetting FindOne(SettingDefinition definition, SettingDefaults defaults)
        {
            if (NotBlank(request.Parameters.GetValueOrDefault(definition.Name)) is { } parameter)
                return new ResolvedSetting(definition, parameter, ConfigurationSource.Parameter);
            if (NotBlank(session.GetValueOrDefault(definition.Name)) is { } kept)
                return new ResolvedSetting(definition, kept, ConfigurationSource.Session);
            if (NotBlank(ofEnvironment?.GetValueOrDefault(definition.Name)) is { } named)
                return new ResolvedSetting(definition, named, ConfigurationSource.NamedEnvironment, chosen!.Origin);
            // The variables of another environment must not fill the gaps of the chosen one; the folder is the machine's.
            if ((chosen is null || definition.Name is SettingName.Home or SettingName.Environment) && FindVariable(definition) is { } variable)
                return variable;
            return new ResolvedSetting(definition, definition.Default(defaults), ConfigurationSource.Default);
        }
    }

    private ResolvedSetting? FindVariable(SettingDefinition definition)
    {
        foreach (var name in definition.Variables)
        {
            if (NotBlank(machine.Variable(name)) is { } value)
                return new ResolvedSetting(definition, value, ConfigurationSource.Environment, $"the environment variable {name}");
        }

        return null;
    }

    private ChosenEnvironment? Choose(SettingRequest request, IReadOnlyDictionary<string, string> session)
    {
        var ofSession = NotBlank(session.GetValueOrDefault(SettingName.Environment));
        var name = NotBlank(request.Parameters.GetValueOrDefault(SettingName.Environment)) ?? ofSession
            ?? NotBlank(machine.Variable(SettingName.Environment));
        if (name is null)
            return null;

        var folder = request.Folder ?? Directory.GetCurrentDirectory();
        var path = (name == ofSession ? request.EnvironmentFile : null) ?? EnvironmentFile.Find(folder, machine.UserFolder);
        return path is not null
            ? EnvironmentFile.Read(path).Choose(name)
            : throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"The environment '{name}' was asked for, but there is no {EnvironmentFile.Name} in '{folder}', in a folder above it, or in "
                + $"'{machine.UserFolder}'. Write one, or go to its folder.");
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
