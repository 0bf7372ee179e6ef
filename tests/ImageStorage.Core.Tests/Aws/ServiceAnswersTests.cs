using Amazon.CloudFront.Model;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;
using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Aws;

/// <summary>Answers that moto_server does not give, in the shapes that AWS documents.</summary>
public sealed class ServiceAnswersTests
{
    private const string Forbidden =
        """
        <ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
          <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User is not authorized &amp; so on</Message></Error>
          <RequestId>of-the-body</RequestId>
        </ErrorResponse>
        """;

    private static readonly ServiceCall Listing = new("Amazon CloudWatch", "list the metrics", "cloudwatch:ListMetrics", "us-east-1");

    [Fact]
    public async Task An_error_has_code_message_request_id_and_status_of_a_query_service()
    {
        var error = await FailAsync<AmazonCloudWatchException>(new BedrockAnswer(403, Forbidden));

        Assert.Equal(
            ("AccessDenied", "User is not authorized & so on", "of-the-body", 403),
            (error.ErrorCode, error.Message, error.RequestId, (int)error.StatusCode));
    }

    [Fact]
    public async Task An_error_of_a_REST_service_is_its_own_type()
    {
        const string Body =
            """
            <?xml version="1.0"?>
            <ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type><Code>NoSuchDistribution</Code>
            <Message>The specified distribution does not exist.</Message></Error><RequestId>410c2a4b</RequestId></ErrorResponse>
            """;

        var error = await Assert.ThrowsAsync<NoSuchDistributionException>(() => AskCloudFrontAsync(Body, 404));

        Assert.Equal(("NoSuchDistribution", "410c2a4b", 404), (error.ErrorCode, error.RequestId, (int)error.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>The proxy says no<br></body></html>")]
    [InlineData("<html><body>The proxy says no</body></html>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><ErrorResponse><Error><Code>&b;</Code></Error></ErrorResponse>")]
    [InlineData("upstream connect error")]
    public async Task An_error_that_cannot_be_read_is_told_by_its_status(string body)
    {
        var error = await FailAsync<AmazonCloudWatchException>(new BedrockAnswer(502, body));

        Assert.Equal(("HTTP 502", BedrockStub.RequestId(1), 502), (error.ErrorCode, error.RequestId, (int)error.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>Sign in to the network</body></html>")]
    [InlineData("<ListMetricsResponse><ListMetricsResult>")]
    [InlineData("<!DOCTYPE ListMetricsResponse [<!ENTITY a \"b\">]><ListMetricsResponse>&a;</ListMetricsResponse>")]
    [InlineData("{}")]
    public async Task A_success_that_cannot_be_read_is_an_error(string body) =>
        await FailAsync<AmazonUnmarshallingException>(new BedrockAnswer(200, body));

    [Fact]
    public async Task A_number_that_is_none_is_an_error() =>
        await Assert.ThrowsAsync<AmazonUnmarshallingException>(() => AskCloudFrontAsync(
            "<Distribution><InProgressInvalidationBatches>many</InProgressInvalidationBatches></Distribution>"));

    [Theory]
    [InlineData(403, "AccessDenied", ImageStorageError.StorageAccessDenied, false)]
    [InlineData(403, "InvalidClientTokenId", ImageStorageError.CredentialsNotFound, false)]
    [InlineData(403, "ExpiredToken", ImageStorageError.CredentialsNotFound, false)]
    [InlineData(400, "RequestExpired", ImageStorageError.ConfigurationInvalid, false)]
    [InlineData(400, "Throttling", ImageStorageError.StorageUnavailable, true)]
    [InlineData(400, "ValidationError", ImageStorageError.StorageUnavailable, false)]
    [InlineData(404, "NoSuchEntity", ImageStorageError.ConfigurationInvalid, false)]
    [InlineData(503, "ServiceUnavailable", ImageStorageError.StorageUnavailable, true)]
    public async Task An_error_is_one_of_the_cores(int status, string code, ImageStorageError expected, bool transient)
    {
        var body = $"<ErrorResponse><Error><Code>{code}</Code><Message>Sent by the stub</Message></Error><RequestId>r</RequestId></ErrorResponse>";

        var error = ServiceErrors.From(await FailAsync<AmazonServiceException>(new BedrockAnswer(status, body, ("Retry-After", "3"))), Listing);

        Assert.Equal((expected, transient), (error.Error, error.IsTransient));
        if (transient)
            Assert.Equal(TimeSpan.FromSeconds(3), error.RetryAfter);
    }

    [Fact]
    public async Task A_missing_permission_is_named_in_the_log_only()
    {
        var error = ServiceErrors.From(await FailAsync<AmazonServiceException>(new BedrockAnswer(403, Forbidden)), Listing);

        Assert.DoesNotContain("cloudwatch:ListMetrics", error.Message, StringComparison.Ordinal);
        Assert.Contains("cloudwatch:ListMetrics", error.LogDetail, StringComparison.Ordinal);
        Assert.Contains("of-the-body", error.LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxys_page_as_a_success_is_StorageUnavailable()
    {
        var error = ServiceErrors.From(await FailAsync<AmazonServiceException>(new BedrockAnswer(200, "<html/>")), Listing);

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (error.Error, error.IsTransient));
    }

    [Fact]
    public async Task A_broken_connection_is_StorageUnavailable()
    {
        var error = ServiceErrors.From(await FailAsync<Exception>(BedrockAnswer.Broken), Listing);

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (error.Error, error.IsTransient));
        Assert.Contains("Amazon CloudWatch in region 'us-east-1' broke off the connection while asked to list the metrics.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_asked_for_until_the_last()
    {
        await using var stub = Stub("monitoring");
        stub.AnswerInOrder(Page("one", "next&amp;"), Page("two", null));
        using var aws = new AwsServices(stub.Endpoint);

        var names = new List<string?>();
        await foreach (var page in aws.CloudWatch.Paginators.ListMetrics(new ListMetricsRequest()).Responses)
            names.AddRange((page.Metrics ?? []).Select(metric => metric.MetricName));

        Assert.Equal(["one", "two"], names);
        Assert.Contains("NextToken=next%26", System.Text.Encoding.UTF8.GetString(stub.Requests[1].Body), StringComparison.Ordinal);
        Assert.Empty(stub.Problems);
    }

    [Fact]
    public async Task A_policy_of_response_headers_is_read()
    {
        await using var stub = Stub("cloudfront");
        stub.AnswerInOrder(new BedrockAnswer(
            200,
            """
            <ResponseHeadersPolicy xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>R1</Id><LastModifiedTime>2026-10-06T12:00:00Z</LastModifiedTime>
            <ResponseHeadersPolicyConfig><Name>images</Name><SecurityHeadersConfig>
            <ReferrerPolicy><Override>true</Override><ReferrerPolicy>same-origin</ReferrerPolicy></ReferrerPolicy>
            <ContentTypeOptions><Override>true</Override></ContentTypeOptions>
            <StrictTransportSecurity><Override>false</Override><AccessControlMaxAgeSec>31536000</AccessControlMaxAgeSec></StrictTransportSecurity>
            </SecurityHeadersConfig></ResponseHeadersPolicyConfig></ResponseHeadersPolicy>
            """,
            ("ETag", "E2")));
        using var aws = new AwsServices(stub.Endpoint);

        var answer = await aws.CloudFront.GetResponseHeadersPolicyAsync(new() { Id = "R1" });

        var headers = answer.ResponseHeadersPolicy!.ResponseHeadersPolicyConfig!.SecurityHeadersConfig!;
        Assert.Equal(("E2", "same-origin", 31536000, false), (answer.ETag, headers.ReferrerPolicy!.ReferrerPolicy, headers.StrictTransportSecurity!.AccessControlMaxAgeSec, headers.StrictTransportSecurity.Override));
        Assert.Null(headers.FrameOptions);
        Assert.Equal(new DateTime(2026, 10, 6, 12, 0, 0, DateTimeKind.Utc), answer.ResponseHeadersPolicy.LastModifiedTime);
    }

    [Fact]
    public async Task A_cache_policy_and_a_subscription_are_read()
    {
        await using var stub = Stub("cloudfront");
        stub.AnswerInOrder(
            new BedrockAnswer(200, "<CachePolicy><Id>C1</Id><CachePolicyConfig><Name>n</Name><DefaultTTL>86400</DefaultTTL><ParametersInCacheKeyAndForwardedToOrigin>"
                + "<QueryStringsConfig><QueryStringBehavior>whitelist</QueryStringBehavior><QueryStrings><Quantity>1</Quantity><Items><Name>v</Name></Items></QueryStrings>"
                + "</QueryStringsConfig></ParametersInCacheKeyAndForwardedToOrigin></CachePolicyConfig></CachePolicy>"),
            new BedrockAnswer(200, "<MonitoringSubscription><RealtimeMetricsSubscriptionConfig><RealtimeMetricsSubscriptionStatus>Enabled"
                + "</RealtimeMetricsSubscriptionStatus></RealtimeMetricsSubscriptionConfig></MonitoringSubscription>"));
        using var aws = new AwsServices(stub.Endpoint);

        var policy = (await aws.CloudFront.GetCachePolicyAsync(new() { Id = "C1" })).CachePolicy!.CachePolicyConfig!;
        var subscription = (await aws.CloudFront.GetMonitoringSubscriptionAsync(new() { DistributionId = "E1" })).MonitoringSubscription!;

        Assert.Equal(86400, policy.DefaultTTL);
        Assert.Equal(["v"], policy.ParametersInCacheKeyAndForwardedToOrigin!.QueryStringsConfig!.QueryStrings!.Items);
        Assert.Equal("Enabled", subscription.RealtimeMetricsSubscriptionConfig!.RealtimeMetricsSubscriptionStatus);
    }

    [Fact]
    public async Task A_distribution_without_an_id_is_not_asked_for()
    {
        await using var stub = Stub("cloudfront");
        using var aws = new AwsServices(stub.Endpoint);

        await Assert.ThrowsAsync<Amazon.CloudFront.AmazonCloudFrontException>(() => aws.CloudFront.GetDistributionAsync(new() { Id = "" }));

        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task Instance_refreshes_are_started_and_read()
    {
        await using var stub = Stub("autoscaling");
        stub.AnswerInOrder(
            new BedrockAnswer(200, "<StartInstanceRefreshResponse><StartInstanceRefreshResult><InstanceRefreshId>r-1</InstanceRefreshId></StartInstanceRefreshResult>"
                + "</StartInstanceRefreshResponse>"),
            new BedrockAnswer(200, "<DescribeInstanceRefreshesResponse><DescribeInstanceRefreshesResult><InstanceRefreshes><member><InstanceRefreshId>r-1</InstanceRefreshId>"
                + "<Status>InProgress</Status><PercentageComplete>40</PercentageComplete></member></InstanceRefreshes></DescribeInstanceRefreshesResult></DescribeInstanceRefreshesResponse>"),
            new BedrockAnswer(400, "<ErrorResponse><Error><Code>InstanceRefreshInProgress</Code><Message>m</Message></Error></ErrorResponse>"));
        using var aws = new AwsServices(stub.Endpoint);

        var started = await aws.AutoScaling.StartInstanceRefreshAsync(new() { AutoScalingGroupName = "g" });
        var refresh = Assert.Single((await aws.AutoScaling.DescribeInstanceRefreshesAsync(new() { AutoScalingGroupName = "g" })).InstanceRefreshes!);
        await Assert.ThrowsAsync<Amazon.AutoScaling.Model.InstanceRefreshInProgressException>(
            () => aws.AutoScaling.StartInstanceRefreshAsync(new() { AutoScalingGroupName = "g" }));

        Assert.Equal(("r-1", BedrockStub.RequestId(1)), (started.InstanceRefreshId, started.ResponseMetadata.RequestId));
        Assert.Equal(("r-1", "InProgress", 40), (refresh.InstanceRefreshId, refresh.Status, refresh.PercentageComplete));
    }

    [Fact]
    public async Task A_simulated_decision_is_read()
    {
        await using var stub = Stub("iam");
        stub.AnswerInOrder(new BedrockAnswer(
            200,
            "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults><member>"
            + "<EvalActionName>s3:PutObject</EvalActionName><EvalDecision>implicitDeny</EvalDecision><MatchedStatements/></member></EvaluationResults>"
            + "</SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>"));
        using var aws = new AwsServices(stub.Endpoint);

        var answer = await aws.Iam.SimulatePrincipalPolicyAsync(new SimulatePrincipalPolicyRequest { PolicySourceArn = "a", ActionNames = ["s3:PutObject"] });

        var result = Assert.Single(answer.EvaluationResults!);
        Assert.Equal(("s3:PutObject", "implicitDeny", false), (result.EvalActionName, result.EvalDecision, answer.IsTruncated));
        Assert.Empty(result.MatchedStatements!);
    }

    private static BedrockStub Stub(string service) => new(TestEnvironment.SecretAccessKey) { Region = "us-east-1", Service = service };

    private static BedrockAnswer Page(string metric, string? next) => new(
        200,
        $"<ListMetricsResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><ListMetricsResult><Metrics><member><MetricName>{metric}</MetricName></member></Metrics>"
        + (next is null ? "" : $"<NextToken>{next}</NextToken>") + "</ListMetricsResult></ListMetricsResponse>");

    private static async Task<TException> FailAsync<TException>(BedrockAnswer answer)
        where TException : Exception
    {
        await using var stub = Stub("monitoring");
        stub.AnswerInOrder(answer);
        using var aws = new AwsServices(stub.Endpoint);
        var error = await Assert.ThrowsAnyAsync<TException>(() => aws.CloudWatch.ListMetricsAsync(new ListMetricsRequest()));
        Assert.Empty(stub.Problems);
        return error;
    }

    private static async Task AskCloudFrontAsync(string body, int status = 200)
    {
        await using var stub = Stub("cloudfront");
        stub.AnswerInOrder(new BedrockAnswer(status, body));
        using var aws = new AwsServices(stub.Endpoint);
        await aws.CloudFront.GetDistributionAsync(new() { Id = "E1" });
    }
}
