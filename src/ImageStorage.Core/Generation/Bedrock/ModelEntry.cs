using System.Globalization;

namespace ImageStorage.Generation.Bedrock;

/// <summary>An image model, an entry of <c>models.json</c>.</summary>
internal sealed record ModelEntry : IModel
{
    public required string Id { get; init; }

    public required string Family { get; init; }

    /// <summary>The family of its request body; null for a model that has ended, or the offline one.</summary>
    public string? RequestShape { get; init; }

    public IReadOnlyList<string> Regions { get; init; } = [];

    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>In Unicode characters.</summary>
    public int? MaxPromptLength { get; init; }

    public required long MaxSeed { get; init; }

    /// <summary>Amazon's models only: how closely the picture follows the prompt.</summary>
    public double? CfgScale { get; init; }

    /// <summary>The state on the day of the file; the end of life may have come since.</summary>
    public required ImageModelState State { get; init; }

    public DateOnly? EndOfLife { get; init; }

    public string? Successor { get; init; }

    public decimal? ListPriceUsd { get; init; }

    public (int Width, int Height) Size
    {
        get
        {
            var parts = Sizes[0].Split('x');
            return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
    }

    public ImageModelState StateOn(DateOnly day) => EndOfLife <= day ? ImageModelState.Ended : State;

    bool IModel.IsEnding => State != ImageModelState.Active || EndOfLife is not null;

    string IModel.Product => "picture";

    string IModel.Parameter => "-ModelId";

    string IModel.Others => "Get-ImageModel lists those on offer.";
}
