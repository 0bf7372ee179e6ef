using System.Security.Cryptography;
using System.Text;

namespace ImageStorage.Objects.Folder;

/// <summary>
/// Lets one writer of a key in at a time, across processes. The operating system ends a lock with the process that holds it, so there
/// are no stale ones; the files themselves stay, because removing one that another process is about to lock would let two in.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    // Enough that writers of different keys seldom share a lock, few enough to keep the files.
    private const int Slots = 256;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly FileStream _file;

    private DirectoryLock(FileStream file) => _file = file;

    public static async Task<DirectoryLock> EnterAsync(string folder, string key, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var slot = SHA256.HashData(Encoding.UTF8.GetBytes(key))[0] % Slots;
        var path = Path.Combine(folder, $"{slot:x2}.lock");
        var started = timeProvider.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException exception) when (DirectoryErrors.IsInUse(exception) && timeProvider.GetElapsedTime(started) < LongestWait)
            {
                await Task.Delay(Pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
