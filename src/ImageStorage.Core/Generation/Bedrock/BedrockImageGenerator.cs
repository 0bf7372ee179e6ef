using System.Text.Json;
using Amazon.BedrockRuntime;
using ImageStorage.Diagnostics;
using ImageStorage.Optimization;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Pictures from the models of Amazon Bedrock. The one owner of retries there: what may have been billed is not asked for twice.</summary>
internal sealed class BedrockImageGenerator : IImageGenerator
{
    private const string Operation = "model.invoke";

    private static readonly Dictionary<string, IModelBody> Bodies = new() { ["stability"] = new StabilityBody(), ["amazon"] = new AmazonBody() };

    private readonly Lazy<IAmazonBedrockRuntime> _client;
    private readonly string _region;
    private readonly ModelRegistry _models;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly BedrockOptions _options;
    private readonly Func<double> _random;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="client">Made when a picture is first asked for.</param>
    /// <param name="region">The client's region, for the sentences.</param>
    /// <param name="models">The models known.</param>
    /// <param name="logger">Told every attempt.</param>
    /// <param name="timeProvider">Tells time-outs and waits.</param>
    /// <param name="options">How often and how long a model is asked.</param>
    /// <param name="random">A number from 0 up to 1, for waits and seeds.</param>
    public BedrockImageGenerator(
        Lazy<IAmazonBedrockRuntime> client, string region, ModelRegistry models, ILogger logger, TimeProvider timeProvider,
        BedrockOptions? options = null, Func<double>? random = null)
    {
        _client = client;
        _region = region;
        _models = models;
        _logger = logger;
        _timeProvider = timeProvider;
        _options = options ?? new BedrockOptions();
        _random = random ?? Random.Shared.NextDouble;
        _pipeline = Build();
    }

    public async Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken)
    {
        var model = _models.Get(request.ModelId);
        if (model.RequestShape is null)
            throw ModelFailures.Ended(model);
        PromptRule.Check(model, request);

        var seed = request.Seed ?? DrawSeed(model);
        var call = new ModelCall(model, request, seed, Bodies[model.RequestShape].Write(model, request.Prompt, seed));
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _pipeline
                .ExecuteAsync(async token => await AttemptAsync(call, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The picture was cancelled.", exception, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Sign(ModelFailures.TimedOut(model, _options.ReadTimeout, exception), call);
        }
        catch (ImageStorageException exception) when (exception.IsTransient)
        {
            throw Sign(ModelFailures.GaveUp(exception, call.Attempt, _options.LongestWait), call);
        }
        catch (ImageStorageException exception)
        {
            Sign(exception, call);
            throw;
        }
    }

    private async Task<GeneratedImage> AttemptAsync(ModelCall call, CancellationToken cancellationToken)
    {
        call.Attempt++;
        var started = _timeProvider.GetTimestamp();
        try
        {
            var image = await InvokeAsync(call, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            Record(call, started, "success", null, $"request {image.RequestId}");
            return image;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            Record(call, started, "cancelled", null, null);
            throw new OperationCanceledException("The attempt was given up.", exception, cancellationToken);
        }
        catch (Exception exception)
        {
            var failure = ModelFailures.From(exception, call.Model, _region);
            Record(call, started, "failure", failure.Error.ToString(), failure.LogDetail ?? failure.Message);
            if (failure == exception)
                throw;
            throw failure;
        }
    }

    private async Task<GeneratedImage> InvokeAsync(ModelCall call, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(call.Body);
        var answer = await _client.Value
            .InvokeModelAsync(new InvokeModelRequest { ModelId = call.Request.ModelId, Body = body }, cancellationToken)
            .ConfigureAwait(false);
        var requestId = answer.ResponseMetadata?.RequestId;
        var (picture, seed) = Read(call, answer, requestId);
        return new GeneratedImage
        {
            Data = picture,
            Format = ImageSignature.Identify(picture) ?? throw ModelFailures.NoPicture(call.Model, $"no picture of a known format, request {requestId}"),
            ModelId = call.Request.ModelId,
            Seed = seed ?? call.Seed,
            RequestId = requestId,
            PriceUsd = call.Model.ListPriceUsd,
            Warning = _models.WarningOf(call.Model),
        };
    }

    private static (byte[] Picture, long? Seed) Read(ModelCall call, InvokeModelResponse answer, string? requestId)
    {
        try
        {
            return Bodies[call.Model.RequestShape!].Read(call.Model, answer.Body.ToArray());
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw ModelFailures.NoPicture(call.Model, $"{exception.Message} {answer.Body.Length} bytes of {answer.ContentType}, request {requestId}", exception);
        }
    }

    // To Stability 0 means any seed, which would then be known only from the answer.
    private long DrawSeed(ModelEntry model) => 1 + (long)(_random() * model.MaxSeed);

    private void Record(ModelCall call, long started, string result, string? errorCode, string? detail)
    {
        Telemetry.Attempts.Add(
            1, new KeyValuePair<string, object?>("operation", Operation), new KeyValuePair<string, object?>("result", result));
        new OperationEntry
        {
            Operation = Operation,
            Result = result,
            Key = call.Model.Id,
            User = Environment.UserName,
            Attempt = call.Attempt,
            Duration = _timeProvider.GetElapsedTime(started),
            ErrorCode = errorCode,
            Detail = detail,
        }.Write(_logger, result == "success" ? LogLevel.Information : LogLevel.Warning);
    }

    private static ImageStorageException Sign(ImageStorageException exception, ModelCall call)
    {
        exception.Attempts = call.Attempt;
        exception.CorrelationId ??= Telemetry.CorrelationId;
        return exception;
    }

    private ResiliencePipeline Build()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _timeProvider };
        if (_options.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _options.MaxAttempts - 1,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ImageStorageException { IsTransient: true } failure && !(failure.RetryAfter > _options.LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    FullJitter.Delay(_options.BaseDelay, arguments.AttemptNumber, arguments.Outcome.Exception, _random)),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = _options.ReadTimeout }).Build();
    }
}
