using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Hosting;

/// <summary>Records the connections that the server accepted, by client port, and the requests that reached it, by header.</summary>
internal sealed class AcceptedRequests : IStartupFilter
{
    /// <summary>The header that identifies a request of a test.</summary>
    public const string Header = "X-Test-Request";

    private readonly ConcurrentDictionary<int, bool> _ports = [];
    private readonly ConcurrentDictionary<string, bool> _requests = new(StringComparer.Ordinal);

    /// <summary>True when the server accepted the connection; otherwise only the kernel did.</summary>
    public bool HasConnection(int clientPort) => _ports.ContainsKey(clientPort);

    /// <summary>True when the request reached the portal.</summary>
    public bool HasRequest(string name) => _requests.ContainsKey(name);

    /// <summary>Adds the recorder to a portal under construction.</summary>
    public void Join(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStartupFilter>(this);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => connection =>
        {
            _ports[((IPEndPoint)connection.RemoteEndPoint!).Port] = true;
            return next(connection);
        })));
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (context.Request.Headers[Header] is [{ } name])
                _requests[name] = true;
            return following(context);
        });
        next(app);
    };
}
