using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Infrastructure;

/// <summary>What cannot be found out is skipped with the reason, never passed.</summary>
public sealed class ChecksThatCannotRunTests(MotoServer moto)
{
    [Fact]
    public async Task Nobody_answers()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint);
        proxy.Refuse();

        var checks = await stack.TestAsync(proxy.Endpoint, areas: [CheckArea.Identity, CheckArea.Cdn, CheckArea.Access]);

        Assert.All(checks.Values, check => Assert.Equal((CheckStatus.Skipped, true), (check.Status, check.Detail.Contains("refused the connection", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Nothing_is_allowed()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Fault.Answer(403, "AccessDenied") };

        var checks = await stack.TestAsync(proxy.Endpoint, areas: [CheckArea.Identity, CheckArea.Storage, CheckArea.Cdn, CheckArea.Access, CheckArea.Compute, CheckArea.Monitoring]);

        Assert.All(checks.Values, check => Assert.Equal(CheckStatus.Skipped, check.Status));
        Assert.Contains("s3:GetBucketVersioning", checks["BucketVersioning"].Detail, StringComparison.Ordinal);
        Assert.Contains("cloudwatch:DescribeAlarms", checks["AlarmBucketQuota"].Remedy, StringComparison.Ordinal);
        Assert.Contains("iam:ListRolePolicies", checks["RolePermissions"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up_after_the_time_of_a_check()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Fault.NeverAnswer };
        var details = new List<string>();

        await foreach (var check in stack.Open(proxy.Endpoint).TestAsync(
            new InfrastructureRequest { Expectations = stack.Expectations, Areas = [CheckArea.Cdn], Timeout = TimeSpan.FromMilliseconds(300) }, default))
        {
            Assert.Equal(CheckStatus.Skipped, check.Status);
            details.Add(check.Detail);
        }

        Assert.Contains("There was no answer within 0.3 seconds.", details);
    }

    [Fact]
    public async Task Nothing_is_known_of_the_stack()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        var names = new Dictionary<string, CheckStatus>();

        await foreach (var check in stack.Open().TestAsync(new InfrastructureRequest { Expectations = new InfrastructureExpectations() }, default))
            names[check.Name] = check.Status;

        Assert.Equal(CheckStatus.Passed, names["BucketVersioning"]);
        Assert.All(
            ["BucketReaders", "BucketCors", "DistributionDeployed", "RolePermissions", "GroupCapacity", "AlarmUploadFailures", "Dashboard"],
            name => Assert.Equal(CheckStatus.Skipped, names[name]));
    }

    [Fact]
    public async Task The_caller_stops_it()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Fault.NeverAnswer };
        using var stop = new CancellationTokenSource();
        var run = stack.Open(proxy.Endpoint).TestAsync(new InfrastructureRequest { Expectations = stack.Expectations }, stop.Token).GetAsyncEnumerator();
        var first = run.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(TimeSpan.FromSeconds(30)));
    }
}
