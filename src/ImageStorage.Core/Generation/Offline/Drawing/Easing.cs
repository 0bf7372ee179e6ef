namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Curves between 0 and 1 that need nothing but multiplication.</summary>
internal static class Easing
{
    /// <summary>3t² - 2t³ of <paramref name="t"/> cut to 0 to 1: flat at both ends.</summary>
    public static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }
}
