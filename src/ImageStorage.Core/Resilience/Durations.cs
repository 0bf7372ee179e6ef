using System.Globalization;

namespace ImageStorage.Resilience;

/// <summary>Formats durations for messages.</summary>
internal static class Durations
{
    /// <summary>Seconds below two minutes, minutes from there.</summary>
    public static string Describe(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");
}
