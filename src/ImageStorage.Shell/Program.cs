using ImageStorage.Shell;
using ImageStorage.Shell.CommandLines;
using ImageStorage.Shell.Hosting;

var modulePath = Path.Combine(AppContext.BaseDirectory, "Modules", "ImageStorage", "ImageStorage.psd1");
using var signals = new StopSignals(TimeProvider.System, Environment.Exit);
return new ShellSession(ShellConsole.OfProcess(), modulePath, signals, TimeProvider.System).Run(CommandLineParser.Parse(args));
