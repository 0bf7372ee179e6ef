using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;

namespace ImageStorage.Portal.Hosting;

/// <summary>Counts the bytes that a portal reads from its connections, including headers.</summary>
internal sealed class ReadBytes
{
    private long _count;

    /// <summary>The number of bytes so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Adds the counter to a portal under construction.</summary>
    public void Join(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(
        server => server.Listen(IPAddress.Loopback, 0, listen => listen.Use(next => async connection =>
        {
            var plain = connection.Transport;
            connection.Transport = new Counted(new CountingReader(plain.Input, this), plain.Output);
            try
            {
                await next(connection);
            }
            finally
            {
                connection.Transport = plain;
            }
        })));

    private sealed record Counted(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Counts consumed bytes.</summary>
    private sealed class CountingReader(PipeReader inner, ReadBytes total) : PipeReader
    {
        private ReadOnlySequence<byte> _buffer;

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            Interlocked.Add(ref total._count, _buffer.Slice(0, consumed).Length);
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var result = await inner.ReadAsync(cancellationToken);
            _buffer = result.Buffer;
            return result;
        }

        public override bool TryRead(out ReadResult result)
        {
            var read = inner.TryRead(out result);
            if (read)
                _buffer = result.Buffer;
            return read;
        }
    }
}
