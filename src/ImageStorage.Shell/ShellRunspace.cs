using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using ImageStorage.Shell.StandardCommands;
using Microsoft.PowerShell;

namespace ImageStorage.Shell;

/// <summary>Sets the engine up: its core commands, the few standard ones of <see cref="StandardCommands"/>, and the module.</summary>
internal static class ShellRunspace
{
    public static Runspace Open(PSHost host, string modulePath)
    {
        // The engine would report each imported module to Microsoft. That is pwsh's agreement with its users, not this program's.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Write-Host", typeof(WriteHostCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Write-Output", typeof(WriteOutputCommand), helpFileName: null));

        // A PSModulePath inherited from pwsh leads to Microsoft.PowerShell.Utility and its like, which need assemblies that are not here.
        // With auto-loading off, a missing command is "not recognized" and not a failure to load an assembly.
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, description: null));

        // Windows alone has policies, and its default is to run no scripts.
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
            // Its thread would keep the process from ending.
            runspace.Dispose();
            throw;
        }
    }
}
