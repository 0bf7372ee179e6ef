using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>What cannot be found out is unknown, with the reason, and never passed.</summary>
public sealed class ChecksThatCannotRunTests(MotoServer moto)
{
    private static readonly CheckArea[] OnAws =
        [CheckArea.Identity, CheckArea.Storage, CheckArea.Cdn, CheckArea.Access, CheckArea.Compute, CheckArea.Monitoring];

    [Theory]
    [InlineData("refused")]
    [InlineData("broken off")]
    [InlineData("broken off in the answer")]
    [InlineData("busy")]
    [InlineData("failing")]
    [InlineData("a proxy's page")]
    [InlineData("a page to sign in")]
    [InlineData("half an answer")]
    [InlineData("nothing")]
    public async Task A_network_in_trouble_is_reported_in_sentences_and_passes_nothing(string trouble)
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Trouble(trouble) };
        if (trouble == "refused")
            proxy.Refuse();

        var checks = await stack.TestAsync(stack.Open(proxy.Endpoint, new SkippingTimeProvider(TimeSpan.FromSeconds(5))), canary: false, OnAws);

        Assert.Equal("", Describe(checks.Values.Where(check => check.Status != CheckStatus.Unknown)));
        Assert.Equal(
            "", Describe(checks.Values.Where(check => check.Remedy is null || check.Detail.Contains("Exception", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_service_that_answers_as_another_passes_nothing()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        var ok = Fault.Answer(200, "<?xml version=\"1.0\"?><Answer><Result>ok</Result></Answer>", "text/xml");
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => ok };

        var checks = await stack.TestAsync(
            proxy.Endpoint, areas: [CheckArea.Identity, CheckArea.Cdn, CheckArea.Access, CheckArea.Compute, CheckArea.Monitoring]);

        Assert.Equal("", Describe(checks.Values.Where(check => check.Status != CheckStatus.Unknown)));
        Assert.Contains("is not the service 'sts'", checks["CallerIdentity"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_allowed()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Fault.Answer(403, "AccessDenied") };

        var checks = await stack.TestAsync(proxy.Endpoint, areas: OnAws);

        Assert.All(checks.Values, check => Assert.Equal(CheckStatus.Unknown, check.Status));
        Assert.Contains("s3:GetBucketVersioning", checks["BucketVersioning"].Detail, StringComparison.Ordinal);
        Assert.Contains("cloudwatch:DescribeAlarms", checks["AlarmBucketQuota"].Remedy, StringComparison.Ordinal);
        Assert.Contains("iam:GetRole", checks["RolePermissions"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_hangs_is_given_up_after_the_time_of_a_check()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        await using var proxy = new FaultProxy(stack.Endpoint) { Program = _ => Fault.NeverAnswer };
        var details = new List<string>();

        await foreach (var check in stack.Open(proxy.Endpoint).TestAsync(
            new InfrastructureRequest
            {
                Expectations = stack.Expectations,
                Areas = [CheckArea.Cdn],
                Timeout = TimeSpan.FromMilliseconds(300),
            },
            default))
        {
            Assert.Equal(CheckStatus.Unknown, check.Status);
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
        var request = new InfrastructureRequest { Expectations = stack.Expectations };
        var run = stack.Open(proxy.Endpoint).TestAsync(request, stop.Token).GetAsyncEnumerator();
        var first = run.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    private static string Describe(IEnumerable<InfrastructureCheck> checks) =>
        string.Join('\n', checks.Select(check => $"{check.Name} {check.Status}: {check.Detail} {check.Remedy}"));

    private static Fault Trouble(string trouble) => trouble switch
    {
        "broken off" => Fault.ResetInRequest,
        "broken off in the answer" => Fault.ResetInAnswer,
        "busy" => Fault.Answer(503, "SlowDown"),
        "failing" => Fault.Answer(500, "oops", "text/plain"),
        "a proxy's page" => Fault.Answer(502, "<html><body>Bad gateway</body></html>", "text/html"),
        "a page to sign in" => Fault.Answer(200, "<html><body>Please sign in<br></body></html>", "text/html"),
        "half an answer" => Fault.Answer(200, "<?xml version=\"1.0\"?><Answer><Res", "text/xml"),
        "nothing" => Fault.Answer(200, "", "text/plain"),
        _ => Fault.None,
    };
}
