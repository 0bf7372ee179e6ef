namespace ImageStorage.Configuration;

/// <summary>
/// Signs that AWS is meant although no bucket is set. Then nothing runs: images would go to a folder of this machine and look stored.
/// </summary>
/// <param name="machine">The machine.</param>
internal sealed class CloudHints(MachineSettings machine)
{
    /// <summary>The file of a stack's outputs, as scripts/deploy.ps1 writes it.</summary>
    public const string OutputFile = "terraform-output.json";

    // Each of these has no use beside a folder.
    private static readonly string[] CloudSettings =
        [SettingName.CloudFrontDomain, SettingName.DynamoDBTableName, SettingName.MongoUri, SettingName.S3EndpointUrl];

    /// <summary>Returns when nothing speaks for AWS, or the user has decided for this machine.</summary>
    /// <param name="settings">The settings, without a bucket.</param>
    /// <param name="request">What the caller has said.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, with what was found.</exception>
    public void RequireNone(ResolvedSettings settings, SettingRequest request)
    {
        if (CloudSettings.Select(name => settings[name]).FirstOrDefault(setting => setting.Value is not null) is { } cloud)
            throw Refused($"{cloud.Name} is set (from {cloud.Origin})", $"clear {cloud.Name}");

        // Whoever chose an environment without a bucket, or a folder in this session, has decided.
        var home = settings[SettingName.Home].Source;
        if (settings.Environment is not null || home is ConfigurationSource.Parameter or ConfigurationSource.Session)
            return;
        if (Find(request.Folder ?? Directory.GetCurrentDirectory()) is { } hint)
            throw Refused(hint, "run Set-ImageStorageConfiguration -HomePath <folder>");
    }

    private string? Find(string folder)
    {
        if (EnvironmentFile.Find(folder, machine.UserFolder) is { } environments)
        {
            var names = EnvironmentFile.Describe(EnvironmentFile.Read(environments).Environments.Keys);
            return $"'{environments}' has environments ({names}) and none is chosen with Use-ImageStorage or {SettingName.Environment}";
        }

        string[] outputs = [Path.Combine(folder, OutputFile), Path.Combine(folder, "out", OutputFile)];
        if (outputs.FirstOrDefault(File.Exists) is { } output)
            return $"the outputs of a deployed stack are in '{output}'";
        return machine.FindRole() is { } role ? $"this machine runs with {role}" : null;
    }

    private static ImageStorageException Refused(string found, string alternative) => new(
        ImageStorageError.ConfigurationInvalid,
        $"{char.ToUpperInvariant(found[0])}{found[1..]}, but no bucket is set, so images would be kept on this machine. "
        + $"Set {SettingName.S3BucketName} or choose an environment. To work on this machine alone, {alternative}.");
}
