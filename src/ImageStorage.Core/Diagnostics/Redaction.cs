using System.Text.RegularExpressions;

namespace ImageStorage.Diagnostics;

/// <summary>
/// Masks secrets in a text for the log: key ids, signatures, presigned queries, passwords and tokens. It rather masks too much than too
/// little. Repetitions in the patterns are bounded where they could overlap, because an attacker may have written the text.
/// </summary>
internal static partial class Redaction
{
    public const string Mask = "***";

    /// <summary>The text with its secrets masked. Masking a masked text changes nothing.</summary>
    public static string Text(string text)
    {
        // In this order: URLs and headers must be masked as a whole before the rule for single names applies.
        text = PresignedQuery().Replace(text, "?" + Mask);
        text = UserInfo().Replace(text, Mask + "@");
        text = AuthorizationHeader().Replace(text, Mask);
        text = BearerToken().Replace(text, Mask);
        text = NamedSecret().Replace(text, Mask);
        return AccessKeyId().Replace(text, Mask);
    }

    /// <summary>The value of a field: masked entirely when the field's name is that of a secret.</summary>
    public static string Value(string name, string value) => SecretName().IsMatch(name) ? Mask : Text(value);

    [GeneratedRegex(
        """\?[^\s"'<>?]*(?:X-Amz-(?:Signature|Credential|Security-Token)|AWSAccessKeyId|Key-Pair-Id)(?:=|%3D)[^\s"'<>]*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PresignedQuery();

    /// <summary>
    /// From :// to the last @ within the length of a user name and a password; an unencoded password may contain any of / ? # : @.
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
