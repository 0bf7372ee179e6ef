using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>
/// A primary of a replica set of one on a free port of this machine, in memory, that does to chosen commands what a network or a cluster
/// in trouble does. As a real one, it answers a retried write with what the first try did.
/// </summary>
internal sealed class MongoStub : IAsyncDisposable
{
    private const string SetName = "stub";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<MongoFault>> _faults = [];
    private readonly Dictionary<string, MongoStubCollection> _collections = [];
    private readonly Dictionary<BsonDocument, BsonDocument> _written = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;

    public MongoStub()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Every command but the greetings, in the order of their arrival.</summary>
    public ConcurrentQueue<BsonDocument> Seen { get; } = [];

    public string Uri => UriOf("");

    private string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public string UriOf(string userInfo) => $"mongodb://{userInfo}{Address}/?replicaSet={SetName}";

    public IReadOnlyList<BsonDocument> SeenOf(string command) => [.. Seen.Where(seen => seen.GetElement(0).Name == command)];

    /// <summary>The next command of that name meets the fault; faults of one name strike one after the other.</summary>
    public void Strike(string command, params MongoFault[] faults)
    {
        var queue = _faults.GetOrAdd(command, _ => []);
        foreach (var fault in faults)
            queue.Enqueue(fault);
    }

    public MongoStubCollection Collection(string name)
    {
        lock (_lock)
            return _collections.TryGetValue(name, out var collection) ? collection : _collections[name] = new MongoStubCollection();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            while (await MongoWire.ReadAsync(stream, _ending.Token) is var (requestId, isQuery, command))
            {
                if (await AnswerAsync(command) is not { } answer)
                {
                    socket.LingerState = new LingerOption(true, 0);
                    return;
                }

                if (!answer.Contains("ok"))
                    answer.Add("ok", 1);
                await MongoWire.WriteAsync(stream, requestId, isQuery, answer, _ending.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
        }
    }

    private async Task<BsonDocument?> AnswerAsync(BsonDocument command)
    {
        var name = command.GetElement(0).Name;
        if (name is "hello" or "isMaster" or "ismaster")
            return Hello();

        Seen.Enqueue(command);
        if (!_faults.TryGetValue(name, out var queue) || !queue.TryDequeue(out var fault))
            return CarryOut(name, command);

        await Task.Delay(fault.Delay, _ending.Token);
        var answer = fault.IsCarriedOut ? CarryOut(name, command) : [];
        return fault.Drops ? null : fault.Answer ?? answer;
    }

    private BsonDocument CarryOut(string name, BsonDocument command)
    {
        lock (_lock)
        {
            var isRetryable = command.Contains("txnNumber");
            var number = isRetryable ? new BsonDocument { { "lsid", command["lsid"] }, { "txnNumber", command["txnNumber"] } } : [];
            if (isRetryable && _written.TryGetValue(number, out var earlier))
                return earlier;

            var collection = command[0].IsString ? Collection($"{command["$db"]}.{command[0]}") : new MongoStubCollection();
            var answer = name switch
            {
                "insert" => collection.Insert(command["documents"].AsBsonArray),
                "find" => collection.Find(command),
                "update" => collection.Update(command["updates"].AsBsonArray),
                "findAndModify" => collection.FindAndModify(command),
                "delete" => collection.Delete(command["deletes"].AsBsonArray),
                "createIndexes" => collection.CreateIndexes(command["indexes"].AsBsonArray),
                "ping" or "endSessions" or "killCursors" or "dropDatabase" => [],
                _ => new BsonDocument { { "ok", 0 }, { "code", 59 }, { "codeName", "CommandNotFound" }, { "errmsg", $"no such command: '{name}'" } },
            };
            if (isRetryable)
                _written[number] = answer;
            return answer;
        }
    }

    private BsonDocument Hello() => new()
    {
        { "helloOk", true },
        { "ismaster", true },
        { "isWritablePrimary", true },
        { "secondary", false },
        { "setName", SetName },
        { "setVersion", 1 },
        { "hosts", new BsonArray { Address } },
        { "me", Address },
        { "primary", Address },
        { "maxBsonObjectSize", 16 * 1024 * 1024 },
        { "maxMessageSizeBytes", 48_000_000 },
        { "maxWriteBatchSize", 100_000 },
        { "logicalSessionTimeoutMinutes", 30 },
        { "minWireVersion", 0 },
        { "maxWireVersion", 21 },
    };
}
