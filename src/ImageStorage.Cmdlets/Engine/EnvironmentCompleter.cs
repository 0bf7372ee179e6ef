using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>Completes the names of the environments in <c>imagestorage.json</c>.</summary>
public sealed class EnvironmentCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return Environments()
            .Where(environment => environment.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(environment => new CompletionResult(
                Quote(environment.Name), environment.Name, CompletionResultType.ParameterValue, Describe(environment)));
    }

    private static IReadOnlyList<NamedEnvironment> Environments()
    {
        // A completer has no cmdlet to ask for the location.
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var location = shell.AddScript("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath").Invoke<string>();
        try
        {
            return CoreLoadContext.Factory.ListEnvironments(location[0]);
        }
        catch (ImageStorageException)
        {
            // The cmdlet itself says what is wrong with the file.
            return [];
        }
    }

    private static string Quote(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";

    private static string Describe(NamedEnvironment environment) =>
        $"{environment.Name}: {environment.Description}{(environment.IsProtected ? ", protected" : "")} ({environment.File})";
}
