using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>A file with the API's tokens, <c>role:name=token</c> a line, that only its owner may read.</summary>
internal static class TokenFile
{
    /// <summary>Replaces the file.</summary>
    public static async Task WriteAsync(string path, IReadOnlyList<EmbeddedToken> tokens, CancellationToken cancellationToken)
    {
        // Access rights are set only when a file is created, so an existing one is deleted first.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, options);
        foreach (var token in tokens)
            await writer.WriteLineAsync($"{token.Role}:{token.Name}={token.Value}".AsMemory(), cancellationToken);
    }
}
