namespace ImageStorage.Infrastructure.Terraform;

/// <summary>
/// Finds a folder from which Terraform can install providers without the public registry: the folder that TF_PLUGIN_DIR names, the ones
/// that Terraform itself would look in, or one where machines without a registry commonly keep them.
/// </summary>
public static class ProviderMirror
{
    /// <summary>Names a mirror's folder, the one that has registry.terraform.io in it.</summary>
    public const string Variable = "TF_PLUGIN_DIR";

    private const string Registry = "registry.terraform.io";
    private const string Provider = "hashicorp/aws";

    /// <summary>The mirror's folder; null when providers have to come from the public registry.</summary>
    /// <exception cref="DirectoryNotFoundException"><see cref="Variable"/> names a folder that is no mirror of the AWS provider.</exception>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Holds(named)
                ? named
                : throw new DirectoryNotFoundException($"{Variable} is '{named}', where there is no {Registry}/{Provider}. Correct or unset it.");
        }

        return ImpliedFolders().Concat(UsualFolders()).FirstOrDefault(Holds);
    }

    /// <summary>The settings of Terraform's command line that install from where <see cref="Find"/> says, and ask nobody else.</summary>
    /// <param name="mirror">The mirror's folder, or null for the public registry.</param>
    public static string Settings(string? mirror) => mirror is null
        ? "disable_checkpoint = true\n"
        : $$"""
            disable_checkpoint = true
            provider_installation {
              filesystem_mirror {
                path = "{{mirror.Replace('\\', '/')}}"
              }
            }

            """;

    // https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
    private static IEnumerable<string> ImpliedFolders()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var dataHome = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        var dataFolders = Environment.GetEnvironmentVariable("XDG_DATA_DIRS");
        IEnumerable<string?> folders = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "terraform.d", "plugins")]
            : [
                Path.Combine(home, ".terraform.d", "plugins"),
                Path.Combine(string.IsNullOrEmpty(dataHome) ? Path.Combine(home, ".local", "share") : dataHome, "terraform", "plugins"),
                .. (string.IsNullOrEmpty(dataFolders) ? "/usr/local/share:/usr/share" : dataFolders).Split(':').Select(folder => Path.Combine(folder, "terraform", "plugins")),
                Path.Combine(home, "Library", "Application Support", "io.terraform", "plugins"),
            ];
        return folders.OfType<string>();
    }

    private static IEnumerable<string> UsualFolders()
    {
        if (OperatingSystem.IsWindows())
            return [];
        var top = Folders("/").Where(folder => folder is not ("/proc" or "/sys" or "/dev"));
        return [.. top, .. Folders("/opt"), .. Folders("/usr/local/lib"), .. Folders("/var/lib")];
    }

    private static string[] Folders(string parent)
    {
        try
        {
            return Directory.GetDirectories(parent);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool Holds(string folder) => Directory.Exists(Path.Combine(folder, Registry, Provider));
}
