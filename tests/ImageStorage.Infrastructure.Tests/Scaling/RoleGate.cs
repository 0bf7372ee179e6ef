using ImageStorage.Infrastructure.Policies;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>
/// Answers requests to S3 that a role does not allow as S3 does, which moto_server leaves out. Which permissions a request needs:
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html.
/// </summary>
/// <param name="policy">What the role may do.</param>
internal sealed class RoleGate(PolicyEvaluator policy)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>What becomes of a request that names bucket and key in its path.</summary>
    public Fault Judge(SeenRequest request)
    {
        var (path, query) = request.Target.Split('?', 2) is [var before, var after] ? (before, after) : (request.Target, "");
        var resource = $"arn:aws:s3:::{Uri.UnescapeDataString(path.Trim('/'))}";
        var needed = Needed(request, isObject: path.Trim('/').Contains('/', StringComparison.Ordinal), query);
        if (needed.Length == 0)
            return Fault.Answer(501, "NotImplemented");
        return needed.All(action => policy.Allows(new PolicyRequest(action, resource, None))) ? Fault.None : Fault.Answer(403, "AccessDenied");
    }

    private static string[] Needed(SeenRequest request, bool isObject, string query) => (request.Method, isObject, query.StartsWith("tagging", StringComparison.Ordinal)) switch
    {
        ("PUT", true, false) => request.Header("x-amz-tagging").Count > 0 ? ["s3:PutObject", "s3:PutObjectTagging"] : ["s3:PutObject"],
        ("GET" or "HEAD", true, false) => ["s3:GetObject"],
        ("GET", true, true) => ["s3:GetObjectTagging"],
        ("DELETE", true, false) => ["s3:DeleteObject"],
        ("GET" or "HEAD", false, false) => ["s3:ListBucket"],
        _ => [],
    };
}
