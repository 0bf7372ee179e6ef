namespace ImageStorage;

/// <summary>An image to work on: a file that is not read yet, or bytes that the caller holds.</summary>
public sealed record ImageSource
{
    private ImageSource(string name) => Name = name;

    /// <summary>
    /// The image's name in messages, and the assignment id when none is given: by default the file's name without its extension.
    /// </summary>
    public string Name { get; }

    /// <summary>The file's full path; null when <see cref="Data"/> has the bytes.</summary>
    public string? Path { get; private init; }

    /// <summary>The bytes; null when they are in the file <see cref="Path"/>.</summary>
    public byte[]? Data { get; private init; }

    /// <summary>An image in a file. The whole file is read when the image is worked on.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="name">What to call it; by default the file's name without its extension.</param>
    public static ImageSource FromFile(string path, string? name = null) =>
        new(name ?? System.IO.Path.GetFileNameWithoutExtension(path)) { Path = path };

    /// <summary>An image in memory.</summary>
    /// <param name="data">The encoded image.</param>
    /// <param name="name">What to call it.</param>
    public static ImageSource FromBytes(byte[] data, string name = "image") => new(name) { Data = data };
}
