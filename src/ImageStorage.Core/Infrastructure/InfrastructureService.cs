using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Infrastructure.Reports;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Infrastructure;

/// <inheritdoc />
internal sealed class InfrastructureService(
    IReadOnlyList<ICheckFamily> families,
    ImageStorageConfiguration configuration,
    OperationRunner operations,
    ILogger logger,
    TimeProvider timeProvider)
    : IInfrastructureService
{
    public Task<InfrastructureExpectations> ReadExpectationsAsync(string path, CancellationToken cancellationToken) =>
        operations.RunAsync("ReadExpectations", null, (_, token) => TerraformOutputs.ReadAsync(path, token), cancellationToken);

    public async IAsyncEnumerable<InfrastructureCheck> TestAsync(
        InfrastructureRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var results = Channel.CreateUnbounded<InfrastructureCheck>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = operations.RunAsync(
            "TestInfrastructure", null, (correlationId, token) => RunAsync(Known(request), results.Writer, correlationId, token), stop.Token);
        _ = work.ContinueWith(
            static (_, writer) => ((ChannelWriter<InfrastructureCheck>)writer!).Complete(), results.Writer,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return result;
            await work.ConfigureAwait(false);
        }
        finally
        {
            // Also the canary's picture is gone before the caller goes on.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task<InfrastructureCheck> TestStartAsync(CancellationToken cancellationToken) => operations.RunAsync(
        "StartCanary",
        null,
        async (correlationId, token) =>
        {
            var request = Known(new InfrastructureRequest
            {
                Expectations = new InfrastructureExpectations(),
                Canary = true,
                CanaryReadsStore = true,
            });
            var canary = families.SelectMany(family => family.Checks(request, token)).Single(check => check.Name == CheckNames.RoundTrip);
            var instance = InstanceIdentity.ReadAsync(token);
            var found = await new CheckRun(request, logger, timeProvider, correlationId).Start([canary], token)[0].ConfigureAwait(false);
            // Left behind is whole even so: it was stored and read.
            var result = found.Status is CheckStatus.Passed or CheckStatus.Warning ? "success" : "failure";
            var tags = new TagList { { "result", result } };
            if (await instance.ConfigureAwait(false) is { } instanceId)
                tags.Add(Telemetry.InstanceTag, instanceId);
            Telemetry.StartCanaries.Add(1, tags);
            return found;
        },
        cancellationToken);

    public Task WriteReportAsync(IReadOnlyList<InfrastructureCheck> checks, string path, CancellationToken cancellationToken) =>
        operations.RunAsync(
            "WriteReport",
            null,
            async (_, token) =>
            {
                await CheckReport.WriteAsync(checks, path, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    private async Task<bool> RunAsync(
        InfrastructureRequest request, ChannelWriter<InfrastructureCheck> results, string correlationId, CancellationToken cancellationToken)
    {
        var checks = families.SelectMany(family => family.Checks(request, cancellationToken))
            .Where(check => request.Areas.Count == 0 || request.Areas.Contains(check.Area))
            .OrderBy(check => check.Area).ToArray();
        var answers = new CheckRun(request, logger, timeProvider, correlationId).Start(checks, cancellationToken);
        try
        {
            foreach (var answer in answers)
                results.TryWrite(await answer.ConfigureAwait(false));
        }
        finally
        {
            await ((Task)Task.WhenAll(answers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    /// <summary>What was not given is what the configuration says.</summary>
    private InfrastructureRequest Known(InfrastructureRequest request) => request with
    {
        Expectations = request.Expectations with
        {
            BucketName = request.Expectations.BucketName ?? configuration.S3BucketName,
            DistributionDomain = request.Expectations.DistributionDomain ?? configuration.CloudFrontDomain,
        },
    };
}
