using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>What <c>Set-ImageStorageConfiguration</c> has set in one session. Runspaces do not share it.</summary>
internal sealed class ImageStorageSession
{
    private static readonly ConditionalWeakTable<Runspace, ImageStorageSession> Sessions = [];

    /// <summary>The session of the calling pipeline.</summary>
    public static ImageStorageSession Current => Sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>Values by <see cref="SettingName"/>.</summary>
    public Dictionary<string, string> Values { get; } = [];
}
