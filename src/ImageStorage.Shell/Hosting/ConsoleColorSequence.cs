namespace ImageStorage.Shell.Hosting;

/// <summary>The sixteen colours of the terminal as SGR sequences (ECMA-48).</summary>
internal static class ConsoleColorSequence
{
    public const string Reset = "\e[0m";

    public static string Foreground(ConsoleColor colour) => $"\e[{(colour >= ConsoleColor.DarkGray ? 90 : 30) + Index(colour)}m";

    public static string Background(ConsoleColor colour) => $"\e[{(colour >= ConsoleColor.DarkGray ? 100 : 40) + Index(colour)}m";

    // ConsoleColor counts blue, green, red as bits 0, 1, 2; ECMA-48 counts red, green, blue.
    private static int Index(ConsoleColor colour)
    {
        var value = (int)colour & 0b111;
        return ((value & 0b001) << 2) | (value & 0b010) | ((value & 0b100) >> 2);
    }
}
