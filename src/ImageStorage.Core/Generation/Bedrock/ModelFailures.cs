using System.Net.Sockets;
using System.Text.Json;
using ImageStorage.Aws.Errors;
using ImageStorage.Resilience;

namespace ImageStorage.Generation.Bedrock;

/// <summary>The messages for failed requests to a model. The only place that knows Bedrock's error codes.</summary>
internal static class ModelFailures
{
    /// <summary>What an exception of the client means.</summary>
    public static ImageStorageException From(Exception exception, IModel model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        // An answer that is not JSON did arrive, so it may have been billed.
        if (AwsFailure.Find<JsonException>(exception) is { } unreadable)
            return NoAnswer(model, unreadable.Message, exception);
        return CredentialFailures.From(failure, exception) ?? failure.Status switch
        {
            400 => Invalid(failure, model, region, exception),
            401 => CredentialFailures.Rejected(
                "AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, failure),
            403 => Unavailable(
                $"This account may not use the model '{model.Id}' in region '{region}'. Enable access to it in the Amazon Bedrock console, "
                + "and allow bedrock:InvokeModel.",
                failure, exception),
            404 => Unavailable(Missing(model, region), failure, exception),
            // Not tried again by itself: each attempt may be billed.
            408 => new(
                ImageStorageError.GenerationTimeout,
                $"The model '{model.Id}' took longer than Amazon Bedrock waits. {Billed(model)} Try again later, or use another {model.Parameter}.",
                exception)
            { RetryAfter = failure.RetryAfter, LogDetail = failure.Detail },
            429 => new(
                ImageStorageError.GenerationThrottled,
                $"Amazon Bedrock takes no more requests for the model '{model.Id}' at the moment. Try again later, lower -ThrottleLimit, or ask "
                + "for a higher quota in the Service Quotas console.",
                exception)
            { IsTransient = true, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail },
            >= 500 => Unavailable(
                $"Amazon Bedrock failed while the model '{model.Id}' was at work. Try again later.", failure, exception, transient: true),
            >= 300 => Unavailable(
                $"The model '{model.Id}' could not make the {model.Product} ({failure.Code}). Try again, with other words if it stays so.", failure, exception),
            // An answer that broke off, or cannot be read.
            >= 200 => NoAnswer(model, failure.Detail, exception),
            _ => NotReached(failure, model, region, exception),
        };
    }

    /// <summary>Why AWS did not say where a model stands.</summary>
    public static ImageStorageException NotTold(Exception exception, IModel model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception) ?? Unavailable(
            failure.Status == 403
                ? $"This account may not ask after models in region '{region}'. Allow bedrock:GetFoundationModel."
                : $"Amazon Bedrock in region '{region}' did not say where the model '{model.Id}' stands. Try again later.",
            failure, exception);
    }

    public static ImageStorageException PromptFiltered(IModel model, string reason, Exception? inner = null) => new(
        ImageStorageError.PromptRejected,
        $"The content filter of the model '{model.Id}' refused the prompt. Say it in other words.",
        inner)
    { LogDetail = reason };

    public static ImageStorageException ImageFiltered(IModel model, string reason) => new(
        ImageStorageError.ImageRejected,
        $"The content filter of the model '{model.Id}' withheld the picture that it made. Try another -Seed, or other words.")
    { LogDetail = reason };

    public static ImageStorageException Failed(IModel model, string reason) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' could not make the {model.Product}. Try again, with another -Seed or other words if it stays so.")
    { LogDetail = reason };

    public static ImageStorageException NoAnswer(IModel model, string detail, Exception? inner = null) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' answered with no {model.Product} that can be read. {Billed(model)} Try again, or use another {model.Parameter}.",
        inner)
    { LogDetail = detail };

    public static ImageStorageException TimedOut(IModel model, TimeSpan timeout, Exception inner) => new(
        ImageStorageError.GenerationTimeout,
        $"The model '{model.Id}' did not answer within {Durations.Describe(timeout)}. {Billed(model)} Try again later, or use another {model.Parameter}.",
        inner);

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
            $"The model '{model.Id}' did not accept the request. Use another {model.Parameter}. {model.Others}", failure, exception);
    }

    private static string Billed(IModel model) => $"The {model.Product} may have been billed.";

    private static string Missing(IModel model, string region)
    {
        var known = model.Regions.Count == 0 ? "Set" : $"It is known to be in {string.Join(", ", model.Regions)}: set";
        var successor = model.Successor is null ? "" : $" {model.Successor} takes its place.";
        return $"The model '{model.Id}' is not offered in region '{region}'. {known} {SettingName.BedrockRegion}, or use another {model.Parameter}.{successor}";
    }

    private static string Instead(IModel model) => model.Successor is null
        ? $" {model.Others}"
        : $" Use {model.Parameter} {model.Successor} instead"
            + (model is ModelEntry ? $", or set {SettingName.ImageModelId} to it." : ".");

    private static ImageStorageException NotReached(AwsFailure failure, IModel model, string region, Exception exception)
    {
        // Only what was never sent may be sent again without being billed twice.
        var unsent = failure.Socket is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
            or SocketError.NetworkUnreachable or SocketError.HostUnreachable;
        return Unavailable(
            unsent
                ? $"Amazon Bedrock in region '{region}' could not be reached. Check the network connection and {SettingName.BedrockRegion}."
                : $"The connection to Amazon Bedrock broke while the model '{model.Id}' was at work. {Billed(model)} Check the network connection and try again.",
            failure, exception, transient: unsent);
    }

    private static ImageStorageException Unavailable(string message, AwsFailure failure, Exception exception, bool transient = false) =>
        new(ImageStorageError.ModelUnavailable, message, exception)
        {
            IsTransient = transient,
            RetryAfter = failure.RetryAfter,
            LogDetail = failure.Detail,
        };
}
