using System.Globalization;
using ImageStorage.Objects;

namespace ImageStorage.Creation;

/// <summary>Decides what a call would do by the rules of the call itself. It only reads, and asks no model.</summary>
internal sealed class CreationPlanning(
    IObjectStore objects, PictureReuse reuse, PictureMaking making, ImageStorageConfiguration configuration)
{
    /// <summary>What a call would do.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="existing">What is there.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors. What the call would refuse is an item.</exception>
    public async Task<ImagePlanItem> PlanAsync(
        string assignmentId, ExistingPicture existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        var fingerprint = new PlanFingerprint();
        // The same rows on another system are another plan.
        fingerprint.Add(configuration.S3BucketName ?? configuration.Home, assignmentId, request.TeacherId, request.Source?.Path);
        fingerprint.Add(existing.Record);
        fingerprint.Add(existing.Stored);
        var item = Describe(assignmentId, request);
        try
        {
            item = await DecideAsync(item, existing, request, fingerprint, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException refusal) when (PlanRefusal.ActionOf(refusal.Error) is { } action)
        {
            item = item with { Action = action, Reason = refusal.Message };
        }

        fingerprint.Add(
            item.Action.ToString(), item.Option, request.MustBeNew.ToString(), item.Prompt, item.ModelId,
            item.Seed?.ToString(CultureInfo.InvariantCulture), item.PriceUsd?.ToString(CultureInfo.InvariantCulture));
        return item with { Fingerprint = fingerprint.ToString() };
    }

    /// <summary>The item of a request about which nothing is decided yet.</summary>
    public static ImagePlanItem Describe(string assignmentId, NewImageRequest request) => new()
    {
        AssignmentId = assignmentId,
        Prompt = request.Prompt,
        ModelId = request.ModelId,
        Seed = request.Seed,
        Path = request.Source?.Path,
        TeacherId = request.TeacherId,
        Option = Options(request),
    };

    private async Task<ImagePlanItem> DecideAsync(
        ImagePlanItem item, ExistingPicture existing, NewImageRequest request, PlanFingerprint fingerprint, CancellationToken cancellationToken)
    {
        switch (ExistingPictureAnswer.Decide(existing, request))
        {
            case ExistingPictureUse.Keep:
                return Reuse(item, item.AssignmentId, KeepReason(existing.Record!, request));
            case ExistingPictureUse.Finish:
                return Reuse(item, item.AssignmentId, "This picture is stored already, and its record is finished.");
        }

        var (copy, original) = await reuse.LookUpAsync(item.AssignmentId, existing.Record, request, cancellationToken).ConfigureAwait(false);
        if (copy is null && request.Source is null)
            return await PlanGenerationAsync(item, existing, request, original, fingerprint, cancellationToken).ConfigureAwait(false);

        var picture = copy
            ?? await making.MakeAsync(item.AssignmentId, existing.Record, request, progress: null, cancellationToken).ConfigureAwait(false);
        fingerprint.Add(picture.Sha256.Hex);
        var key = ObjectKey.For(item.AssignmentId, picture.Format);
        var stored = await RequireFreeAsync(existing, request, key, picture.Sha256.Hex, fingerprint, cancellationToken).ConfigureAwait(false);
        if (copy is not null)
            return Reuse(item, original!.AssignmentId, $"The picture of assignment '{original.AssignmentId}', made of the same prompt, is copied.");
        return stored is not null && stored.Sha256 == picture.Sha256.Hex
            ? Reuse(item, item.AssignmentId, $"The same image is stored as '{key}' already; only the record is written.")
            : item with { Action = PlanAction.Make, Reason = $"The file becomes the picture. {MakeReason(existing)}" };
    }

    private async Task<ImagePlanItem> PlanGenerationAsync(
        ImagePlanItem item, ExistingPicture existing, NewImageRequest request, Assignment? unusable, PlanFingerprint fingerprint,
        CancellationToken cancellationToken)
    {
        var generation = making.Generation(existing.Record, request);
        var quote = making.Quote(generation);
        // A model's picture is stored as WebP. What it will be is not known, so anything that is stored there counts as another image.
        await RequireFreeAsync(existing, request, ObjectKey.For(item.AssignmentId), sha256: null, fingerprint, cancellationToken)
            .ConfigureAwait(false);
        var missing = unusable is null
            ? ""
            : $" The picture of assignment '{unusable.AssignmentId}' cannot be copied: it is not stored as its record says.";
        return item with
        {
            Action = PlanAction.Make,
            Prompt = generation.Prompt,
            ModelId = generation.ModelId,
            // Carried out, it is a new picture, also when another row has made the same one by then.
            Option = Options(request with { ReuseExisting = false }),
            PriceUsd = quote.PriceUsd,
            Reason = $"{MakeReason(existing)}{missing}{(quote.Warning is null ? "" : $" {quote.Warning}")}",
        };
    }

    /// <summary>Refuses what the record or the store would refuse after the picture is made.</summary>
    private async Task<StoredObject?> RequireFreeAsync(
        ExistingPicture existing, NewImageRequest request, ObjectKey key, string? sha256, PlanFingerprint fingerprint,
        CancellationToken cancellationToken)
    {
        UploadRecords.RequireReplaceable(existing, existing.Record, key, sha256, request);
        var stored = existing.Record?.S3ImageKey == key
            ? existing.Stored
            : await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        fingerprint.Add(stored);
        if (stored is not null && stored.Sha256 != (sha256 ?? "unknown") && !existing.IsOverwrittenBy(request))
            throw StoreRule.AlreadyExists(key, "the image store");
        return stored;
    }

    private static ImagePlanItem Reuse(ImagePlanItem item, string from, string reason) =>
        item with { Action = PlanAction.Reuse, ReusedFrom = from, Reason = reason };

    private static string KeepReason(Assignment record, NewImageRequest request)
    {
        string?[] changes =
        [
            ExistingPictureAnswer.Wanted(record, request) == record ? null : "the record gets the given teacher and questions",
            request.Permanent ? "the image is tagged as permanent" : null,
        ];
        return changes.OfType<string>().ToArray() is { Length: > 0 } some
            ? $"This picture is stored already; {string.Join(", and ", some)}."
            : "This picture is stored already, and nothing changes.";
    }

    private static string MakeReason(ExistingPicture existing) => existing.State switch
    {
        PictureState.None when existing.Record is null => "There is no such assignment yet.",
        PictureState.None => "The assignment has no picture yet.",
        PictureState.Missing => "The picture that the record names is not stored.",
        PictureState.Unfinished => "An earlier upload did not finish.",
        _ => "It replaces the picture that is there.",
    };

    private static string? Options(NewImageRequest request)
    {
        string?[] options =
        [
            request.Force ? nameof(request.Force) : null,
            request.Permanent ? nameof(request.Permanent) : null,
            request.ReuseExisting ? nameof(request.ReuseExisting) : null,
        ];
        return options.OfType<string>().ToArray() is { Length: > 0 } some ? string.Join(", ", some) : null;
    }
}
