using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion;

/// <summary>A model as <c>text-models.json</c> has it.</summary>
internal sealed record TextModelEntry : IModel
{
    public required string Id { get; init; }

    /// <summary>Whose body the requests of an embeddings model have; text models have one for all.</summary>
    public required string Family { get; init; }

    public required TextModelKind Kind { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Of an embedding.</summary>
    public int Dimensions { get; init; }

    /// <summary>The longest text of an embedding, in Unicode characters.</summary>
    public int MaxTextLength { get; init; }

    /// <summary>How many texts an embeddings model takes in one request.</summary>
    public int MaxTexts { get; init; } = 1;

    /// <summary>Null when no end is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    public string? Successor { get; init; }

    bool IModel.IsEnding => EndOfLife is not null;

    string IModel.Product => Kind == TextModelKind.Text ? "questions" : "comparison";

    string IModel.Parameter => Kind == TextModelKind.Text ? "-QuestionModelId" : "-ModelId";

    string IModel.Others => "The Amazon Bedrock console lists those on offer.";
}
