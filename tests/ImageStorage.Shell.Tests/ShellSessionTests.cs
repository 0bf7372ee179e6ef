using ImageStorage.Shell.CommandLines;
using ImageStorage.Shell.Hosting;

namespace ImageStorage.Shell;

public sealed class ShellSessionTests : IDisposable
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly StopSignals _signals = new(TimeProvider.System, _ => { });

    public void Dispose()
    {
        _signals.Dispose();
        _error.Dispose();
        _out.Dispose();
    }

    [Fact]
    public void Run_without_the_module_says_where_it_should_be()
    {
        Assert.Equal(1, Run("/nowhere/ImageStorage.psd1", "-Command", "1"));
        Assert.StartsWith("The ImageStorage module is not at /nowhere/ImageStorage.psd1.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_with_a_module_that_does_not_load_says_why()
    {
        using var folder = new ScriptFolder();
        Assert.Equal(1, Run(folder.Write("@{ RootModule = 'Missing.dll'; ModuleVersion = '1.0' }", "ImageStorage.psd1"), "-Command", "1"));
        Assert.Contains("Missing.dll", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_without_arguments_shows_the_usage()
    {
        Assert.Equal(0, Run(""));
        Assert.Contains("Usage:", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_of_version_tells_both_versions()
    {
        Assert.Equal(0, Run("", "-Version"));
        Assert.Matches(@"^ImageStorage\.Shell \d+\.\d+\.\d+ \(PowerShell 7\.\d+\.\d+\)\s*$", _out.ToString());
    }

    private int Run(string modulePath, params string[] arguments)
    {
        var console = new ShellConsole { In = TextReader.Null, Out = _out, Error = _error };
        return new ShellSession(console, modulePath, _signals, TimeProvider.System).Run(CommandLineParser.Parse(arguments));
    }
}
