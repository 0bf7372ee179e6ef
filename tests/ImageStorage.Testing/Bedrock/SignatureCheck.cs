using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Testing.Bedrock;

/// <summary>
/// Checks signatures of version 4 as AWS does, from what was on the wire:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
/// </summary>
internal static class SignatureCheck
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>What is wrong with the request's signature; null when nothing is.</summary>
    /// <param name="request">The request, whole.</param>
    /// <param name="secretKey">The secret of the key id that the request names.</param>
    /// <param name="service">The service in the scope.</param>
    /// <param name="region">The region in the scope.</param>
    public static string? FindProblem(SeenRequest request, string secretKey, string service, string region)
    {
        if (request.Header("Authorization") is not [var authorization] || !authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return "There is no signature of version 4.";
        if (request.Header("X-Amz-Date") is not [var date])
            return "There is no X-Amz-Date.";

        var parts = authorization[(Algorithm.Length + 1)..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var scope = parts["Credential"].Split('/', 2)[1];
        var expectedScope = $"{date[..8]}/{region}/{service}/aws4_request";
        if (scope != expectedScope)
            return $"The scope is {scope} and not {expectedScope}.";
        var at = DateTimeOffset.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if ((TimeProvider.System.GetUtcNow() - at).Duration() > TimeSpan.FromMinutes(5))
            return $"The signature is of {date}.";

        var names = parts["SignedHeaders"].Split(';');
        string[] needed = ["host", "x-amz-date", .. request.Header("X-Amz-Security-Token").Count > 0 ? ["x-amz-security-token"] : Array.Empty<string>()];
        if (needed.Except(names).FirstOrDefault() is { } missing)
            return $"{missing} is not signed.";

        var signature = ComputeSignature(CanonicalRequest(request, names), secretKey, date, expectedScope);
        return signature == parts["Signature"] ? null : $"The signature is {parts["Signature"]} and not {signature}.";
    }

    private static string CanonicalRequest(SeenRequest request, string[] names)
    {
        var target = request.Target.Split('?', 2);
        // Every service but S3 signs the path encoded once more than it is sent.
        var path = string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString));
        var query = target.Length == 1 ? "" : string.Join('&', target[1].Split('&').Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=").Order(StringComparer.Ordinal));
        var headers = string.Concat(names.Select(name => $"{name}:{string.Join(',', request.Header(name).Select(CollapseSpaces))}\n"));
        return string.Join('\n', request.Method, path, query, headers, string.Join(';', names), Hash(request.Body));
    }

    private static string ComputeSignature(string canonicalRequest, string secretKey, string date, string scope)
    {
        var toSign = string.Join('\n', Algorithm, date, scope, Hash(Encoding.UTF8.GetBytes(canonicalRequest)));
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string CollapseSpaces(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
