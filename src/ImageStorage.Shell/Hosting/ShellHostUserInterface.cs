using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ImageStorage.Shell.Hosting;

/// <summary>
/// Writes each stream where pwsh writes it: errors to standard error, the rest to standard output, colours and progress only to terminals.
/// </summary>
internal sealed class ShellHostUserInterface : PSHostUserInterface
{
    private readonly ShellConsole _console;
    private readonly ShellPrompt _prompt;
    private readonly ProgressLine? _progress;
    private readonly Lock _gate = new();
    private StringBuilder? _captured;

    public ShellHostUserInterface(ShellConsole console, bool nonInteractive, TimeProvider timeProvider, CancellationToken stopping)
    {
        _console = console;
        _prompt = new ShellPrompt(this, new ShellLineReader(console.In, stopping), console, nonInteractive);
        RawUI = new ShellRawUserInterface(console);
        if (console.OutIsTerminal)
            _progress = new ProgressLine(console.Out, () => console.MeasureWindow().Width, timeProvider);
    }

    public override PSHostRawUserInterface RawUI { get; }

    /// <summary>True when either stream shows colours. The engine asks once for both; a stream without colours drops them.</summary>
    public override bool SupportsVirtualTerminal => OutShowsColours || ErrorShowsColours;

    private bool OutShowsColours => _console is { Colours: true, OutIsTerminal: true };

    private bool ErrorShowsColours => _console is { Colours: true, ErrorIsTerminal: true };

    public override void Write(string value) => WriteOut(value);

    public override void WriteLine(string value) => WriteOut(value + Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteOut(Colour(foregroundColor, backgroundColor, value));

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteOut(Colour(foregroundColor, backgroundColor, value) + Environment.NewLine);

    public override void WriteErrorLine(string value)
    {
        if (!string.IsNullOrEmpty(value))
            WriteTo(_console.Error, ErrorShowsColours, value + Environment.NewLine);
    }

    /// <summary>Returns the output of <paramref name="show"/> as text instead of writing it.</summary>
    public string Capture(Action show)
    {
        var captured = _captured = new StringBuilder();
        try
        {
            show();
            return captured.ToString();
        }
        finally
        {
            _captured = null;
        }
    }

    public override void WriteWarningLine(string message) => WriteStyled(FormatStyle.Warning, "WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteStyled(FormatStyle.Verbose, "VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteStyled(FormatStyle.Debug, "DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
            _progress?.Show(record);
    }

    /// <summary>Erases the progress line, because a stopped script does not report completion.</summary>
    public void EraseProgress()
    {
        lock (_gate)
            _progress?.Erase();
    }

    public override string ReadLine() => _prompt.ReadLine();

    public override SecureString ReadLineAsSecureString() => _prompt.ReadSecret();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _prompt.AskFields(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _prompt.AskChoice(caption, message, choices, defaultChoice);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        _prompt.AskCredential(caption, message, userName);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        _prompt.AskCredential(caption, message, userName);

    private void WriteStyled(FormatStyle style, string text) => WriteOut(
        (OutShowsColours ? GetFormatStyleString(style) + text + ConsoleColorSequence.Reset : text) + Environment.NewLine);

    private string Colour(ConsoleColor foreground, ConsoleColor background, string value)
    {
        if (!OutShowsColours)
            return value;

        // The default background is not painted, because black would be a bar on a light terminal.
        var paint = background == RawUI.BackgroundColor ? "" : ConsoleColorSequence.Background(background);
        return ConsoleColorSequence.Foreground(foreground) + paint + value + ConsoleColorSequence.Reset;
    }

    private void WriteOut(string text)
    {
        if (_captured is { } captured)
            captured.Append(text);
        else
            WriteTo(_console.Out, OutShowsColours, text);
    }

    private void WriteTo(TextWriter writer, bool colours, string text)
    {
        var shown = GetOutputString(text, colours);
        lock (_gate)
        {
            _progress?.Erase();
            writer.Write(shown);
        }
    }
}
