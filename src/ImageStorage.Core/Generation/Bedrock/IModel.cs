namespace ImageStorage.Generation.Bedrock;

/// <summary>A model of any kind, with the texts for messages about its failures.</summary>
internal interface IModel
{
    string Id { get; }

    /// <summary>The AWS regions known to offer it; empty when none is known.</summary>
    IReadOnlyList<string> Regions { get; }

    /// <summary>The model that replaces it; null for none.</summary>
    string? Successor { get; }

    /// <summary>True when its end of life is past, or is set.</summary>
    bool IsEnding { get; }

    /// <summary>The word for its result: <c>picture</c>.</summary>
    string Product { get; }

    /// <summary>The parameter for choosing another model, such as <c>-ModelId</c>.</summary>
    string Parameter { get; }

    /// <summary>A sentence on where to find other models.</summary>
    string Others { get; }
}
