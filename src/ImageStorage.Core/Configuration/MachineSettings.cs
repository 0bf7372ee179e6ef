namespace ImageStorage.Configuration;

/// <summary>What a machine gives for settings that nobody passed in.</summary>
/// <param name="Variable">Reads an environment variable; null or empty when it is not set.</param>
/// <param name="DefaultHome">The full path of the embedded folder when none is set.</param>
/// <param name="UserFolder">The full path of the folder that may have the user's own <c>imagestorage.json</c>.</param>
/// <param name="FindRole">Names the AWS role that this machine runs with; null without one.</param>
internal sealed record MachineSettings(Func<string, string?> Variable, string DefaultHome, string UserFolder, Func<string?> FindRole)
{
    private const string Product = "ImageStorage";

    /// <summary>This machine.</summary>
    public static MachineSettings Current { get; } = new(
        Environment.GetEnvironmentVariable,
        Path.Combine(FolderOf(Environment.SpecialFolder.LocalApplicationData), Product),
        Path.Combine(FolderOf(Environment.SpecialFolder.ApplicationData), Product),
        new MachineRole(Environment.GetEnvironmentVariable).Find);

    private static string FolderOf(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
}
