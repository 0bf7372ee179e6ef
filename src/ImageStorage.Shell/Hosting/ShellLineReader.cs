using System.Management.Automation;

namespace ImageStorage.Shell.Hosting;

/// <summary>Reads lines that a person or a pipe gives, and lets go when the shell is being stopped: a read of a terminal cannot be cancelled.</summary>
internal sealed class ShellLineReader(TextReader reader, CancellationToken stopping)
{
    /// <summary>The next line; null at the end of the input.</summary>
    /// <exception cref="PipelineStoppedException">The shell is being stopped.</exception>
    public string? ReadLine()
    {
        string? line = null;
        Exception? failure = null;
        // Never disposed: the reading thread may outlive this call, when it waits for a line that never comes.
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
