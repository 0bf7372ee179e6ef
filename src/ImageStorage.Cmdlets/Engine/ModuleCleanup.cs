using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>Sends what was counted and not sent yet, before the module is removed from a session that goes on.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (!CoreLoadContext.IsLoaded)
            return;

        using var timeout = new CancellationTokenSource(Patience);
#pragma warning disable VSTHRD002 // The engine waits for this method, which has no asynchronous form; nothing that is waited for needs its thread.
        Task.Run(() => CoreLoadContext.Factory.FlushAsync(timeout.Token)).WaitAsync(Patience)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
