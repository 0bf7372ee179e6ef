using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ImageStorage.Shell.Hosting;

/// <summary>Asks the user: at the terminal, or line by line from standard input.</summary>
internal sealed class ShellPrompt(PSHostUserInterface ui, ShellLineReader lines, ShellConsole console, bool nonInteractive)
{
    public string ReadLine() => ReadAnswer("a line of input");

    public SecureString ReadSecret()
    {
        RequireInteractive("a secret");
        var secret = new SecureString();
        if (!console.InIsTerminal)
        {
            foreach (var character in ReadAnswer("a secret"))
                secret.AppendChar(character);

            return secret;
        }

        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                secret.RemoveAt(secret.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                secret.AppendChar(key.KeyChar);
        }

        ui.WriteLine();
        return secret;
    }

    public int AskChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        var subject = string.IsNullOrWhiteSpace(message) ? caption : message.Trim();
        RequireInteractive($"an answer to: {subject}");
        var labels = choices.Select(ChoiceLabel.Parse).ToArray();
        WriteHeading(caption, message);
        while (true)
        {
            ui.Write(string.Join("  ", labels.Select(label => label.ToString())));
            var hint = defaultChoice >= 0 ? $" (default is \"{labels[defaultChoice].ShortestAnswer}\"): " : ": ";
            ui.Write("  [?] Help" + hint);
            var answer = ReadAnswer($"an answer to: {subject}").Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;

            var chosen = Array.FindIndex(labels, label => label.IsAnsweredBy(answer));
            if (chosen >= 0)
                return chosen;

            if (answer == "?")
            {
                for (var i = 0; i < labels.Length; i++)
                    ui.WriteLine($"{labels[i].ShortestAnswer} - {choices[i].HelpMessage}");
            }
        }
    }

    public Dictionary<string, PSObject> AskFields(string caption, string message, Collection<FieldDescription> descriptions)
    {
        var names = string.Join(", ", descriptions.Select(field => field.Name));
        RequireInteractive($"a value for {names}");
        WriteHeading(caption, message);
        return descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(AskField(field)));
    }

    public PSCredential AskCredential(string caption, string message, string? userName)
    {
        RequireInteractive("a user name and a password");
        WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            ui.Write("User: ");
            userName = ReadAnswer("a user name");
        }

        ui.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadSecret());
    }

    private object AskField(FieldDescription field)
    {
        var type = Type.GetType(field.ParameterAssemblyFullName) ?? typeof(string);
        if (type == typeof(PSCredential))
            return AskCredential("", "", null);

        if (type == typeof(SecureString))
        {
            ui.Write($"{field.Name}: ");
            return ReadSecret();
        }

        if (type == typeof(string) || !type.IsAssignableTo(typeof(IList)))
        {
            ui.Write($"{field.Name}: ");
            return LanguagePrimitives.ConvertTo(ReadAnswer($"a value for {field.Name}"), type, CultureInfo.CurrentCulture);
        }

        var values = new List<string>();
        while (true)
        {
            ui.Write($"{field.Name}[{values.Count}]: ");
            var value = ReadAnswer($"values for {field.Name}");
            if (value.Length == 0)
                return LanguagePrimitives.ConvertTo(values.ToArray(), type, CultureInfo.CurrentCulture);

            values.Add(value);
        }
    }

    private string ReadAnswer(string what)
    {
        RequireInteractive(what);
        return lines.ReadLine() ?? throw new PSInvalidOperationException(
            $"Standard input has ended. Give the answer as one more line of it, or as a parameter of the script. The script needs {what}");
    }

    private void RequireInteractive(string what)
    {
        if (nonInteractive)
        {
            throw new PSInvalidOperationException(
                "This shell is in non-interactive mode and cannot ask. Leave out -NonInteractive, or give the answer as a parameter of the script. "
                    + $"The script needs {what}");
        }
    }

    private void WriteHeading(string caption, string message)
    {
        ui.WriteLine();
        foreach (var line in new[] { caption, message }.Where(line => !string.IsNullOrWhiteSpace(line)))
            ui.WriteLine(line);
    }
}
