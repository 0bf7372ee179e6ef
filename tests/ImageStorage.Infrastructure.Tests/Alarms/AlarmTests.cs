using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Alarms;

/// <summary>Each alarm over made series: it fires when it should, and only then. O is OK, A is ALARM, ? is INSUFFICIENT_DATA, one letter a period.</summary>
public sealed class AlarmTests(AppliedStack stack)
{
    [Theory]
    [InlineData("UploadAttempts=100,UploadFailures=5", "O")]
    [InlineData("UploadAttempts=100,UploadFailures=6", "A")]
    [InlineData("UploadAttempts=1000,UploadFailures=50;UploadAttempts=1000,UploadFailures=51", "OA")]
    [InlineData("UploadAttempts=100,UploadFailures=50;UploadAttempts=100", "AO")]
    [InlineData("UploadAttempts=100,UploadFailures=50;;", "AOO")]
    [InlineData(";;UploadAttempts=20,UploadFailures=1;", "OOOO")]
    [InlineData("UploadAttempts=0,UploadFailures=0", "O")]
    [InlineData("UploadAttempts=1,UploadFailures=1", "A")]
    public Task Upload_failures_fire_above_five_percent_of_five_minutes(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.upload_failures", 300, series, expected);

    [Theory]
    [InlineData("CacheHitRate=70,Requests=1000;CacheHitRate=70,Requests=1000;CacheHitRate=70,Requests=1000;CacheHitRate=70,Requests=1000", "OOOO")]
    [InlineData("CacheHitRate=69.9,Requests=1000;CacheHitRate=69.9,Requests=1000;CacheHitRate=69.9,Requests=1000", "OOA")]
    [InlineData("CacheHitRate=90,Requests=1000;CacheHitRate=0,Requests=1000;CacheHitRate=90,Requests=1000;CacheHitRate=90,Requests=1000", "OOOO")]
    [InlineData("CacheHitRate=0,Requests=99;CacheHitRate=0,Requests=99;CacheHitRate=0,Requests=99;CacheHitRate=0,Requests=99", "OOOO")]
    [InlineData("CacheHitRate=50,Requests=100;;CacheHitRate=50,Requests=100;CacheHitRate=50,Requests=100;;", "OOOAOO")]
    [InlineData(";;;;", "OOOOO")]
    public Task Hit_ratio_fires_below_seventy_percent_for_three_of_four_quarters_of_an_hour(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.hit_ratio[0]", 900, series, expected);

    [Theory]
    [InlineData("4xxErrorRate=10,Requests=1000;4xxErrorRate=10,Requests=1000;4xxErrorRate=10,Requests=1000", "OOO")]
    [InlineData("4xxErrorRate=10.1,Requests=1000;4xxErrorRate=10.1,Requests=1000", "OA")]
    [InlineData("4xxErrorRate=0,Requests=1000;4xxErrorRate=90,Requests=1000;4xxErrorRate=0,Requests=1000;4xxErrorRate=0,Requests=1000", "OOOO")]
    [InlineData("4xxErrorRate=50,Requests=1000;;4xxErrorRate=50,Requests=1000;;", "OOAOO")]
    [InlineData("4xxErrorRate=100,Requests=3;4xxErrorRate=100,Requests=3;4xxErrorRate=100,Requests=3", "OOO")]
    [InlineData(";;;", "OOOO")]
    public Task Client_errors_fire_above_ten_percent_twice_in_a_quarter_of_an_hour(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.client_errors", 300, series, expected);

    // The quota is 100 GiB; 80 % of it is 85,899,345,920 bytes.
    [Theory]
    [InlineData("NumberOfObjects=9,BucketSizeBytes StandardStorage=85899345920", "O")]
    [InlineData("NumberOfObjects=9,BucketSizeBytes StandardStorage=85899345921", "A")]
    [InlineData("NumberOfObjects=9,BucketSizeBytes StandardStorage=40000000000,BucketSizeBytes StandardIAStorage=30000000000,BucketSizeBytes GlacierInstantRetrievalStorage=20000000000", "A")]
    [InlineData("NumberOfObjects=9,BucketSizeBytes GlacierInstantRetrievalStorage=90000000000", "A")]
    [InlineData("NumberOfObjects=9,BucketSizeBytes StandardStorage=90000000000;;;NumberOfObjects=9,BucketSizeBytes StandardStorage=10000000000", "AAAO")]
    [InlineData("NumberOfObjects=0", "O")]
    [InlineData(";NumberOfObjects=9,BucketSizeBytes StandardStorage=1000;", "?OO")]
    public Task Quota_fires_above_eighty_percent_of_all_classes_and_waits_for_late_reports(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.bucket_quota", 86400, series, expected);

    [Theory]
    [InlineData("CPUUtilization=34;CPUUtilization=34;CPUUtilization=34;CPUUtilization=34;CPUUtilization=34;CPUUtilization=34", "OOOOOA")]
    [InlineData("CPUUtilization=35;CPUUtilization=35;CPUUtilization=35;CPUUtilization=35;CPUUtilization=35;CPUUtilization=35", "OOOOOO")]
    [InlineData("CPUUtilization=10;CPUUtilization=10;CPUUtilization=10;CPUUtilization=60;CPUUtilization=10;CPUUtilization=10;CPUUtilization=10", "OOOOOOO")]
    [InlineData("CPUUtilization=10;CPUUtilization=10;;CPUUtilization=10;CPUUtilization=10;CPUUtilization=10;CPUUtilization=10", "OOOOOOO")]
    [InlineData(";;;;;;", "OOOOOOO")]
    public Task Shrink_fires_after_six_idle_minutes_and_never_blindly(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.shrink", 60, series, expected);

    // Three instances at 35 % are 105 % of one, over the 1 % that each has to do without any load.
    [Theory]
    [InlineData("CPUUtilization=18.4,GroupTotalInstances=6;CPUUtilization=18.4,GroupTotalInstances=6;CPUUtilization=18.4,GroupTotalInstances=6;CPUUtilization=18.4,GroupTotalInstances=6", "OOOA")]
    [InlineData("CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6;CPUUtilization=18.5,GroupTotalInstances=6", "OOOOOOO")]
    [InlineData("CPUUtilization=53,GroupTotalInstances=2;CPUUtilization=53,GroupTotalInstances=2;CPUUtilization=53,GroupTotalInstances=2;CPUUtilization=53,GroupTotalInstances=2", "OOOA")]
    [InlineData("CPUUtilization=80,GroupTotalInstances=3;CPUUtilization=80,GroupTotalInstances=4;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=40,GroupTotalInstances=6;CPUUtilization=40,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6", "OOOOOOOA")]
    [InlineData("CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=40,GroupTotalInstances=6;CPUUtilization=40,GroupTotalInstances=6;CPUUtilization=40,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6", "OOOOOOO")]
    [InlineData("CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6;;CPUUtilization=10,GroupTotalInstances=6;CPUUtilization=10,GroupTotalInstances=6", "OOOOA")]
    [InlineData("CPUUtilization=1.9,GroupTotalInstances=100;CPUUtilization=1.9,GroupTotalInstances=100;CPUUtilization=1.9,GroupTotalInstances=100;CPUUtilization=1.9,GroupTotalInstances=100", "OOOA")]
    [InlineData("CPUUtilization=1;CPUUtilization=1;CPUUtilization=1;CPUUtilization=1;CPUUtilization=1;CPUUtilization=1", "OOOOOO")]
    [InlineData("GroupTotalInstances=6;GroupTotalInstances=6;GroupTotalInstances=6;GroupTotalInstances=6;GroupTotalInstances=6;GroupTotalInstances=6", "OOOOOO")]
    public Task Rest_fires_after_four_of_six_minutes_whose_load_the_minimum_can_do_and_never_blindly(string series, string expected) =>
        ExpectAsync("aws_cloudwatch_metric_alarm.rest", 60, series, expected);

    [Theory]
    [InlineData("aws_cloudwatch_metric_alarm.hit_ratio[0]")]
    [InlineData("aws_cloudwatch_metric_alarm.client_errors")]
    public async Task CloudFront_alarms_read_the_distribution_worldwide(string address)
    {
        var plan = await stack.RequireAsync();
        var id = plan.Values("aws_cloudfront_distribution.images").GetProperty("id").GetString()!;

        Assert.All(new AlarmDefinition(plan.Values(address)).Queries, query =>
        {
            Assert.Equal("AWS/CloudFront", query.Namespace);
            Assert.Contains($"\"{id}\"", query.Dimensions, StringComparison.Ordinal);
            Assert.Contains("\"Global\"", query.Dimensions, StringComparison.Ordinal);
        });
    }

    private async Task ExpectAsync(string address, int periodSeconds, string series, string expected)
    {
        var alarm = new AlarmDefinition((await stack.RequireAsync()).Values(address));

        Assert.All(alarm.Queries, query => Assert.Equal(periodSeconds, query.PeriodSeconds));
        Assert.Equal(expected, string.Concat(new AlarmSimulator(alarm).Run(series.Split(';').Select(Period)).Select(Letter)));
    }

    private static Dictionary<string, double> Period(string text) => text
        .Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));

    private static char Letter(AlarmState state) => state switch
    {
        AlarmState.Ok => 'O',
        AlarmState.Alarm => 'A',
        _ => '?',
    };
}
