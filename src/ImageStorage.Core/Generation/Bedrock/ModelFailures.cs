using System.Net.Sockets;
using ImageStorage.Aws;
using ImageStorage.Resilience;

namespace ImageStorage.Generation.Bedrock;

/// <summary>The sentences for what goes wrong between a prompt and its picture. The only place that knows Bedrock's error codes.</summary>
internal static class ModelFailures
{
    private const string Billed = "The picture may have been billed.";

    /// <summary>What an exception of the client means.</summary>
    public static ImageStorageException From(Exception exception, ModelEntry model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
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
            408 => new(
                ImageStorageError.GenerationTimeout,
                $"The model '{model.Id}' took longer than Amazon Bedrock waits. {Billed} Try again later, or use another -ModelId.",
                exception)
            { IsTransient = true, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail },
            429 => new(
                ImageStorageError.GenerationThrottled,
                $"Amazon Bedrock takes no more requests for the model '{model.Id}' at the moment. Try again later, lower -ThrottleLimit, or ask "
                + "for a higher quota in the Service Quotas console.",
                exception)
            { IsTransient = true, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail },
            >= 500 => Unavailable(
                $"Amazon Bedrock failed while the model '{model.Id}' was at work. Try again later.", failure, exception, transient: true),
            >= 300 => Unavailable(
                $"The model '{model.Id}' could not make the picture ({failure.Code}). Try again, with other words if it stays so.", failure, exception),
            // An answer that broke off, or cannot be read.
            >= 200 => NoPicture(model, failure.Detail, exception),
            _ => NotReached(failure, model, region, exception),
        };
    }

    /// <summary>Why AWS did not say where a model stands.</summary>
    public static ImageStorageException NotTold(Exception exception, ModelEntry model, string region)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception) ?? Unavailable(
            failure.Status == 403
                ? $"This account may not ask after models in region '{region}'. Allow bedrock:GetFoundationModel."
                : $"Amazon Bedrock in region '{region}' did not say where the model '{model.Id}' stands. Try again later, or without -Live.",
            failure, exception);
    }

    public static ImageStorageException PromptFiltered(ModelEntry model, string reason, Exception? inner = null) => new(
        ImageStorageError.PromptRejected,
        $"The content filter of the model '{model.Id}' refused the prompt. Say it in other words.",
        inner)
    { LogDetail = reason };

    public static ImageStorageException ImageFiltered(ModelEntry model, string reason) => new(
        ImageStorageError.ImageRejected,
        $"The content filter of the model '{model.Id}' withheld the picture that it made. Try another -Seed, or other words.")
    { LogDetail = reason };

    public static ImageStorageException Failed(ModelEntry model, string reason) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' could not make the picture. Try again, with another -Seed or other words if it stays so.")
    { LogDetail = reason };

    public static ImageStorageException NoPicture(ModelEntry model, string detail, Exception? inner = null) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' answered without a picture that can be read. {Billed} Try again, or use another -ModelId.",
        inner)
    { LogDetail = detail };

    public static ImageStorageException TimedOut(ModelEntry model, TimeSpan timeout, Exception inner) => new(
        ImageStorageError.GenerationTimeout,
        $"The model '{model.Id}' did not answer within {StoreFailures.Words(timeout)}. {Billed} Try again later, or use another -ModelId.",
        inner);

    public static ImageStorageException GaveUp(ImageStorageException failure, int attempts, TimeSpan longestWait) => new(
        failure.Error,
        failure.RetryAfter > longestWait
            ? $"{failure.Message} It asked to wait {StoreFailures.Words(failure.RetryAfter.Value)} before the next attempt."
            : attempts > 1 ? $"{failure.Message} All {attempts} attempts failed." : failure.Message,
        failure.InnerException)
    {
        IsTransient = true,
        RetryAfter = failure.RetryAfter,
        LogDetail = failure.LogDetail,
    };

    public static ImageStorageException Ended(ModelEntry model, Exception? inner = null, string? detail = null) => new(
        ImageStorageError.ModelUnavailable,
        $"The model '{model.Id}' is past its end of life." + Instead(model),
        inner)
    { LogDetail = detail };

    private static ImageStorageException Invalid(AwsFailure failure, ModelEntry model, string region, Exception exception)
    {
        if (failure.Message.Contains("model identifier is invalid", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("end of its life", StringComparison.OrdinalIgnoreCase))
        {
            return model.State == ImageModelState.Active && model.EndOfLife is null
                ? Unavailable(Missing(model, region), failure, exception)
                : Ended(model, exception, failure.Detail);
        }

        string[] filters = ["content filter", "blocked", "responsible ai", "acceptable use", "policy"];
        if (filters.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return PromptFiltered(model, failure.Detail, exception);
        return Unavailable(
            $"The model '{model.Id}' did not accept the request. Use another -ModelId; Get-ImageModel lists them.", failure, exception);
    }

    private static string Missing(ModelEntry model, string region) =>
        $"The model '{model.Id}' is not offered in region '{region}'. It is known to be in {string.Join(", ", model.Regions)}: set "
        + $"{SettingName.BedrockRegion}, or use another -ModelId." + (model.Successor is null ? "" : $" {model.Successor} takes its place.");

    private static string Instead(ModelEntry model) => model.Successor is null
        ? " Get-ImageModel lists those on offer."
        : $" Use -ModelId {model.Successor} instead, or set {SettingName.ImageModelId} to it.";

    private static ImageStorageException NotReached(AwsFailure failure, ModelEntry model, string region, Exception exception)
    {
        // Only what was never sent may be sent again without being billed twice.
        var unsent = failure.Socket is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
            or SocketError.NetworkUnreachable or SocketError.HostUnreachable;
        return Unavailable(
            unsent
                ? $"Amazon Bedrock in region '{region}' could not be reached. Check the network connection and {SettingName.BedrockRegion}."
                : $"The connection to Amazon Bedrock broke while the model '{model.Id}' was at work. {Billed} Check the network connection and try again.",
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
