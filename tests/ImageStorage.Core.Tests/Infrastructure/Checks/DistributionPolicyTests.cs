using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.Runtime;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>What moto_server does not keep of a distribution: its cache policy and its origin access control.</summary>
public class DistributionPolicyTests
{
    [Theory]
    [InlineData("DistributionDefaultTimeToLive", 86400, "whitelist", "v", "always", CheckStatus.Passed)]
    [InlineData("DistributionDefaultTimeToLive", 60, "whitelist", "v", "always", CheckStatus.Failed)]
    [InlineData("DistributionCacheKey", 86400, "whitelist", "v", "always", CheckStatus.Passed)]
    [InlineData("DistributionCacheKey", 86400, "whitelist", "w", "always", CheckStatus.Failed)]
    [InlineData("DistributionCacheKey", 86400, "none", null, "always", CheckStatus.Failed)]
    [InlineData("DistributionCacheKey", 86400, "allExcept", "v", "always", CheckStatus.Failed)]
    [InlineData("DistributionCacheKey", 86400, "all", null, "always", CheckStatus.Warning)]
    [InlineData("DistributionOriginAccess", 86400, "whitelist", "v", "always", CheckStatus.Passed)]
    [InlineData("DistributionOriginAccess", 86400, "whitelist", "v", "never", CheckStatus.Failed)]
    [InlineData("DistributionOriginAccess", 86400, "whitelist", "v", "", CheckStatus.Failed)]
    [InlineData("DistributionOriginAccess", 86400, "whitelist", "v", null, CheckStatus.Skipped)]
    public async Task A_setting_decides_its_check(string name, int timeToLive, string behavior, string? query, string? signing, CheckStatus expected)
    {
        var front = new CloudFrontStub(timeToLive, behavior, query, signing);
        var family = new DistributionChecks(
            new Lazy<IAmazonCloudFront>(front), new CheckCalls(new ResilientCalls("service", NullLogger.Instance, TimeProvider.System)));
        var request = new InfrastructureRequest { Expectations = new InfrastructureExpectations { BucketName = "b", DistributionId = "E1" } };

        var finding = await family.Checks(request, default).Single(check => check.Name == name).AskAsync(default);

        Assert.Equal(expected, finding.Status);
    }

    /// <summary>One distribution, as CloudFront returns it.</summary>
    private sealed class CloudFrontStub(int timeToLive, string behavior, string? query, string? signing) : IAmazonCloudFront
    {
        private static ResponseMetadata Metadata => new() { RequestId = "stub-request" };

        public ICloudFrontPaginatorFactory Paginators => throw new NotSupportedException();

        public Task<GetDistributionResponse> GetDistributionAsync(
            GetDistributionRequest request, CancellationToken cancellationToken = default) => Task.FromResult(new GetDistributionResponse
            {
                ResponseMetadata = Metadata,
                Distribution = new Distribution
                {
                    Id = request.Id,
                    Status = "Deployed",
                    DistributionConfig = new DistributionConfig
                    {
                        Enabled = true,
                        Origins = new Origins
                        {
                            Items =
                        [
                            new Origin
                            {
                                Id = "o",
                                DomainName = "b.s3.amazonaws.com",
                                OriginAccessControlId = signing is { Length: > 0 } ? "A1" : signing,
                            },
                        ],
                        },
                        DefaultCacheBehavior = new DefaultCacheBehavior { TargetOriginId = "o", CachePolicyId = "P1" },
                    },
                },
            });

        public Task<GetCachePolicyResponse> GetCachePolicyAsync(
            GetCachePolicyRequest request, CancellationToken cancellationToken = default) => Task.FromResult(new GetCachePolicyResponse
            {
                ResponseMetadata = Metadata,
                CachePolicy = new CachePolicy
                {
                    CachePolicyConfig = new CachePolicyConfig
                    {
                        DefaultTTL = timeToLive,
                        ParametersInCacheKeyAndForwardedToOrigin = new()
                        {
                            QueryStringsConfig = new()
                            {
                                QueryStringBehavior = behavior,
                                QueryStrings = query is null ? null : new QueryStringNames { Items = [query] },
                            },
                        },
                    },
                },
            });

        public Task<GetOriginAccessControlResponse> GetOriginAccessControlAsync(
            GetOriginAccessControlRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new GetOriginAccessControlResponse
            {
                ResponseMetadata = Metadata,
                OriginAccessControl = new OriginAccessControl
                {
                    OriginAccessControlConfig = new() { OriginAccessControlOriginType = "s3", SigningProtocol = "sigv4", SigningBehavior = signing },
                },
            });

        public Task<GetDistributionConfigResponse> GetDistributionConfigAsync(
            GetDistributionConfigRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ListDistributionsResponse> ListDistributionsAsync(
            ListDistributionsRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<GetResponseHeadersPolicyResponse> GetResponseHeadersPolicyAsync(
            GetResponseHeadersPolicyRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<GetMonitoringSubscriptionResponse> GetMonitoringSubscriptionAsync(
            GetMonitoringSubscriptionRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<CreateInvalidationResponse> CreateInvalidationAsync(
            CreateInvalidationRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
