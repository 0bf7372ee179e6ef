namespace ImageStorage.Configuration;

/// <summary>The two stores that follow from the settings, as rows beside them.</summary>
internal static class StoreDescription
{
    /// <summary>A row for the images and one for the records, each with the source of the setting that decides.</summary>
    public static IEnumerable<ConfigurationSetting> Of(ResolvedSettings settings)
    {
        var bucket = settings[SettingName.S3BucketName];
        var home = settings[SettingName.Home];
        yield return bucket.Value is not null
            ? Row("Object store", $"bucket '{bucket.Shown()}'", bucket)
            : Row("Object store", $"folder '{Path.Combine(home.Shown()!, "objects")}'", home);

        var (mongo, table) = (settings[SettingName.MongoUri], settings[SettingName.DynamoDBTableName]);
        yield return (mongo.Value, table.Value) switch
        {
            ({ }, _) => Row("Record store", $"MongoDB database '{settings[SettingName.MongoDatabase].Shown()}'", mongo),
            (_, { }) => Row("Record store", $"DynamoDB table '{table.Shown()}'", table),
            _ => Row("Record store", $"SQLite in '{home.Shown()}'", home),
        };
    }

    private static ConfigurationSetting Row(string name, string value, ResolvedSetting decides) =>
        new(name, value, decides.Source, "What the settings above lead to", decides.Origin);
}
