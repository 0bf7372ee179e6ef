using System.Text.RegularExpressions;

namespace ImageStorage.Diagnostics;

/// <summary>
/// Takes out of a text what lets somebody in: key ids, signatures, presigned queries, passwords and tokens. It would rather take too
/// much than too little: the text is for a log. Repetitions are bounded where they could meet, as the text may be a stranger's.
/// </summary>
internal static partial class Redaction
{
    public const string Mask = "***";

    /// <summary>The text without its secrets. Doing it twice changes nothing more.</summary>
    public static string Text(string text)
    {
        // In this order: the rule for what follows a name needs the whole URL or header to be gone before.
        text = PresignedQuery().Replace(text, "?" + Mask);
        text = UserInfo().Replace(text, Mask + "@");
        text = AuthorizationHeader().Replace(text, Mask);
        text = BearerToken().Replace(text, Mask);
        text = NamedSecret().Replace(text, Mask);
        return AccessKeyId().Replace(text, Mask);
    }

    /// <summary>The value of a field, which the field's name may give away as a secret.</summary>
    public static string Value(string name, string value) => SecretName().IsMatch(name) ? Mask : Text(value);

    [GeneratedRegex(
        """\?[^\s"'<>?]*(?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Key-Pair-Id)(?:=|%3D)[^\s"'<>]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PresignedQuery();

    /// <summary>
    /// Between :// and the last @ within what a user name and a password may be long; one that was not encoded may hold any of / ? # : @.
    /// </summary>
    [GeneratedRegex("""(?<=://)(?:[^\s"'<>@/?#]*:[^\s"'<>]{0,256}|[^\s"'<>@/?#]+)@""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    /// <summary>To the end of the line: the parts of a signature are separated by commas and blanks.</summary>
    [GeneratedRegex(
        """(?<=\bAuthorization\\?["']?\s{0,4}[:=,]\s{0,4}\\?["']?)[^\s"'\\][^\r\n"'\\]*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorizationHeader();

    [GeneratedRegex("""(?<=\bBearer\s{1,4})[A-Za-z0-9._~+/=-]{6,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BearerToken();

    [GeneratedRegex(
        """(?<=(?:X-Amz-(?:Signature|Credential|Security-Token)|\bSignature|secret_?access_?key|session_?token|passw(?:or)?d|\bpwd|client_?secret|api_?key)\\?["']?\s{0,4}(?:[:=,]|%3D)\s{0,4})(?!\*\*\*(?:[\s"'&;,<>\\)}\]]|$))(?:\\?"(?:\\.|[^"\\])*\\?"|'[^']*'|[^\s"'&;,<>\\]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedSecret();

    /// <summary>AWS's prefixes of long-lived and temporary key ids, also in the middle of an encoded credential scope.</summary>
    [GeneratedRegex("(?:AKIA|ASIA)[A-Z0-9]{12,}", RegexOptions.CultureInvariant)]
    private static partial Regex AccessKeyId();

    [GeneratedRegex(
        "^(?:proxy-)?authorization$|signature|secret|passw(?:or)?d|security[-_]?token|session_?token|^token$|api_?key|credential$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
