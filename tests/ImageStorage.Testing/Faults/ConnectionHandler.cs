using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ImageStorage.Testing.Faults;

/// <summary>Accepts connections and handles each beside the others, until it is disposed.</summary>
/// <param name="handle">Handles a connection, which is closed afterwards.</param>
internal sealed class ConnectionHandler(Func<Socket, NetworkStream, CancellationToken, Task> handle) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Task, bool> _exchanges = new();
    private Task _accepting = Task.CompletedTask;
    private Socket? _listener;

    /// <summary>True while connections are accepted.</summary>
    public bool IsListening => _listener is not null;

    /// <summary>Accepts the connections of a listener, which is this handler's to dispose.</summary>
    /// <param name="listener">The listener.</param>
    public void Start(Socket listener)
    {
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    /// <summary>Accepts no more connections; those that were accepted go on.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        _listener = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Stop();
        await _accepting;
        await Task.WhenAll(_exchanges.Keys);
        _ending.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(_ending.Token);
                var exchange = ExchangeAsync(client);
                _exchanges[exchange] = true;
                _ = exchange.ContinueWith(ended => _exchanges.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The listener was stopped: while it waited, or between two connections.
        }
    }

    private async Task ExchangeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using var stream = new NetworkStream(socket, ownsSocket: false);
                await handle(socket, stream, _ending.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The client went away, or the server is ending: a test sees it at the client.
            }
        }
    }
}
