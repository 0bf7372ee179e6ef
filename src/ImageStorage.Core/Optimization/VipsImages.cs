using NetVips;

namespace ImageStorage.Optimization;

/// <summary>What libvips' images lack for a pipeline that can be stopped.</summary>
internal static class VipsImages
{
    /// <summary>libvips looks at the flag of the image that an operation is called on, between rows.</summary>
    public static CancellationTokenRegistration KillWhenCancelled(this Image image, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), image);

    /// <summary>Lets go of an image that is now held by the next one of its pipeline.</summary>
    public static Image Replace(this Image image, Image next)
    {
        image.Dispose();
        return next;
    }
}
