using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageStorage.Configuration;

/// <summary>What the values of the settings must be.</summary>
internal static partial class SettingRules
{
    private static readonly SearchValues<char> NotInDatabaseNames = SearchValues.Create("/\\. \"$*<>:|?\0");

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html</summary>
    public static string? Bucket(string value, out string usable)
    {
        usable = value;
        return BucketShape().IsMatch(value) && !value.Contains("..", StringComparison.Ordinal) && !IPAddress.TryParse(value, out _)
            ? null
            : "3 to 63 lowercase letters, digits, dots and hyphens, with a letter or digit at both ends, no two dots in a row, and not "
                + "the form of an IP address";
    }

    /// <summary>A host name. The console shows it as a URL, so that form is taken too: https:// before and / after it are dropped.</summary>
    public static string? HostName(string value, out string usable)
    {
        usable = value;
        var host = value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? value["https://".Length..] : value;
        host = host.EndsWith('/') ? host[..^1] : host;
        if (host.Length > 253 || !HostShape().IsMatch(host) || IPAddress.TryParse(host, out _))
            return "the host name of the distribution alone, such as d111111abcdef8.cloudfront.net";

        usable = host.ToLowerInvariant();
        return null;
    }

    public static string? Region(string value, out string usable)
    {
        usable = value;
        return RegionShape().IsMatch(value) ? null : "an AWS region's code, such as us-east-1";
    }

    public static string? Endpoint(string value, out string usable)
    {
        usable = value;
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.Host.Length > 0 && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0
            ? null
            : "a whole http or https URL without a user name, password or query, such as http://127.0.0.1:9000; the AWS credential chain "
                + "gives the credentials";
    }

    /// <summary>The scheme and that there is a host: the driver reads the rest.</summary>
    public static string? MongoUri(string value, out string usable)
    {
        usable = value;
        return MongoUriShape().IsMatch(value) ? null : "a connection string that begins with mongodb:// or mongodb+srv:// and names a host";
    }

    /// <summary>https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions, as they are on Windows, the strictest.</summary>
    public static string? MongoDatabase(string value, out string usable)
    {
        usable = value;
        return Encoding.UTF8.GetByteCount(value) < 64 && value.AsSpan().IndexOfAny(NotInDatabaseNames) < 0
            ? null
            : "at most 63 bytes without blanks and any of / \\ . \" $ * < > : | ?";
    }

    /// <summary>https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html</summary>
    public static string? Table(string value, out string usable)
    {
        usable = value;
        return TableShape().IsMatch(value) ? null : "3 to 255 letters, digits, underscores, hyphens and dots";
    }

    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html: an id, or an ARN of a profile.</summary>
    public static string? Model(string value, out string usable)
    {
        usable = value;
        return ModelShape().IsMatch(value) ? null : "the id of an image model; Get-ImageModel lists them";
    }

    public static string? Folder(string value, out string usable)
    {
        usable = value;
        if (value.Contains('\0', StringComparison.Ordinal) || !Path.IsPathFullyQualified(value))
            return "the full path of a folder, not a relative one and without ~";

        usable = Path.TrimEndingDirectorySeparator(Path.GetFullPath(value));
        return null;
    }

    public static string? Profile(string value, out string usable)
    {
        usable = value;
        return value.Any(c => char.IsControl(c) || c is '[' or ']') ? "the name of a profile in the AWS configuration files" : null;
    }

    public static string? EnvironmentName(string value, out string usable)
    {
        usable = value;
        return value.Any(char.IsControl) ? "the name of an environment in imagestorage.json" : null;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BucketShape();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostShape();

    [GeneratedRegex(@"\A[a-z]{2,4}(-[a-z]{2,})+-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionShape();

    [GeneratedRegex(@"\Amongodb(\+srv)?://([^\s@]*@)?[^\s@/?#]+([/?]\S*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex MongoUriShape();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{3,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableShape();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/-]{0,2047}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ModelShape();
}
