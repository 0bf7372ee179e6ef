using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>When the module is removed from a session: forgets the settings, and sends the counters that were not sent yet.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ImageStorageSession.Replace(SessionSettings.None);
        if (!CoreLoadContext.IsLoaded)
            return;

        using var timeout = new CancellationTokenSource(MaxWait);
#pragma warning disable VSTHRD002 // PowerShell has no asynchronous form of this method, and the awaited work does not need this thread.
        Task.Run(() => CoreLoadContext.Factory.FlushAsync(timeout.Token)).WaitAsync(MaxWait)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
