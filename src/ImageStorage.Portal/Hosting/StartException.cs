namespace ImageStorage.Portal.Hosting;

/// <summary>The portal must not start with these settings; the message says what to configure.</summary>
internal sealed class StartException(string message) : Exception(message);
