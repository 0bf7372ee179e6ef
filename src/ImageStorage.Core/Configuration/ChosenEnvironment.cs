namespace ImageStorage.Configuration;

/// <summary>The environment whose settings are in force.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entry">What the file says of it.</param>
/// <param name="File">The file's full path.</param>
internal sealed record ChosenEnvironment(string Name, EnvironmentEntry Entry, string File)
{
    /// <summary>Where a value came from, for people.</summary>
    public string Origin => $"the environment '{Name}' of '{File}'";

    /// <summary>What the environment says, by <see cref="SettingName"/>.</summary>
    /// <param name="variable">Reads an environment variable; null or empty when it is not set.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when it does not say where the records are.</exception>
    public IReadOnlyDictionary<string, string?> Values(Func<string, string?> variable) => new Dictionary<string, string?>
    {
        [SettingName.S3BucketName] = Entry.Bucket,
        [SettingName.CloudFrontDomain] = Entry.Domain,
        [SettingName.AwsRegion] = Entry.Region,
        [SettingName.S3EndpointUrl] = Entry.Endpoint,
        [SettingName.MongoUri] = MongoUri(variable),
        [SettingName.MongoDatabase] = Entry.Records?.Database,
        [SettingName.DynamoDBTableName] = Entry.Records?.Dynamodb,
        [SettingName.BedrockRegion] = Entry.ModelRegion,
        [SettingName.ImageModelId] = Entry.Model,
        [SettingName.Home] = Entry.Home is { } home ? Path.Combine(Path.GetDirectoryName(File)!, home) : null,
        [SettingName.AwsProfile] = Entry.Profile,
    };

    /// <summary>Refuses an environment that has a bucket and does not say where its records are.</summary>
    public void RequireRecords()
    {
        var given = (Entry.Records?.Dynamodb is null ? 0 : 1) + (Entry.Records?.MongodbVariable is null ? 0 : 1) + (Entry.Records?.Sqlite == true ? 1 : 0);
        if (given > 1 || (given == 0 && (Entry.Records is not null || Entry.Bucket is not null)))
        {
            throw Invalid(
                $"must say with one \"records\" where its records are: {{ \"dynamodb\": \"<table>\" }}, {{ \"mongodbVariable\": \"<variable>\" }} "
                + "or { \"sqlite\": true }.");
        }

        if (Entry.Budget < 0)
            throw Invalid("has a \"budget\" below 0.");
    }

    private string? MongoUri(Func<string, string?> variable)
    {
        if (Entry.Records?.MongodbVariable is not { } name)
            return null;
        return variable(name) is { Length: > 0 } uri
            ? uri
            : throw Invalid($"takes its MongoDB connection string from the environment variable '{name}', which is not set.");
    }

    private ImageStorageException Invalid(string reason) =>
        new(ImageStorageError.ConfigurationInvalid, $"{char.ToUpperInvariant(Origin[0])}{Origin[1..]} {reason}");
}
