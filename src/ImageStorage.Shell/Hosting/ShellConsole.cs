using System.Management.Automation.Host;

namespace ImageStorage.Shell.Hosting;

/// <summary>The three standard streams, and whether each is a terminal.</summary>
internal sealed record ShellConsole
{
    // 80 columns, as in pwsh, squeeze wide tables in logs to one letter a line.
    private static readonly Size RedirectedSize = new(120, 50);

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>False when the terminal or the user wants no colours (https://no-color.org).</summary>
    public bool Colours { get; init; }

    public static ShellConsole OfProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        Error = Console.Error,
        InIsTerminal = !Console.IsInputRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "xterm-mono" or "xtermm"),
    };

    public Size MeasureWindow()
    {
        if (!OutIsTerminal)
            return RedirectedSize;

        var (width, height) = (Console.WindowWidth, Console.WindowHeight);
        // A terminal without a size reports 0 x 0.
        return width > 0 && height > 0 ? new Size(width, height) : RedirectedSize;
    }
}
