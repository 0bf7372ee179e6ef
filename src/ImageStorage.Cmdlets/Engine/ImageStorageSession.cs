using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>
/// The settings that <c>Use-ImageStorage</c> and <c>Set-ImageStorageConfiguration</c> made. They belong to the process, so that every
/// runspace has them (<c>ForEach-Object -Parallel</c>, <c>Start-ThreadJob</c>), and are passed on to child processes (<c>Start-Job</c>):
/// a background job must not fall back to other stores.
/// </summary>
internal static partial class ImageStorageSession
{
    /// <summary>The environment variable that carries the settings to child processes.</summary>
    public const string Variable = "IMAGESTORAGE_SESSION";

    private static readonly Lock Gate = new();
    private static SessionSettings? _current;

    /// <summary>The settings in force.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when those of the parent process cannot be read.</exception>
    public static SessionSettings Current
    {
        get
        {
            lock (Gate)
                return _current ??= Inherit();
        }
    }

    /// <summary>True after the verbose message that the stores are embedded, which comes once for the same settings.</summary>
    public static bool SaidEmbedded { get; set; }

    /// <summary>Replaces the settings.</summary>
    /// <param name="settings">The new ones; <see cref="SessionSettings.None"/> to forget all.</param>
    public static void Replace(SessionSettings settings)
    {
        lock (Gate)
        {
            _current = settings;
            SaidEmbedded = false;
            var carried = settings == SessionSettings.None ? null : JsonSerializer.Serialize(settings, SettingsJson.Default.SessionSettings);
            Environment.SetEnvironmentVariable(Variable, carried);
        }
    }

    /// <summary>What the core resolves the settings from, for a call in a folder.</summary>
    /// <param name="parameters">Values of the call.</param>
    /// <param name="folder">The current location.</param>
    public static SettingRequest Request(IReadOnlyDictionary<string, string> parameters, string folder) => new()
    {
        Parameters = parameters,
        Session = Current.Values,
        EnvironmentFile = Current.EnvironmentFile,
        Folder = folder,
    };

    private static SessionSettings Inherit()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } carried)
            return SessionSettings.None;
        try
        {
            return JsonSerializer.Deserialize(carried, SettingsJson.Default.SessionSettings) ?? SessionSettings.None;
        }
        catch (JsonException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"The environment variable {Variable}, with which a session passes its settings on to its jobs, cannot be read. Remove it.",
                exception);
        }
    }

    [JsonSerializable(typeof(SessionSettings))]
    private sealed partial class SettingsJson : JsonSerializerContext;
}

/// <summary>The settings of a session.</summary>
/// <param name="Values">Values by <see cref="SettingName"/>; that of <see cref="SettingName.Environment"/> is the chosen environment.</param>
/// <param name="EnvironmentFile">The full path of the file that has the chosen environment; null without one.</param>
internal sealed record SessionSettings(ImmutableDictionary<string, string> Values, string? EnvironmentFile)
{
    public static readonly SessionSettings None = new(ImmutableDictionary<string, string>.Empty, null);
}
