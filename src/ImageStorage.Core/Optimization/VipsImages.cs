using NetVips;

namespace ImageStorage.Optimization;

/// <summary>Extensions to libvips' images for a pipeline that can be cancelled.</summary>
internal static class VipsImages
{
    /// <summary>Sets the kill flag of the image on cancellation; libvips checks it between rows.</summary>
    public static CancellationTokenRegistration KillWhenCancelled(this Image image, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), image);

    /// <summary>Disposes of an image that the next one of its pipeline holds now.</summary>
    public static Image Replace(this Image image, Image next)
    {
        image.Dispose();
        return next;
    }
}
