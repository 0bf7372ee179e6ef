namespace ImageStorage.Generation.Bedrock;

/// <summary>A model of any kind, as the messages about its failures need it.</summary>
internal interface IModel
{
    string Id { get; }

    /// <summary>Where it is known to be; empty when that is not known.</summary>
    IReadOnlyList<string> Regions { get; }

    /// <summary>The model that replaces it; null for none.</summary>
    string? Successor { get; }

    /// <summary>True when its end has come, or is set.</summary>
    bool IsEnding { get; }

    /// <summary>Its product in one word: <c>picture</c>.</summary>
    string Product { get; }

    /// <summary>The parameter that names another, such as <c>-ModelId</c>.</summary>
    string Parameter { get; }

    /// <summary>A sentence on where to find other models.</summary>
    string Others { get; }
}
