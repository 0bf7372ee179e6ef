namespace ImageStorage.Images;

/// <summary>Turns a store's attempts into a picture's progress.</summary>
internal sealed class AttemptProgress(IProgress<ImageProgress> progress, string name) : IProgress<UploadAttempt>
{
    public static AttemptProgress? For(IProgress<ImageProgress>? progress, string name) =>
        progress is null ? null : new AttemptProgress(progress, name);

    public void Report(UploadAttempt value) =>
        progress.Report(new ImageProgress(name, ImageStage.Storing, value.Number, value.Maximum));
}
