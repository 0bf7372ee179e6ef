using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// A distribution, over TLS and under its own name, for processes that are told of it by their environment: it is the proxy for HTTPS, and
/// answers what is asked through it itself. It serves what a bucket has.
/// </summary>
/// <param name="aws">Has the bucket.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="domain">The distribution's host name, which its certificate is for.</param>
public sealed class CdnEndpoint(AwsServer aws, string bucket, string domain) : IAsyncDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Connected = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    private readonly X509Certificate2 _certificate = Certify(domain);
    private WebApplication? _application;

    /// <summary>What it makes of a body before it serves it.</summary>
    public Func<byte[], byte[]> Change { get; set; } = body => body;

    /// <summary>The paths and queries that it was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The certificate that has to be trusted, as PEM.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>Starts it.</summary>
    /// <returns>The proxy's address.</returns>
    public async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(ConnectAsync);
            listen.UseHttps(_certificate);
        }));
        _application = builder.Build();
        _application.Run(ServeAsync);
        await _application.StartAsync();
        return new UriBuilder(_application.Urls.Single()) { Scheme = Uri.UriSchemeHttp }.Uri;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _certificate.Dispose();
    }

    // RFC 9110, section 9.3.6: what follows the answer is the tunnel, whose other end is here.
    private async Task ConnectAsync(ConnectionContext connection, Func<Task> nextAsync)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(connection.ConnectionClosed);
            if (Head(read.Buffer) is { } head)
            {
                var isForUs = Encoding.ASCII.GetString(head).StartsWith($"CONNECT {domain}:443 ", StringComparison.Ordinal);
                input.AdvanceTo(head.End);
                if (!isForUs)
                    return;
                break;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return;
        }

        await connection.Transport.Output.WriteAsync(Connected);
        await nextAsync();
    }

    private static ReadOnlySequence<byte>? Head(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, EndOfHead) ? buffer.Slice(0, reader.Position) : null;
    }

    private async Task ServeAsync(HttpContext context)
    {
        Asked.Enqueue($"{context.Request.Path}{context.Request.QueryString}");
        await context.Response.Body.WriteAsync(Change(await aws.ReadObjectAsync($"{bucket}{context.Request.Path}")));
    }

    private static X509Certificate2 Certify(string domain)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={domain}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(domain);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
