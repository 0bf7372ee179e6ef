using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using ImageStorage.Shell.StandardCommands;
using Microsoft.PowerShell;

namespace ImageStorage.Shell;

/// <summary>Sets up the engine with its core commands, those of <see cref="StandardCommands"/>, and the module.</summary>
internal static class ShellRunspace
{
    public static Runspace Open(PSHost host, string modulePath)
    {
        // Without this, the engine would report each imported module to Microsoft, which users of this program did not agree to.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Write-Host", typeof(WriteHostCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Write-Output", typeof(WriteOutputCommand), helpFileName: null));

        // A PSModulePath inherited from pwsh leads to modules such as Microsoft.PowerShell.Utility, whose assemblies are missing here.
        // With auto-loading off, a missing command is reported as "not recognized" and not as an assembly that cannot be loaded.
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, description: null));

        // Only Windows has execution policies, and its default is to run no scripts.
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([modulePath]);

        var runspace = RunspaceFactory.CreateRunspace(host, state);
        try
        {
            runspace.ThreadOptions = PSThreadOptions.ReuseThread;
            runspace.Open();
            return runspace;
        }
        catch
        {
            // The runspace's thread would keep the process running.
            runspace.Dispose();
            throw;
        }
    }
}
