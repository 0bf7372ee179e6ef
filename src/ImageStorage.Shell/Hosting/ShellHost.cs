using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace ImageStorage.Shell.Hosting;

/// <summary>What the engine knows about the program that hosts it.</summary>
internal sealed class ShellHost(ShellHostUserInterface userInterface) : PSHost
{
    public const string HostName = "ImageStorage.Shell";

    /// <summary>The exit code of <c>exit</c>; null when the script did not call it at its top level.</summary>
    public int? RequestedExitCode { get; private set; }

    public static string ProductVersion { get; } =
        (typeof(ShellHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+')[0];

    public static string EngineVersion { get; } = typeof(PSObject).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0] ?? "";

    public override string Name => HostName;

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => userInterface;

    public ShellHostUserInterface ShellUI => userInterface;

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new PSNotSupportedException("This shell has no interactive prompt. Choose another answer.");

    public override void ExitNestedPrompt() => throw new PSNotSupportedException("This shell has no interactive prompt to leave.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
