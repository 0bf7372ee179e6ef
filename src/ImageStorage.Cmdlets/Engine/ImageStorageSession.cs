using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>The settings that <c>Set-ImageStorageConfiguration</c> made in one session. Each runspace has its own.</summary>
internal sealed class ImageStorageSession
{
    private static readonly ConditionalWeakTable<Runspace, ImageStorageSession> Sessions = [];

    /// <summary>The session of the calling pipeline.</summary>
    public static ImageStorageSession Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Values by <see cref="SettingName"/>.</summary>
    public Dictionary<string, string> Values { get; } = [];
}
