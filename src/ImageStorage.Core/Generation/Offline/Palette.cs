using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline;

/// <summary>Colours that match: from the top of the sky to the ground in front, the light, and accents for objects.</summary>
internal sealed record Palette(
    Colour Zenith, Colour Sky, Colour Horizon, Colour Light, Colour Haze, Colour Ground, Colour Dark, IReadOnlyList<Colour> Accents,
    bool Night = false)
{
    public static IReadOnlyList<Palette> All { get; } =
    [
        // Peach morning
        Of([0x4A6FA5, 0xF2B5A7, 0xFFE3C2, 0xFFF4DC, 0xD9A5A0, 0x5B3A5E, 0x2A1B3D], [0xE76F51, 0xF4A261, 0x2A9D8F, 0xE9C46A]),
        // Violet dusk
        Of([0x2B2D5B, 0x7A4E8C, 0xF08A7B, 0xFFD9A0, 0x9C6A94, 0x3B2A57, 0x1A1433], [0xF08A7B, 0xFFD9A0, 0x5E60CE, 0x64DFDF]),
        // Clear noon
        Of([0x3A86C8, 0x8EC5E8, 0xE8F4F8, 0xFFFBE6, 0xA9C8D8, 0x4F7F5B, 0x1F4037], [0xF25F5C, 0xFFE066, 0x247BA0, 0x70C1B3]),
        // Teal night
        Of([0x0B1B3A, 0x18406B, 0x4F8FA8, 0xF5F3D7, 0x2F6080, 0x0F2F46, 0x07162A], [0xF5D491, 0x4F8FA8, 0xE07A5F, 0x81B29A], night: true),
        // Golden autumn
        Of([0x7FA3B5, 0xF5D491, 0xFBE9C0, 0xFFF6D8, 0xD9B070, 0xA6552C, 0x4A2314], [0xBC4B1F, 0xE09F3E, 0x335C67, 0x9E2A2B]),
        // Mint
        Of([0x5FB7A6, 0xB7E3D0, 0xF6F3DC, 0xFFFFFF, 0xA7D2C0, 0x2F7F73, 0x12423F], [0xFF8C61, 0xF6BD60, 0x2F7F73, 0x84A59D]),
        // Rose
        Of([0xB5517A, 0xE996A8, 0xFCE0D6, 0xFFFFFF, 0xD98CA0, 0x6B2E57, 0x361533], [0xFFB4A2, 0xB5838D, 0x6D6875, 0xF7C59F]),
        // Before the storm
        Of([0x3C4A5D, 0x7E93A6, 0xD5DDE0, 0xFFF2D0, 0x93A7B5, 0x33475B, 0x141F2B], [0xD98324, 0xA40606, 0x4F6D7A, 0xC0D6DF]),
        // Northern night
        Of([0x0D1030, 0x27306B, 0x3FA796, 0xD8FFE8, 0x2A5C7A, 0x14304A, 0x080C22], [0x3FA796, 0xF6D186, 0xB565A7, 0x6A8EAE], night: true),
    ];

    private static Palette Of(uint[] scene, uint[] accents, bool night = false) => new(
        Colour.FromRgb(scene[0]),
        Colour.FromRgb(scene[1]),
        Colour.FromRgb(scene[2]),
        Colour.FromRgb(scene[3]),
        Colour.FromRgb(scene[4]),
        Colour.FromRgb(scene[5]),
        Colour.FromRgb(scene[6]),
        [.. accents.Select(Colour.FromRgb)],
        night);
}
