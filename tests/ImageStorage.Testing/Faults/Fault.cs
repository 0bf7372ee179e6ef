using System.Text;

namespace ImageStorage.Testing.Faults;

/// <summary>What the proxy does with a request instead of passing it on.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>Passes the request and its answer.</summary>
    public static Fault None { get; } = new(FaultKind.None);

    /// <summary>Resets the connection when part of the request's body has arrived; the peer sees nothing.</summary>
    public static Fault ResetInRequest { get; } = new(FaultKind.ResetInRequest);

    /// <summary>Lets the peer work, and resets the connection within the answer.</summary>
    public static Fault ResetInAnswer { get; } = new(FaultKind.ResetInAnswer);

    /// <summary>Lets the peer work, and resets the connection before the answer.</summary>
    public static Fault DropAnswer { get; } = new(FaultKind.DropAnswer);

    /// <summary>Takes the request and stays silent; the peer sees nothing.</summary>
    public static Fault NeverAnswer { get; } = new(FaultKind.NeverAnswer);

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; }

    /// <summary>The whole answer, of a fault that answers.</summary>
    internal byte[] Raw { get; private init; } = [];

    /// <summary>Answers instead of the peer, in the format of S3's errors.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">S3's error code; null for an answer without a body.</param>
    /// <param name="headers">Further headers.</param>
    public static Fault Answer(int status, string? code = null, params (string Name, string Value)[] headers)
    {
        var body = code is null
            ? ""
            : $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>Injected by the proxy.</Message><RequestId>FAULT</RequestId></Error>";
        return Answer(status, body, "application/xml", headers);
    }

    /// <summary>Answers in the peer's place with any body.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="headers">Further headers.</param>
    public static Fault Answer(int status, string body, string contentType, params (string Name, string Value)[] headers)
    {
        string[] head =
        [
            $"HTTP/1.1 {status} Fault",
            "Connection: close",
            .. body.Length > 0 ? [$"Content-Type: {contentType}"] : Array.Empty<string>(),
            .. headers.Select(header => $"{header.Name}: {header.Value}"),
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}",
        ];
        return new Fault(FaultKind.Answer) { Raw = Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n" + body) };
    }
}
