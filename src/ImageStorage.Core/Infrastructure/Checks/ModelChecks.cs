using System.Globalization;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The image model that is configured: where it stands, and when it ends.</summary>
internal sealed class ModelChecks(IImageModelService models, string modelId, TimeProvider timeProvider) : ICheckFamily
{
    private const string Expected = "Active";

    private static readonly TimeSpan WarnedBefore = TimeSpan.FromDays(60);

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) =>
        [new(CheckNames.ImageModel, CheckArea.Model, JudgeAsync)];

    private async Task<Finding> JudgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is not known here cannot be asked about there.
            _ = await models.ListAsync(modelId, live: false, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.ModelUnavailable)
        {
            return Finding.Failed(Expected, "not known", exception.Message, $"Set {SettingName.ImageModelId} to a model that Get-ImageModel lists.");
        }

        return Judge((await models.ListAsync(modelId, live: true, cancellationToken).ConfigureAwait(false))[0]);
    }

    private Finding Judge(ImageModel model)
    {
        if (model.Family == ImageModelId.Offline)
            return Finding.Passed(Expected, "built in", "Pictures are made by the built-in model, which needs no account and has no end.");

        var state = model.LiveState ?? model.State;
        var end = model.EndOfLife is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var actual = end is null ? state.ToString() : $"{state}, ends on {end}";
        var remedy = model.Successor is null
            ? "Choose another with Get-ImageModel."
            : $"Set {SettingName.ImageModelId} to {model.Successor}, and enable it in the Bedrock console.";
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        if (state == ImageModelState.Ended || model.EndOfLife <= today)
            return Finding.Failed(Expected, actual, $"The model {model.Id} is past its end of life.", remedy);
        if (model.LiveState is null)
            return Finding.Unknown($"AWS's answer does not include the state of the model {model.Id}.");
        return state == ImageModelState.Legacy || model.EndOfLife <= today.AddDays(WarnedBefore.Days)
            ? Finding.Warning(
                Expected, actual, end is null ? $"The model {model.Id} is a legacy one and will end." : $"The model {model.Id} ends on {end}.",
                remedy)
            : Finding.Passed(Expected, actual, $"The model {model.Id} is on offer{(end is null ? "" : $" until {end}")}.");
    }
}
