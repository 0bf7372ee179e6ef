using ImageStorage.Infrastructure.Checks;
using ImageStorage.Metrics;

namespace ImageStorage.Scaling;

/// <summary>The verdict over made courses: a group of two instances, and a load from the tenth minute to the thirtieth.</summary>
public sealed class ScalingVerdictTests
{
    private const string Instance = "i-0abc";

    private static readonly DateTimeOffset Start = new(2026, 11, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Findings_of_a_group_that_kept_up_are_all_passed_and_tell_when()
    {
        var findings = Judge(new Course());

        Assert.All(findings.Values, finding => Assert.Equal(CheckStatus.Passed, finding.Status));
        Assert.Contains("passed 70 % at 10:10 UTC", findings[ScalingCheckNames.Load].Detail, StringComparison.Ordinal);
        Assert.Contains("added at 10:14 UTC, 4 minutes after", findings[ScalingCheckNames.Growth].Detail, StringComparison.Ordinal);
        Assert.Contains("ended at 10:30 UTC, and the group was back at 2 instances at 10:38 UTC, 8 minutes later", findings[ScalingCheckNames.Return].Detail, StringComparison.Ordinal);
        Assert.Contains(Instance, findings[ScalingCheckNames.Canary].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, CheckStatus.Passed)]
    [InlineData(16, CheckStatus.Failed)]
    [InlineData(null, CheckStatus.Failed)]
    public void An_instance_is_to_be_added_within_five_minutes(int? grown, CheckStatus status) =>
        Assert.Equal(status, Judge(new Course { Grown = grown })[ScalingCheckNames.Growth].Status);

    [Theory]
    [InlineData(40, CheckStatus.Passed)]
    [InlineData(41, CheckStatus.Failed)]
    [InlineData(null, CheckStatus.Failed)]
    public void The_group_is_to_be_back_within_ten_minutes(int? returned, CheckStatus status) =>
        Assert.Equal(status, Judge(new Course { Returned = returned })[ScalingCheckNames.Return].Status);

    [Theory]
    [InlineData(69.9, 20)]
    [InlineData(95, 2)]
    public void A_load_that_is_small_or_short_is_nothing_to_grow_for(double cpu, int minutes)
    {
        var findings = Judge(new Course { LoadCpu = cpu, LoadMinutes = minutes, Grown = null, Returned = null });

        Assert.All(findings.Values, finding => Assert.Equal(CheckStatus.Skipped, finding.Status));
    }

    [Theory]
    [InlineData(5, CheckStatus.Passed)]
    [InlineData(6, CheckStatus.Failed)]
    public void Of_the_uploads_95_percent_are_to_succeed(double failuresOfAHundred, CheckStatus status) =>
        Assert.Equal(status, Judge(new Course { FailuresOfAHundred = failuresOfAHundred })[ScalingCheckNames.Success].Status);

    [Fact]
    public void Views_that_the_distribution_failed_count_too() =>
        Assert.Equal(CheckStatus.Failed, Judge(new Course { ViewErrorPercent = 12 })[ScalingCheckNames.Success].Status);

    [Theory]
    [InlineData(1, 0, CheckStatus.Passed)]
    [InlineData(1, 1, CheckStatus.Failed)]
    [InlineData(0, 0, CheckStatus.Failed)]
    public void Each_new_instance_is_to_tell_that_it_wrote_and_read(double canaries, double failures, CheckStatus status) =>
        Assert.Equal(status, Judge(new Course { Canaries = canaries, CanaryFailures = failures })[ScalingCheckNames.Canary].Status);

    [Fact]
    public void Launches_that_are_not_told_leave_the_canaries_open() =>
        Assert.Equal(CheckStatus.Skipped, Judge(new Course { KnowsLaunches = false })[ScalingCheckNames.Canary].Status);

    [Fact]
    public void A_group_that_could_not_grow_further_says_so() =>
        Assert.Contains("largest size", Judge(new Course { Grown = null, Largest = 2 })[ScalingCheckNames.Growth].Detail, StringComparison.Ordinal);

    [Fact]
    public void A_return_is_left_open_while_the_load_lasts_or_was_over_only_just_now()
    {
        Assert.Equal(CheckStatus.Skipped, Judge(new Course { LoadMinutes = 50, Returned = null })[ScalingCheckNames.Return].Status);
        Assert.Equal(CheckStatus.Skipped, Judge(new Course { LoadMinutes = 42, Returned = null })[ScalingCheckNames.Return].Status);
    }

    [Fact]
    public void Nothing_measured_is_nothing_judged() => Assert.All(
        new ScalingVerdict(new ScalingCourse([], []), new Course().Request).Findings(), judged => Assert.Equal(CheckStatus.Skipped, judged.Finding.Status));

    private static Dictionary<string, Finding> Judge(Course course) =>
        new ScalingVerdict(new ScalingCourse(course.Points(), course.Launches()), course.Request).Findings().ToDictionary(judged => judged.Name, judged => judged.Finding);

    private sealed record Course
    {
        private const int Minutes = 50;

        public double LoadCpu { get; init; } = 85;

        public int LoadMinutes { get; init; } = 20;

        public int? Grown { get; init; } = 14;

        public int? Returned { get; init; } = 38;

        public double Largest { get; init; } = 6;

        public double FailuresOfAHundred { get; init; } = 1;

        public double ViewErrorPercent { get; init; }

        public double Canaries { get; init; } = 1;

        public double CanaryFailures { get; init; }

        public bool KnowsLaunches { get; init; } = true;

        public ScalingRequest Request { get; } = new() { GroupName = "portal", From = Start, To = Start.AddMinutes(Minutes) };

        public IReadOnlyList<InstanceLaunch>? Launches() => !KnowsLaunches ? null
            : Grown is { } grown ? [new("i-0old", Start.AddMinutes(1), 0, 0), new(Instance, Start.AddMinutes(grown), Canaries, CanaryFailures)] : [];

        public IReadOnlyList<MetricPoint> Points() =>
        [
            .. Each(MetricSource.AutoScaling, "CPUUtilization", minute => minute >= 10 && minute < 10 + LoadMinutes ? LoadCpu : 8),
            .. Each(MetricSource.AutoScaling, "GroupDesiredCapacity", minute => minute >= Grown && !(minute >= Returned) ? 3 : 2),
            .. Each(MetricSource.AutoScaling, "GroupInServiceInstances", minute => minute >= Grown + 2 && !(minute >= Returned) ? 3 : 2),
            .. Each(MetricSource.AutoScaling, "GroupMinSize", _ => 2),
            .. Each(MetricSource.AutoScaling, "GroupMaxSize", _ => Largest),
            .. Each(MetricSource.ImageStorage, OwnMetrics.UploadAttempts, _ => 100),
            .. Each(MetricSource.ImageStorage, OwnMetrics.UploadFailures, _ => FailuresOfAHundred),
            .. Each(MetricSource.CloudFront, "Requests", _ => ViewErrorPercent > 0 ? 100 : 0),
            .. Each(MetricSource.CloudFront, "5xxErrorRate", _ => ViewErrorPercent),
        ];

        private static IEnumerable<MetricPoint> Each(MetricSource source, string name, Func<int, double> value) =>
            Enumerable.Range(0, Minutes).Select(minute => new MetricPoint(source, name, "Average", Start.AddMinutes(minute), value(minute), "Count"));
    }
}
