// See CloudFront.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.CloudFront.Model;

/// <summary>How a distribution signs its requests to an origin.</summary>
internal sealed class OriginAccessControl
{
    public string? Id { get; set; }

    public OriginAccessControlConfig? OriginAccessControlConfig { get; set; }
}

/// <summary>How a distribution signs its requests to an origin.</summary>
internal sealed class OriginAccessControlConfig
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary><c>sigv4</c>.</summary>
    public string? SigningProtocol { get; set; }

    /// <summary><c>always</c>, <c>never</c> or <c>no-override</c>.</summary>
    public string? SigningBehavior { get; set; }

    public string? OriginAccessControlOriginType { get; set; }
}

/// <summary>A cache policy: what is cached, for how long, under which key.</summary>
internal sealed class CachePolicy
{
    public string? Id { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public CachePolicyConfig? CachePolicyConfig { get; set; }
}

/// <summary>A cache policy: what is cached, for how long, under which key.</summary>
internal sealed class CachePolicyConfig
{
    public string? Comment { get; set; }

    public string? Name { get; set; }

    /// <summary>In seconds.</summary>
    public long? DefaultTTL { get; set; }

    /// <summary>In seconds.</summary>
    public long? MaxTTL { get; set; }

    /// <summary>In seconds.</summary>
    public long? MinTTL { get; set; }

    public ParametersInCacheKeyAndForwardedToOrigin? ParametersInCacheKeyAndForwardedToOrigin { get; set; }
}

/// <summary>The parts of a request that are in the cache key.</summary>
internal sealed class ParametersInCacheKeyAndForwardedToOrigin
{
    public bool? EnableAcceptEncodingGzip { get; set; }

    public bool? EnableAcceptEncodingBrotli { get; set; }

    public CachePolicyHeadersConfig? HeadersConfig { get; set; }

    public CachePolicyCookiesConfig? CookiesConfig { get; set; }

    public CachePolicyQueryStringsConfig? QueryStringsConfig { get; set; }
}

/// <summary>The headers in the key.</summary>
internal sealed class CachePolicyHeadersConfig
{
    /// <summary><c>none</c> or <c>whitelist</c>.</summary>
    public string? HeaderBehavior { get; set; }

    public Headers? Headers { get; set; }
}

/// <summary>Names of headers.</summary>
internal sealed class Headers
{
    public int? Quantity { get; set; }

    public List<string>? Items { get; set; }
}

/// <summary>The cookies in the key.</summary>
internal sealed class CachePolicyCookiesConfig
{
    /// <summary><c>none</c>, <c>whitelist</c>, <c>allExcept</c> or <c>all</c>.</summary>
    public string? CookieBehavior { get; set; }

    public CookieNames? Cookies { get; set; }
}

/// <summary>Names of cookies.</summary>
internal sealed class CookieNames
{
    public int? Quantity { get; set; }

    public List<string>? Items { get; set; }
}

/// <summary>The query's parameters in the key.</summary>
internal sealed class CachePolicyQueryStringsConfig
{
    /// <summary><c>none</c>, <c>whitelist</c>, <c>allExcept</c> or <c>all</c>.</summary>
    public string? QueryStringBehavior { get; set; }

    public QueryStringNames? QueryStrings { get; set; }
}

/// <summary>Names of a query's parameters.</summary>
internal sealed class QueryStringNames
{
    public int? Quantity { get; set; }

    public List<string>? Items { get; set; }
}

/// <summary>The headers that answers get.</summary>
internal sealed class ResponseHeadersPolicy
{
    public string? Id { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public ResponseHeadersPolicyConfig? ResponseHeadersPolicyConfig { get; set; }
}

/// <summary>The headers that answers get.</summary>
internal sealed class ResponseHeadersPolicyConfig
{
    public string? Comment { get; set; }

    public string? Name { get; set; }

    public ResponseHeadersPolicySecurityHeadersConfig? SecurityHeadersConfig { get; set; }

    public ResponseHeadersPolicyCustomHeadersConfig? CustomHeadersConfig { get; set; }

    public ResponseHeadersPolicyRemoveHeadersConfig? RemoveHeadersConfig { get; set; }
}

/// <summary>The security headers.</summary>
internal sealed class ResponseHeadersPolicySecurityHeadersConfig
{
    public ResponseHeadersPolicyFrameOptions? FrameOptions { get; set; }

    public ResponseHeadersPolicyReferrerPolicy? ReferrerPolicy { get; set; }

    public ResponseHeadersPolicyContentSecurityPolicy? ContentSecurityPolicy { get; set; }

    public ResponseHeadersPolicyContentTypeOptions? ContentTypeOptions { get; set; }

    public ResponseHeadersPolicyStrictTransportSecurity? StrictTransportSecurity { get; set; }
}

/// <summary><c>X-Frame-Options</c>.</summary>
internal sealed class ResponseHeadersPolicyFrameOptions
{
    public bool? Override { get; set; }

    public string? FrameOption { get; set; }
}

/// <summary><c>Referrer-Policy</c>.</summary>
internal sealed class ResponseHeadersPolicyReferrerPolicy
{
    public bool? Override { get; set; }

    public string? ReferrerPolicy { get; set; }
}

/// <summary><c>Content-Security-Policy</c>.</summary>
internal sealed class ResponseHeadersPolicyContentSecurityPolicy
{
    public bool? Override { get; set; }

    public string? ContentSecurityPolicy { get; set; }
}

/// <summary><c>X-Content-Type-Options</c>.</summary>
internal sealed class ResponseHeadersPolicyContentTypeOptions
{
    public bool? Override { get; set; }
}

/// <summary><c>Strict-Transport-Security</c>.</summary>
internal sealed class ResponseHeadersPolicyStrictTransportSecurity
{
    public bool? Override { get; set; }

    public bool? IncludeSubdomains { get; set; }

    public bool? Preload { get; set; }

    public int? AccessControlMaxAgeSec { get; set; }
}

/// <summary>Custom headers.</summary>
internal sealed class ResponseHeadersPolicyCustomHeadersConfig
{
    public int? Quantity { get; set; }

    public List<ResponseHeadersPolicyCustomHeader>? Items { get; set; }
}

/// <summary>A custom header.</summary>
internal sealed class ResponseHeadersPolicyCustomHeader
{
    public string? Header { get; set; }

    public string? Value { get; set; }

    public bool? Override { get; set; }
}

/// <summary>The headers that are removed.</summary>
internal sealed class ResponseHeadersPolicyRemoveHeadersConfig
{
    public int? Quantity { get; set; }

    public List<ResponseHeadersPolicyRemoveHeader>? Items { get; set; }
}

/// <summary>A header that is removed.</summary>
internal sealed class ResponseHeadersPolicyRemoveHeader
{
    public string? Header { get; set; }
}

/// <summary>Whether a distribution sends additional metrics.</summary>
internal sealed class MonitoringSubscription
{
    public RealtimeMetricsSubscriptionConfig? RealtimeMetricsSubscriptionConfig { get; set; }
}

/// <summary>Whether a distribution sends additional metrics.</summary>
internal sealed class RealtimeMetricsSubscriptionConfig
{
    /// <summary><c>Enabled</c> or <c>Disabled</c>.</summary>
    public string? RealtimeMetricsSubscriptionStatus { get; set; }
}
