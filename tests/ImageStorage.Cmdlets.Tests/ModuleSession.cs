using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.Json;

namespace ImageStorage.Cmdlets;

/// <summary>
/// A session of the PowerShell engine with the module imported as it is laid out, on an empty folder of its own. Settings made with cmdlets
/// belong to the process, so each session has an environment of its own, which is the default of every -Environment.
/// </summary>
public sealed class ModuleSession : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-").FullName;
    private readonly Runspace _runspace;

    public ModuleSession(bool useHome = true, PSHost? host = null)
    {
        Folder = Directory.CreateDirectory(Path.Combine(_root, "work")).FullName;
        Home = Path.Combine(Folder, "home");
        _runspace = Open(host, attempts: 5);
        _runspace.SessionStateProxy.Path.SetLocation(Folder);
        Invoke("Import-Module $args[0]", ModulePath).AssertNoErrors();
        if (useHome)
            Configure(new { home = Home });
    }

    public static string ModulePath { get; } = typeof(ModuleSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ModulePath").Value!;

    /// <summary>The current location; everything a test makes is below it.</summary>
    public string Folder { get; }

    /// <summary>The folder of the embedded stores; not there before the first write.</summary>
    public string Home { get; }

    /// <summary>Gives the session's environment other settings; see module/imagestorage.schema.json.</summary>
    public void Configure(object settings)
    {
        var environments = new { environments = new { test = settings } };
        File.WriteAllBytes(Path.Combine(_root, "imagestorage.json"), JsonSerializer.SerializeToUtf8Bytes(environments));
        Invoke("$global:PSDefaultParameterValues = @{ '*:Environment' = 'test' }").AssertNoErrors();
    }

    public PowerShell NewPipeline(string script, params object[] arguments)
    {
        var pipeline = PowerShell.Create(_runspace);
        pipeline.AddScript(script);
        foreach (var argument in arguments)
            pipeline.AddArgument(argument);
        return pipeline;
    }

    /// <summary>Runs a script; <c>$args</c> are the arguments.</summary>
    public Invocation Invoke(string script, params object[] arguments)
    {
        using var pipeline = NewPipeline(script, arguments);
        var output = new List<PSObject>();
        ErrorRecord? terminating = null;
        try
        {
            pipeline.Invoke((IEnumerable?)null, output);
        }
        catch (RuntimeException exception)
        {
            terminating = exception.ErrorRecord;
        }

        var errors = pipeline.Streams.Error.ToList();
        if (terminating is not null)
            errors.Add(terminating);
        return new Invocation(output, errors, [.. pipeline.Streams.Warning.Select(warning => warning.Message)], [.. pipeline.Streams.Progress]);
    }

    // Of thousands of sessions that the tests open side by side, the engine has given one no file system drive.
    private static Runspace Open(PSHost? host, int attempts)
    {
        var state = InitialSessionState.CreateDefault2();
        var runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        if (attempts == 1 || runspace.SessionStateProxy.Drive.Current is not null)
            return runspace;

        runspace.Dispose();
        return Open(host, attempts - 1);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
