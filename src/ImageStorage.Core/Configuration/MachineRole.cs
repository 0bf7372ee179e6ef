using System.Net;

namespace ImageStorage.Configuration;

/// <summary>
/// The AWS role of the machine: of a container, of a pod or function, or of an EC2 instance.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
/// </summary>
/// <param name="variable">Reads an environment variable.</param>
internal sealed class MachineRole(Func<string, string?> variable)
{
    private const string Endpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    private const string VendorFile = "/sys/devices/virtual/dmi/id/sys_vendor";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    // Each is set by AWS itself, where it runs containers, pods and functions.
    private static readonly string[] Variables =
        ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_LAMBDA_FUNCTION_NAME"];

    private string? _ofInstance;
    private bool _asked;

    /// <summary>The role for a message; null without one. EC2 is asked once.</summary>
    public string? Find()
    {
        if (Variables.FirstOrDefault(name => variable(name) is { Length: > 0 }) is { } found)
            return $"an AWS role (the environment variable {found} is set)";
        if (!_asked)
            _ofInstance = FindOfInstance();
        _asked = true;
        return _ofInstance is { } role ? $"the AWS role '{role}' of its EC2 instance" : null;
    }

    private string? FindOfInstance()
    {
        if (string.Equals(variable("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var given = variable(Endpoint);
        if (string.IsNullOrEmpty(given) && !IsEc2())
            return null;

        try
        {
            using var client = new HttpClient { BaseAddress = new Uri(string.IsNullOrEmpty(given) ? "http://169.254.169.254" : given), Timeout = MaxWait };
            using var ask = new HttpRequestMessage(HttpMethod.Put, "/latest/api/token");
            ask.Headers.Add("X-aws-ec2-metadata-token-ttl-seconds", "60");
            using var token = client.Send(ask);
            using var list = new HttpRequestMessage(HttpMethod.Get, "/latest/meta-data/iam/security-credentials/");
            if (token.StatusCode == HttpStatusCode.OK)
                list.Headers.Add("X-aws-ec2-metadata-token", Read(token));
            using var roles = client.Send(list);
            return roles.StatusCode == HttpStatusCode.OK && Read(roles).Split('\n')[0].Trim() is { Length: > 0 } role ? role : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or UriFormatException or IOException)
        {
            // An instance without a role, or without the service: nothing speaks for AWS.
            return null;
        }
    }

    private static string Read(HttpResponseMessage response)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static bool IsEc2()
    {
        try
        {
            return OperatingSystem.IsLinux() && File.Exists(VendorFile)
                && File.ReadAllText(VendorFile).StartsWith("Amazon EC2", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
