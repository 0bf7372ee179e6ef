namespace ImageStorage.Generation.Bedrock;

/// <summary>The known image models. They are data: a new model is a new entry of <c>models.json</c>.</summary>
internal sealed class ModelRegistry(IReadOnlyList<ModelEntry> models, TimeProvider timeProvider)
{
    private const string Resource = "ImageStorage.Generation.Bedrock.models.json";

    private static readonly TimeSpan WarnedBefore = TimeSpan.FromDays(60);

    private DateOnly Today => DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);

    public static ModelRegistry Load(TimeProvider timeProvider) => new(ModelFile.Read<ModelList>(Resource).Models, timeProvider);

    public IReadOnlyList<ModelEntry> All => models;

    /// <summary>The model of an id, of an inference profile (<c>us.</c> and its id) or of the ARN of either; null when unknown.</summary>
    public ModelEntry? Find(string modelId) => models.FirstOrDefault(
        model => model.Family == ImageModelId.Offline ? modelId[(modelId.LastIndexOf('/') + 1)..] == model.Id : ModelFile.Means(modelId, model.Id));

    public ModelEntry Get(string modelId) => Find(modelId) ?? throw new ImageStorageException(
        ImageStorageError.ModelUnavailable,
        $"The model '{modelId}' is not known. Give a picture with -Path, or use -ModelId with one of these: {string.Join(", ", OnOffer())}.");

    /// <summary>The model of a request that it can be asked with; a request that it cannot is refused before it is sent and billed.</summary>
    public ModelEntry Accept(ImageGenerationRequest request)
    {
        var model = Get(request.ModelId);
        if (model.RequestShape is null)
            throw ModelFailures.Ended(model);
        PromptRule.Check(model, request);
        return model;
    }

    public ImageModel Describe(ModelEntry model) => new()
    {
        Id = model.Id,
        Family = model.Family,
        Regions = model.Regions,
        Sizes = model.Sizes,
        MaxPromptLength = model.MaxPromptLength,
        MaxSeed = model.MaxSeed,
        EndOfLife = model.EndOfLife,
        State = model.StateOn(Today),
        Successor = model.Successor,
        ListPriceUsd = model.ListPriceUsd,
    };

    /// <summary>The warning for the user of a model; null for none.</summary>
    public string? WarningOf(ModelEntry model)
    {
        var successor = model.Successor is null ? "" : $" {model.Successor} replaces it.";
        if (model.StateOn(Today) == ImageModelState.Ended)
            return $"The model '{model.Id}' is past its end of life and may stop working at any time.{successor}";
        return model.EndOfLife is { } end && end.DayNumber - Today.DayNumber <= WarnedBefore.Days
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The model '{model.Id}' ends on {end:yyyy-MM-dd}.{successor}")
            : null;
    }

    private IEnumerable<string> OnOffer() =>
        models.Where(model => model.StateOn(Today) != ImageModelState.Ended).Select(model => model.Id);
}
