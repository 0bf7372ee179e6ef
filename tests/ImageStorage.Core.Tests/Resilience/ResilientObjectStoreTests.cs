using System.Diagnostics;
using System.Diagnostics.Metrics;
using CsCheck;
using ImageStorage.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Resilience;

public class ResilientObjectStoreTests
{
    private const string Key = "generated_images/quiz.webp";

    private readonly RecordingLogger _logger = new();
    private readonly SkippingTimeProvider _time = new(TimeSpan.FromSeconds(25));

    private static ObjectUpload Upload(IProgress<int>? attempts = null) => new()
    {
        Key = Key,
        Data = new byte[] { 1, 2, 3 },
        Sha256 = new byte[32],
        ContentType = "image/webp",
        Metadata = new ObjectMetadata(),
        Attempts = attempts,
    };

    private static ImageStorageException Transient(TimeSpan? retryAfter = null) =>
        new(ImageStorageError.StorageUnavailable, "The image store is too busy.") { IsTransient = true, RetryAfter = retryAfter, LogDetail = "SlowDown" };

    private static ScriptedStore Failing(int failures, TimeSpan? retryAfter = null) =>
        new((attempt, _) => attempt <= failures ? Task.FromException(Transient(retryAfter)) : Task.CompletedTask);

    private ResilientObjectStore Over(IObjectStore store, double random = 1, ResilienceOptions? options = null) =>
        new(store, _logger, _time, options, () => random);

    [Fact]
    public async Task Put_that_fails_twice_succeeds_at_the_third_attempt()
    {
        var stored = await Over(Failing(2)).PutAsync(Upload(), default);

        Assert.Equal(3, stored.Attempts);
    }

    [Fact]
    public async Task List_that_fails_twice_gives_the_page_at_the_third_attempt()
    {
        var store = Failing(2);
        using var listing = Over(store).List();

        Assert.Empty(await listing.ReadAsync(default));

        Assert.Equal(3, store.Attempts);
    }

    [Fact]
    public async Task Put_tells_how_long_all_attempts_took()
    {
        var stored = await Over(Failing(2)).PutAsync(Upload(), default);

        Assert.Equal(TimeSpan.FromSeconds(3), stored.Duration);
    }

    [Fact]
    public async Task Put_that_keeps_failing_keeps_its_error_and_says_how_often_it_was_tried()
    {
        var store = Failing(int.MaxValue);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Over(store).PutAsync(Upload(), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 3, 3), (error.Error, error.Attempts, store.Attempts));
        Assert.Equal("The image store is too busy. All 3 attempts failed.", error.Message);
    }

    [Fact]
    public async Task Put_whose_failure_is_not_transient_is_tried_once()
    {
        var store = new ScriptedStore((_, _) => throw new ImageStorageException(ImageStorageError.StorageAccessDenied, "No."));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Over(store).PutAsync(Upload(), default));

        Assert.Equal((ImageStorageError.StorageAccessDenied, 1, 1, "No."), (error.Error, error.Attempts, store.Attempts, error.Message));
    }

    [Fact]
    public async Task Every_operation_is_tried_again()
    {
        var store = new ScriptedStore((attempt, _) => attempt % 2 == 1 ? Task.FromException(Transient()) : Task.CompletedTask);
        var resilient = Over(store);

        await resilient.PutAsync(Upload(), default);
        await resilient.HeadAsync(Key, default);
        await resilient.GetAsync(Key, null, default);
        await resilient.DeleteAsync(Key, default);

        Assert.Equal(8, store.Attempts);
    }

    [Fact]
    public async Task Put_with_one_attempt_allowed_is_tried_once()
    {
        var store = Failing(1);

        await Assert.ThrowsAsync<ImageStorageException>(
            () => Over(store, options: new ResilienceOptions { MaxAttempts = 1 }).PutAsync(Upload(), default));

        Assert.Equal(1, store.Attempts);
    }

    [Fact]
    public Task Delay_is_the_random_share_of_one_and_two_seconds() =>
        Gen.Double[0.01, 1].SampleAsync(
            async share =>
            {
                var time = new SkippingTimeProvider(TimeSpan.FromSeconds(25));
                await new ResilientObjectStore(Failing(2), _logger, time, random: () => share).PutAsync(Upload(), default);
                var expected = new[] { 1, 2 }.Select(seconds => TimeSpan.FromSeconds(seconds) * share);
                // Timers count in whole milliseconds.
                return time.Waits.Count == 2 && time.Waits.Zip(expected).All(pair => (pair.First - pair.Second).Duration().TotalMilliseconds <= 1);
            },
            iter: 50);

    [Fact]
    public async Task Retry_after_is_waited_when_it_is_longer_than_the_delay()
    {
        await Over(Failing(1, TimeSpan.FromSeconds(7))).PutAsync(Upload(), default);

        Assert.Equal([TimeSpan.FromSeconds(7)], _time.Waits);
    }

    [Fact]
    public async Task Retry_after_that_does_not_fit_fails_at_once_and_says_how_long()
    {
        var store = Failing(1, TimeSpan.FromMinutes(5));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Over(store).PutAsync(Upload(), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 1), (error.Error, store.Attempts));
        Assert.Contains("asked to wait 5 minutes", error.Message, StringComparison.Ordinal);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Retry_after_is_held_against_what_is_left_and_not_against_the_whole()
    {
        var store = Failing(2, TimeSpan.FromSeconds(16));

        await Assert.ThrowsAsync<ImageStorageException>(() => Over(store).PutAsync(Upload(), default));

        Assert.Equal((2, TimeSpan.FromSeconds(16)), (store.Attempts, Assert.Single(_time.Waits)));
    }

    [Fact]
    public async Task Put_that_is_never_answered_is_StorageTimeout_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        var store = new ScriptedStore((_, token) => Task.Delay(Timeout.Infinite, token));
        var put = new ResilientObjectStore(store, _logger, time).PutAsync(Upload(), default);

        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(put.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => put);
        Assert.Equal((ImageStorageError.StorageTimeout, 1), (error.Error, error.Attempts));
    }

    [Fact]
    public async Task Put_whose_store_does_not_listen_to_its_token_times_out_all_the_same()
    {
        var time = new FakeTimeProvider();
        var put = new ResilientObjectStore(new ScriptedStore((_, _) => new TaskCompletionSource().Task), _logger, time).PutAsync(Upload(), default);

        time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(ImageStorageError.StorageTimeout, (await Assert.ThrowsAsync<ImageStorageException>(() => put)).Error);
    }

    [Fact]
    public async Task The_thirty_seconds_are_of_all_attempts_together()
    {
        var store = new ScriptedStore(async (attempt, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(20), _time, token);
            throw Transient();
        });

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Over(store, random: 0).PutAsync(Upload(), default));

        Assert.Equal((ImageStorageError.StorageTimeout, 2), (error.Error, error.Attempts));
    }

    [Fact]
    public async Task Cancellation_during_an_attempt_is_OperationCanceledException_at_once()
    {
        using var cancelling = new CancellationTokenSource();
        var put = Over(new ScriptedStore((_, _) => new TaskCompletionSource().Task)).PutAsync(Upload(), cancelling.Token);

        await cancelling.CancelAsync();

        Assert.Equal(cancelling.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => put)).CancellationToken);
    }

    [Fact]
    public async Task Cancellation_between_attempts_is_OperationCanceledException_at_once()
    {
        using var cancelling = new CancellationTokenSource();
        var store = Failing(1);
        var put = new ResilientObjectStore(store, _logger, new FakeTimeProvider(), random: () => 1).PutAsync(Upload(), cancelling.Token);
        Assert.False(put.IsCompleted);

        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => put);
        Assert.Equal(1, store.Attempts);
    }

    [Fact]
    public async Task Cancellation_before_the_first_attempt_makes_none()
    {
        var store = Failing(0);

        await Assert.ThrowsAsync<OperationCanceledException>(() => Over(store).PutAsync(Upload(), new CancellationToken(canceled: true)));

        Assert.Equal(0, store.Attempts);
    }

    [Fact]
    public async Task A_store_that_fails_because_it_was_cancelled_is_no_failure()
    {
        using var cancelling = new CancellationTokenSource();
        var store = new ScriptedStore(async (_, _) =>
        {
            await cancelling.CancelAsync();
            throw Transient();
        });

        await Assert.ThrowsAsync<OperationCanceledException>(() => Over(store).PutAsync(Upload(), cancelling.Token));
    }

    [Fact]
    public async Task Attempts_are_told_from_one_as_they_begin()
    {
        var reported = new List<int>();

        await Over(Failing(2)).PutAsync(Upload(new Recorder(reported)), default);

        Assert.Equal([1, 2, 3], reported);
    }

    [Fact]
    public async Task Every_attempt_is_logged_with_its_number_and_result()
    {
        await Over(Failing(2)).PutAsync(Upload(), default);

        Assert.Equal(
            [("object.put", Key, 1, "failure", "StorageUnavailable"), ("object.put", Key, 2, "failure", "StorageUnavailable"), ("object.put", Key, 3, "success", null)],
            _logger.Entries.Select(entry => (entry.Operation, entry.Key, entry.Attempt ?? 0, entry.Result, entry.ErrorCode)));
    }

    [Fact]
    public async Task Results_errors_and_log_carry_the_correlation_id()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var expected = activity.TraceId.ToHexString();

        var stored = await Over(Failing(0)).PutAsync(Upload(), default);
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Over(Failing(9)).PutAsync(Upload(), default));

        Assert.Equal([expected], _logger.Entries.Select(entry => entry.CorrelationId).Append(stored.CorrelationId).Append(error.CorrelationId).Distinct());
    }

    [Fact]
    public async Task Attempts_and_bytes_are_counted()
    {
        var counted = new Dictionary<string, long>();
        using var activity = new Activity("counting").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            // Other tests count at the same time, in other operations.
            if (Activity.Current?.TraceId == activity.TraceId)
                counted[instrument.Name] = counted.GetValueOrDefault(instrument.Name) + value;
        });
        listener.Start();

        await Over(Failing(2), random: 0).PutAsync(Upload(), default);

        Assert.Equal((3, 3), (counted["imagestorage.attempts"], counted["imagestorage.bytes_stored"]));
    }

    private sealed class Recorder(List<int> reported) : IProgress<int>
    {
        public void Report(int value) => reported.Add(value);
    }
}
