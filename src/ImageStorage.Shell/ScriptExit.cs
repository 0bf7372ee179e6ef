using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ImageStorage.Shell;

/// <summary>
/// Lets <c>exit</c> in a script file reach the host. The engine keeps it from one unless this switch is set, which is internal to it and
/// set by pwsh in the same place. Nothing public tells <c>exit 1</c> from a native command that failed earlier: both leave 1 in $LASTEXITCODE.
/// </summary>
internal static class ScriptExit
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Holds for the next script file only.</summary>
    public static void ReachHost(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Internal)?.GetValue(runspace);
        var rethrow = context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)
            ?? throw new PSNotSupportedException("This version of the PowerShell engine does not tell its host of 'exit'.");
        rethrow.SetValue(context, true);
    }
}
