using System.Management.Automation;
using System.Management.Automation.Host;

namespace ImageStorage.Shell.Hosting;

/// <summary>The window size for the engine's formatting; there is no screen buffer.</summary>
internal sealed class ShellRawUserInterface(ShellConsole console) : PSHostRawUserInterface
{
    public override Size BufferSize
    {
        get => console.MeasureWindow();
        set => throw NoScreenBuffer();
    }

    public override Size WindowSize
    {
        get => console.MeasureWindow();
        set => throw NoScreenBuffer();
    }

    public override Size MaxPhysicalWindowSize => console.MeasureWindow();

    public override Size MaxWindowSize => console.MeasureWindow();

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = ShellHost.HostName;

    public override bool KeyAvailable => console.InIsTerminal && Console.KeyAvailable;

    public override void FlushInputBuffer()
    {
        while (KeyAvailable)
            Console.ReadKey(intercept: true);
    }

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        if (!console.InIsTerminal)
        {
            throw new PSInvalidOperationException(
                "A key can only be read from a terminal, and standard input is not one. Run the script in a terminal.");
        }

        var key = Console.ReadKey((options & ReadKeyOptions.NoEcho) != 0);
        return new KeyInfo((int)key.Key, key.KeyChar, controlKeyState: 0, keyDown: true);
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NoScreenBuffer();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw NoScreenBuffer();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NoScreenBuffer();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NoScreenBuffer();

    private static PSNotSupportedException NoScreenBuffer() => new("This shell has no screen buffer to read or to write.");
}
