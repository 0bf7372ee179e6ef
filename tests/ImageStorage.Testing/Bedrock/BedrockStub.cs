using System.Collections.Concurrent;
using System.Net.Sockets;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Testing.Bedrock;

/// <summary>
/// Stands for Amazon Bedrock, or another service, on a port of its own. It checks the signature of every request, which moto_server does not,
/// and answers as <see cref="Program"/> decides; a wrong signature is answered as AWS does.
/// </summary>
public sealed class BedrockStub : IAsyncDisposable
{
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly string _secretKey;
    private readonly HeldPort _port = new();
    private readonly ConnectionHandler _connections;
    private bool _isDisposed;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="secretKey">What clients must sign with.</param>
    public BedrockStub(string secretKey)
    {
        _secretKey = secretKey;
        Endpoint = new Uri($"http://127.0.0.1:{_port.Number}");
        _connections = new ConnectionHandler(AnswerAsync);
        _connections.Start(_port.Listen());
    }

    /// <summary>Where clients connect.</summary>
    public Uri Endpoint { get; }

    /// <summary>The region that requests must be signed for.</summary>
    public string Region { get; init; } = "us-west-2";

    /// <summary>The service that requests must be signed for.</summary>
    public string Service { get; init; } = "bedrock";

    /// <summary>Decides the answer to a request by it and its number from 1.</summary>
    public Func<SeenRequest, int, BedrockAnswer> Program { get; set; } = (_, _) => new BedrockAnswer(200, "");

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>What was wrong with signatures.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>The id that the answer to a request carries.</summary>
    /// <param name="number">The request's number from 1.</param>
    public static string RequestId(int number) => $"stub-request-{number}";

    /// <summary>Each request takes the next of <paramref name="answers"/>; those after the last take the last.</summary>
    /// <param name="answers">The answers in their order.</param>
    public void AnswerInOrder(params BedrockAnswer[] answers) => Program = (_, number) => answers[Math.Min(number, answers.Length) - 1];

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await _connections.DisposeAsync();
        _port.Dispose();
    }

    private async Task AnswerAsync(Socket socket, NetworkStream stream, CancellationToken ending)
    {
        var reader = new WireReader(stream, ending);
        if (await reader.ReadHeadAsync() is not { } head)
            return;
        var request = head with { Body = await reader.ReadBodyAsync(head) };
        int number;
        lock (_requests)
        {
            _requests.Enqueue(request);
            number = _requests.Count;
        }

        var answer = Program(request, number);
        if (SignatureCheck.FindProblem(request, _secretKey, Service, Region) is { } problem)
        {
            _problems.Enqueue(problem);
            answer = BedrockAnswer.Error(403, "InvalidSignatureException", problem);
        }

        if (answer == BedrockAnswer.Never)
            _ = await socket.ReceiveAsync(new byte[1], ending);
        else if (answer != BedrockAnswer.Broken)
            await stream.WriteAsync(answer.Serialize(RequestId(number)), ending);
    }
}
