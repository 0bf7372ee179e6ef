using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using ImageStorage.Shell.CommandLines;
using ImageStorage.Shell.Hosting;

namespace ImageStorage.Shell;

/// <summary>Runs one command line and returns its exit code.</summary>
internal sealed class ShellSession(ShellConsole console, string modulePath, StopSignals signals, TimeProvider timeProvider)
{
    private const string ScriptExtension = ".ps1";

    public int Run(CommandLine commandLine)
    {
        switch (commandLine.Action)
        {
            case ShellAction.ShowHelp:
                console.Out.WriteLine(Usage.Text);
                return ExitCode.Success;
            case ShellAction.ShowVersion:
                console.Out.WriteLine($"{ShellHost.HostName} {ShellHost.ProductVersion} (PowerShell {ShellHost.EngineVersion})");
                return ExitCode.Success;
            case ShellAction.Reject:
                return RejectCommandLine(commandLine.Problem);
        }

        if (commandLine.WorkingDirectory is { } folder)
        {
            if (!Directory.Exists(folder))
                return RejectCommandLine($"'{folder}' is not a folder. Check the path of -WorkingDirectory.");

            Directory.SetCurrentDirectory(folder);
        }

        if (commandLine.Action == ShellAction.RunFile && !File.Exists(commandLine.ScriptPath))
            return RejectCommandLine($"'{commandLine.ScriptPath}' is not a script file. Check the path.");

        return RunInEngine(commandLine);
    }

    private int RejectCommandLine(string problem)
    {
        console.Error.WriteLine(problem);
        console.Error.WriteLine($"Run '{ShellHost.HostName} -Help' to see how to use it.");
        return ExitCode.BadCommandLine;
    }

    private int RunInEngine(CommandLine commandLine)
    {
        if (!File.Exists(modulePath))
        {
            console.Error.WriteLine($"The ImageStorage module is not at {modulePath}. Install this shell again, with its folder 'Modules'.");
            return ExitCode.Failure;
        }

        if (!console.Colours)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

        var ui = new ShellHostUserInterface(console, commandLine.NonInteractive, timeProvider, signals.Stopping);
        var host = new ShellHost(ui);
        try
        {
            using var runspace = ShellRunspace.Open(host, modulePath);
            var exitCode = Run(commandLine, runspace, host);
            return signals.RequestedExitCode ?? exitCode;
        }
        catch (RunspaceOpenModuleLoadException exception)
        {
            console.Error.WriteLine($"The ImageStorage module cannot be loaded from {modulePath}. Install this shell again. {Reason(exception)}");
            return ExitCode.Failure;
        }
        finally
        {
            ui.EraseProgress();
        }
    }

    private int Run(CommandLine commandLine, Runspace runspace, ShellHost host)
    {
        var isFile = commandLine.Action == ShellAction.RunFile;
        var path = Path.GetFullPath(commandLine.ScriptPath.Length > 0 ? commandLine.ScriptPath : ".");
        var text = commandLine.Action switch
        {
            ShellAction.RunFile => File.ReadAllText(path),
            ShellAction.RunStandardInput => console.In.ReadToEnd(),
            _ => commandLine.CommandText,
        };

        // As in pwsh, a file with another extension (`#!/usr/bin/env ...`) is run as text.
        var command = isFile && path.EndsWith(ScriptExtension, StringComparison.OrdinalIgnoreCase)
            ? new Command(path, isScript: false, useLocalScope: false)
            : new Command(text, isScript: true, useLocalScope: false);
        foreach (var argument in commandLine.Arguments)
            command.Parameters.Add(new CommandParameter(argument.Name, argument.Value));

        // The engine keeps the last statement's $? only for a pipeline that is added to the history.
        using var pipeline = runspace.CreatePipeline("", addToHistory: true);
        pipeline.Commands.Clear();
        pipeline.Commands.Add(command);
        if (isFile)
            ScriptExit.ReachHost(runspace);

        var readsInput = commandLine.Action != ShellAction.RunStandardInput && !console.InIsTerminal && UsesInput(text);
        if (!Invoke(pipeline, readsInput ? ReadLines() : Array.Empty<string>(), runspace, host))
            return ExitCode.Failure;

        var lastFailed = !isFile && runspace.SessionStateProxy.GetVariable("?") is false;
        return host.RequestedExitCode ?? (lastFailed ? ExitCode.Failure : ExitCode.Success);
    }

    /// <summary>Runs a pipeline and shows all its output; false when an error ended it.</summary>
    private bool Invoke(Pipeline pipeline, IEnumerable input, Runspace runspace, ShellHost host)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        using var registration = signals.Stopping.Register(pipeline.StopAsync);
        try
        {
            pipeline.Invoke(input);
            return true;
        }
        catch (PipelineStoppedException) when (signals.Stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (RuntimeException exception)
        {
            Report(exception.ErrorRecord, runspace, host);
            return false;
        }
    }

    private static void Report(ErrorRecord record, Runspace runspace, ShellHost host)
    {
        // The record is shown as an object, because Write-Error would replace the script's position with its own.
        using var shell = PowerShell.Create(runspace);
        var text = host.ShellUI.Capture(() => shell.AddCommand("Out-Default").Invoke(new[] { record })).Trim();

        // The engine's view of a parse error is empty when the text of a command ends too early.
        host.ShellUI.WriteErrorLine(text.Length > 0 ? text : $"{record.CategoryInfo.Category}: {record.Exception.Message}");
    }

    private static bool UsesInput(string text) => Parser.ParseInput(text, out _, out _).Find(
        node => node is VariableExpressionAst { VariablePath: { IsUnqualified: true, UserPath: var name } }
            && name.Equals("input", StringComparison.OrdinalIgnoreCase),
        searchNestedScriptBlocks: false) is not null;

    private static string Reason(Exception exception) => exception.InnerException is { } inner ? inner.Message : exception.Message;

    private IEnumerable<string> ReadLines()
    {
        while (console.In.ReadLine() is { } line)
            yield return line;
    }
}
