using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion;

/// <summary>A text or embeddings model, an entry of <c>text-models.json</c>.</summary>
internal sealed record TextModelEntry : IModel
{
    public required string Id { get; init; }

    /// <summary>The provider whose body the requests of an embeddings model have; all text models have the same one.</summary>
    public required string Family { get; init; }

    public required TextModelKind Kind { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The length of an embedding.</summary>
    public int Dimensions { get; init; }

    /// <summary>The longest text of an embedding, in Unicode characters.</summary>
    public int MaxTextLength { get; init; }

    /// <summary>How many texts an embeddings model accepts in one request.</summary>
    public int MaxTexts { get; init; } = 1;

    /// <summary>The day of its end of life; null when none is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    public string? Successor { get; init; }

    bool IModel.IsEnding => EndOfLife is not null;

    string IModel.Product => Kind == TextModelKind.Text ? "questions" : "comparison";

    string IModel.Parameter => Kind == TextModelKind.Text ? "-QuestionModelId" : "-ModelId";

    string IModel.Others => "The Amazon Bedrock console lists those on offer.";
}
