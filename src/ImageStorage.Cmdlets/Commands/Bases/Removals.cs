namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>Removals in words.</summary>
internal static class Removals
{
    /// <summary>What was removed, and until when and how it can be brought back.</summary>
    /// <param name="removal">The removal.</param>
    public static string ToSentence(this Removal removal) =>
        $"'{removal.AssignmentId}' is in the trash. Restore-AssignmentImage {removal.AssignmentId} brings it back"
        + (removal.RestorableUntil is { } until
            ? $" until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
            : ", for as long as the bucket's lifecycle keeps the trash.");
}
