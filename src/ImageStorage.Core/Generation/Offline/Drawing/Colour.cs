namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A colour in sRGB; 0 to 255 a channel.</summary>
internal readonly record struct Colour(float Red, float Green, float Blue)
{
    public static Colour FromRgb(uint rgb) => new((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF);

    public Colour Mix(Colour other, float share) => new(
        Red + ((other.Red - Red) * share), Green + ((other.Green - Green) * share), Blue + ((other.Blue - Blue) * share));

    public Colour Lighter(float share) => Mix(new Colour(255, 255, 255), share);

    public Colour Darker(float share) => Mix(default, share);
}
