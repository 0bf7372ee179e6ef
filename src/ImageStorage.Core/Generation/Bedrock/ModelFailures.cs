using System.Net.Sockets;
using System.Text.Json;
using ImageStorage.Aws.Errors;
using ImageStorage.Resilience;

namespace ImageStorage.Generation.Bedrock;

/// <summary>The messages for failed requests to a model. The only place that knows Bedrock's error codes.</summary>
internal static class ModelFailures
{
    /// <summary>Translates an exception of the client.</summary>
    public static ImageStorageException From(Exception exception, IModel model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        // An answer arrived although it is not JSON, so it may have been billed.
        if (AwsFailure.Find<JsonException>(exception) is { } unreadable)
            return NoAnswer(model, unreadable.Message, exception);
        return CredentialFailures.From(failure, exception) ?? failure.Status switch
        {
            400 => Invalid(failure, model, region, exception),
            401 => CredentialFailures.Rejected(
                "AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, failure),
            403 => Unavailable(
                $"This account is not allowed to use the model '{model.Id}' in region '{region}'. Enable access to it in the Amazon Bedrock "
                + "console, and allow bedrock:InvokeModel.",
                failure, exception),
            404 => Unavailable(Missing(model, region), failure, exception),
            // Not retried, because each attempt may be billed.
            408 => new(
                ImageStorageError.GenerationTimeout,
                $"The model '{model.Id}' took longer than the time limit of Amazon Bedrock. {Billed(model)} Try again later, or choose another "
                + $"model with {model.Parameter}.",
                exception)
            { RetryAfter = failure.RetryAfter, LogDetail = failure.Detail, MayBeBilled = true },
            429 => new(
                ImageStorageError.GenerationThrottled,
                $"Amazon Bedrock accepts no more requests for the model '{model.Id}' at the moment. Try again later, lower -ThrottleLimit, or "
                + "request a higher quota in the Service Quotas console.",
                exception)
            { IsTransient = true, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail },
            >= 500 => Unavailable(
                $"Amazon Bedrock reported an error while it ran the model '{model.Id}'. Try again later.", failure, exception, transient: true),
            >= 300 => Unavailable(
                $"The model '{model.Id}' could not make the {model.Product} ({failure.Code}). Try again; if it happens again, change the prompt.",
                failure, exception),
            // The answer is incomplete, or not valid.
            >= 200 => NoAnswer(model, failure.Detail, exception),
            _ => NotReached(failure, model, region, exception),
        };
    }

    /// <summary>The error of a request for a model's state.</summary>
    public static ImageStorageException StateUnknown(Exception exception, IModel model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception) ?? Unavailable(
            failure.Status == 403
                ? $"This account is not allowed to read the state of models in region '{region}'. Allow bedrock:GetFoundationModel."
                : $"Amazon Bedrock in region '{region}' did not return the state of the model '{model.Id}'. {failure.Advice}",
            failure, exception);
    }

    public static ImageStorageException PromptFiltered(IModel model, string reason, Exception? inner = null) => new(
        ImageStorageError.PromptRejected,
        $"The content filter of the model '{model.Id}' refused the prompt. Change the prompt and try again.",
        inner)
    {
        LogDetail = reason,
        // An answer without a picture was computed; a request that was refused as an error was not.
        MayBeBilled = inner is null,
    };

    public static ImageStorageException ImageFiltered(IModel model, string reason) => new(
        ImageStorageError.ImageRejected,
        $"The content filter of the model '{model.Id}' withheld the picture that it generated. Try another -Seed, or change the prompt.")
    { LogDetail = reason, MayBeBilled = true };

    public static ImageStorageException Failed(IModel model, string reason) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' could not make the {model.Product}. Try again; if it happens again, use another -Seed or change the prompt.")
    { LogDetail = reason, MayBeBilled = true };

    public static ImageStorageException NoAnswer(IModel model, string detail, Exception? inner = null) => new(
        ImageStorageError.ModelUnavailable,
        $"The answer of the model '{model.Id}' has no valid {model.Product}. {Billed(model)} Try again, or choose another model with "
        + $"{model.Parameter}.",
        inner)
    { LogDetail = detail, MayBeBilled = true };

    public static ImageStorageException TimedOut(IModel model, TimeSpan timeout, Exception inner) => new(
        ImageStorageError.GenerationTimeout,
        $"The model '{model.Id}' did not answer within {Durations.Describe(timeout)}. {Billed(model)} Try again later, or choose another model "
        + $"with {model.Parameter}.",
        inner)
    { MayBeBilled = true };

    public static ImageStorageException GaveUp(ImageStorageException failure, int attempts, TimeSpan longestWait) => new(
        failure.Error,
        failure.RetryAfter > longestWait
            ? $"{failure.Message} It asked to wait {Durations.Describe(failure.RetryAfter.Value)} before the next attempt."
            : attempts > 1 ? $"{failure.Message} All {attempts} attempts failed." : failure.Message,
        failure.InnerException)
    {
        IsTransient = true,
        RetryAfter = failure.RetryAfter,
        LogDetail = failure.LogDetail,
        MayBeBilled = failure.MayBeBilled,
    };

    public static ImageStorageException Ended(IModel model, Exception? inner = null, string? detail = null) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' is past its end of life." + Instead(model),
        inner)
    { LogDetail = detail };

    private static ImageStorageException Invalid(AwsFailure failure, IModel model, string region, Exception exception)
    {
        if (failure.Message.Contains("model identifier is invalid", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("end of its life", StringComparison.OrdinalIgnoreCase))
        {
            return model.IsEnding
                ? Ended(model, exception, failure.Detail)
                : Unavailable(Missing(model, region), failure, exception);
        }

        string[] filters = ["content filter", "blocked", "responsible ai", "acceptable use", "policy"];
        if (filters.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return PromptFiltered(model, failure.Detail, exception);
        return Unavailable(
            $"The model '{model.Id}' did not accept the request. Choose another model with {model.Parameter}. {model.Others}", failure, exception);
    }

    private static string Billed(IModel model) => $"The {model.Product} may have been billed.";

    private static string Missing(IModel model, string region)
    {
        var known = model.Regions.Count == 0 ? "Set" : $"It is offered in {string.Join(", ", model.Regions)}: set";
        var successor = model.Successor is null ? "" : $" {model.Successor} replaces it.";
        return $"The model '{model.Id}' is not offered in region '{region}'. {known} {SettingName.BedrockRegion}, or choose another model with "
            + $"{model.Parameter}.{successor}";
    }

    private static string Instead(IModel model) => model.Successor is null
        ? $" {model.Others}"
        : $" Use {model.Parameter} {model.Successor} instead"
            + (model is ModelEntry ? $", or set {SettingName.ImageModelId} to it." : ".");

    private static ImageStorageException NotReached(AwsFailure failure, IModel model, string region, Exception exception)
    {
        // Only a request that was never sent can be repeated without being billed twice.
        var unsent = failure.Socket is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
            or SocketError.NetworkUnreachable or SocketError.HostUnreachable;
        return Unavailable(
            unsent
                ? $"Amazon Bedrock in region '{region}' could not be reached. Check the network connection and {SettingName.BedrockRegion}."
                : $"The connection to Amazon Bedrock was lost while it ran the model '{model.Id}'. {Billed(model)} Check the network connection and "
                    + "try again.",
            failure, exception, transient: unsent, billed: !unsent);
    }

    private static ImageStorageException Unavailable(
        string message, AwsFailure failure, Exception exception, bool transient = false, bool billed = false) =>
        new(ImageStorageError.ModelUnavailable, message, exception)
        {
            IsTransient = transient,
            RetryAfter = failure.RetryAfter,
            LogDetail = failure.Detail,
            MayBeBilled = billed,
        };
}
