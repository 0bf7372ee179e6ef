using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ImageStorage.Aws.Errors;
using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Metrics;

/// <summary>
/// Sends this product's counters for one bucket to CloudWatch: every minute, and when it is flushed. No operation waits for it. Counters that
/// cannot be sent are kept for a while, logged once, and counted; without the permission it stops.
/// </summary>
internal sealed class MetricPublisher : IAsyncDisposable
{
    /// <summary>
    /// The limit is 1000 and 1 MB, into which 1000 durations would not fit:
    /// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
    /// </summary>
    public const int MaxData = 250;

    private readonly Lazy<IAmazonCloudWatch> _client;
    private readonly string _bucket;
    private readonly MetricPublisherOptions _options;
    private readonly MetricCollector _collector;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private bool _isFailing;
    private volatile bool _isOver;

    public MetricPublisher(
        Lazy<IAmazonCloudWatch> client, string bucket, ILogger logger, TimeProvider timeProvider, MetricPublisherOptions? options = null)
    {
        _client = client;
        _bucket = bucket;
        _logger = logger;
        _timeProvider = timeProvider;
        _options = options ?? new MetricPublisherOptions();
        _collector = new MetricCollector(bucket, _options.MaxMinutes, timeProvider);
        _loop = Task.Run(LoopAsync);
    }

    /// <summary>Sends the counters so far. Throws only for a cancellation.</summary>
    /// <param name="cancellationToken">Stops the work; what was not sent is kept.</param>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var minutes = _collector.Take();
            for (var sent = 0; sent < minutes.Count && !_isOver;)
            {
                var batch = Batch(minutes, sent);
                if (!await SendAsync(batch.Data, cancellationToken).ConfigureAwait(false))
                {
                    Keep([.. minutes.Skip(sent)]);
                    break;
                }

                sent += batch.Minutes;
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _collector.Dispose();
        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task LoopAsync()
    {
        using var timer = new PeriodicTimer(_options.Interval, _timeProvider);
        while (!_isOver && await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            await FlushAsync(_stop.Token).ConfigureAwait(false);
    }

    /// <summary>As many whole minutes as fit into one request.</summary>
    private (List<MetricDatum> Data, int Minutes) Batch(IReadOnlyList<MetricMinute> minutes, int from)
    {
        var data = new List<MetricDatum>();
        var index = from;
        for (; index < minutes.Count; index++)
        {
            MetricDatum[] minute = [.. minutes[index].ToData(_bucket)];
            if (data.Count > 0 && data.Count + minute.Length > MaxData)
                break;
            data.AddRange(minute);
        }

        return (data, index - from);
    }

    /// <returns>False when the data may be sent again.</returns>
    private async Task<bool> SendAsync(List<MetricDatum> data, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _client.Value
                .PutMetricDataAsync(new PutMetricDataRequest { Namespace = OwnMetrics.Namespace, MetricData = data }, either.Token)
                .WaitAsync(either.Token)
                .ConfigureAwait(false);
            _isFailing = false;
            return true;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            // The data may have arrived, so it is not kept: sending it again could count it twice.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            return Failed(exception);
        }
    }

    private bool Failed(Exception exception)
    {
        Telemetry.MetricFailures.Add(1);
        var failure = AwsFailure.Of(exception);
        _isOver = failure.Status == 403 || failure.Code is "AccessDenied" or "AccessDeniedException" or "AuthorizationError";
        if (_isOver || !_isFailing)
        {
            new OperationEntry
            {
                Operation = "metrics.send",
                Result = "failure",
                ErrorCode = failure.Code ?? exception.GetType().Name,
                Detail = (_isOver
                    ? "Permission cloudwatch:PutMetricData is missing. This process sends no more counters. "
                    : "The counters are kept and sent later. ") + failure.Detail,
            }.Write(_logger, LogLevel.Warning);
        }

        _isFailing = true;
        if (_isOver)
            _collector.Dispose();
        return !IsSurelyUnsent(exception, failure);
    }

    /// <summary>True when CloudWatch certainly did not accept the data, which a time-out or a lost connection does not show.</summary>
    private static bool IsSurelyUnsent(Exception exception, AwsFailure failure) =>
        failure.Status is 400 or 403 or 429 or 503 || failure.Code is "Throttling" or "ThrottlingException"
        || AwsFailure.Find<ImageStorageException>(exception) is not null
        || failure.Socket is System.Net.Sockets.SocketError.ConnectionRefused or System.Net.Sockets.SocketError.HostNotFound
            or System.Net.Sockets.SocketError.NetworkUnreachable or System.Net.Sockets.SocketError.HostUnreachable
            or System.Net.Sockets.SocketError.TryAgain;

    private void Keep(IReadOnlyList<MetricMinute> minutes)
    {
        if (!_isOver && _collector.Return(minutes) is > 0 and var dropped)
            Telemetry.MetricFailures.Add(dropped);
    }
}
