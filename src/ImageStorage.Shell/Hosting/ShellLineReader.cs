using System.Management.Automation;

namespace ImageStorage.Shell.Hosting;

/// <summary>Reads lines on its own thread, so that a stop ends the wait: a read from a terminal cannot be cancelled.</summary>
internal sealed class ShellLineReader(TextReader reader, CancellationToken stopping)
{
    /// <summary>The next line; null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">The shell is being stopped.</exception>
    public string? ReadLine()
    {
        string? line = null;
        Exception? failure = null;
        // Not disposed, because the reading thread may outlive this call while it waits for a line.
        var done = new ManualResetEventSlim();
        new Thread(Read) { IsBackground = true, Name = "Standard input" }.Start();
        try
        {
            done.Wait(stopping);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        return failure is null ? line : throw new PSInvalidOperationException($"Standard input cannot be read: {failure.Message}", failure);

        void Read()
        {
            try
            {
                line = reader.ReadLine();
            }
            catch (IOException exception)
            {
                failure = exception;
            }

            done.Set();
        }
    }
}
