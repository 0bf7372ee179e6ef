using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ImageStorage.Shell;

/// <summary>
/// Lets <c>exit</c> in a script file reach the host. The engine hides it unless an internal switch is set, and pwsh sets the same switch.
/// There is no public way: <c>exit 1</c> and a native command that failed earlier both leave 1 in $LASTEXITCODE.
/// </summary>
internal static class ScriptExit
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Applies to the next script file only.</summary>
    public static void ReachHost(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Internal)?.GetValue(runspace);
        var rethrow = context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)
            ?? throw new PSNotSupportedException(
                "This version of the PowerShell engine does not pass 'exit' to its host. Install ImageStorage.Shell again, with its own engine.");
        rethrow.SetValue(context, true);
    }
}
