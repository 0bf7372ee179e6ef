namespace ImageStorage.Cmdlets.Engine;

/// <summary>Progress that calls back at once, on the thread that reports.</summary>
internal sealed class CallbackProgress(Action<ImageProgress> callback) : IProgress<ImageProgress>
{
    public void Report(ImageProgress value) => callback(value);
}
