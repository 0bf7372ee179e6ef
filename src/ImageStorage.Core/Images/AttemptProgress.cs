namespace ImageStorage.Images;

/// <summary>Turns a store's attempts into a picture's progress.</summary>
internal sealed class AttemptProgress(IProgress<ImageProgress> progress, string name, int maxAttempts) : IProgress<int>
{
    public static AttemptProgress? For(IProgress<ImageProgress>? progress, string name, int maxAttempts) =>
        progress is null ? null : new AttemptProgress(progress, name, maxAttempts);

    public void Report(int value) => progress.Report(new ImageProgress(name, ImageStage.Storing, value, maxAttempts));
}
