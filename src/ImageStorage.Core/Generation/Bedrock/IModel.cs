namespace ImageStorage.Generation.Bedrock;

/// <summary>A model of any kind, as far as the sentences about its failures need it.</summary>
internal interface IModel
{
    string Id { get; }

    /// <summary>Where it is known to be; empty when that is not known.</summary>
    IReadOnlyList<string> Regions { get; }

    /// <summary>What takes its place; null for nothing.</summary>
    string? Successor { get; }

    /// <summary>True when its end has come, or is set.</summary>
    bool IsEnding { get; }

    /// <summary>What it makes, in a word: <c>picture</c>.</summary>
    string Product { get; }

    /// <summary>The parameter that names another, such as <c>-ModelId</c>.</summary>
    string Parameter { get; }

    /// <summary>A sentence on where others are found.</summary>
    string Others { get; }
}
