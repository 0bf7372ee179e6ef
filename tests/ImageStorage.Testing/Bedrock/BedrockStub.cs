using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Testing.Bedrock;

/// <summary>
/// Stands for Amazon Bedrock, or another service, on a port of its own. It checks the signature of every request, which moto_server does not, and answers
/// as it is told; a wrong signature is answered as AWS does.
/// </summary>
public sealed class BedrockStub : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentDictionary<Task, bool> _exchanges = new();
    private readonly string _secretKey;
    private readonly Task _accepting;

    /// <summary>Listens until it is disposed.</summary>
    /// <param name="secretKey">What clients must sign with.</param>
    public BedrockStub(string secretKey)
    {
        _secretKey = secretKey;
        _listener.Start();
        Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
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
        if (_accepting.IsCompleted)
            return;
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_exchanges.Keys);
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_ending.Token);
                var exchange = ExchangeAsync(socket);
                _exchanges[exchange] = true;
                _ = exchange.ContinueWith(ended => _exchanges.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // The stub is ending.
        }
    }

    private async Task ExchangeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket, ownsSocket: false);
                await AnswerAsync(socket, stream);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the stub is ending: what the test is about shows at the client.
            }
        }
    }

    private async Task AnswerAsync(Socket socket, NetworkStream stream)
    {
        var reader = new WireReader(stream, _ending.Token);
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
        if (SigV4Check.Problem(request, _secretKey, Service, Region) is { } problem)
        {
            _problems.Enqueue(problem);
            answer = BedrockAnswer.Error(403, "InvalidSignatureException", problem);
        }

        if (answer == BedrockAnswer.Never)
            _ = await socket.ReceiveAsync(new byte[1], _ending.Token);
        else if (answer != BedrockAnswer.Broken)
            await stream.WriteAsync(answer.Serialize(RequestId(number)), _ending.Token);
    }
}
