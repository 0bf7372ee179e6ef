using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>A file with the API's tokens, <c>role:name=token</c> a line, that only its owner may read.</summary>
internal static class TokenFile
{
    /// <summary>Writes it anew.</summary>
    public static async Task WriteAsync(string path, IReadOnlyList<EmbeddedToken> tokens, CancellationToken cancellationToken)
    {
        // Rights are given when a file is made and stay as they were in one that is there.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var writer = new StreamWriter(path, options);
        foreach (var token in tokens)
            await writer.WriteLineAsync($"{token.Role}:{token.Name}={token.Value}".AsMemory(), cancellationToken);
    }
}
