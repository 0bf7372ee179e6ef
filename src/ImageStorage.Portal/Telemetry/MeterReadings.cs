using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ImageStorage.Portal.Telemetry;

/// <summary>Adds up what the core's meter and the server's say, for as long as the process lives.</summary>
internal sealed class MeterReadings : IDisposable
{
    private static readonly HashSet<string> Meters = ["ImageStorage", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly ConcurrentDictionary<Instrument, InstrumentReadings> _readings = [];
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _factory;

    public MeterReadings(IMeterFactory factory)
    {
        _factory = factory;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (IsRead(instrument))
                listener.EnableMeasurementEvents(instrument, _readings.GetOrAdd(instrument, static key => new InstrumentReadings(key)));
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((InstrumentReadings)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((InstrumentReadings)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((InstrumentReadings)state!).Add(value, tags));
    }

    /// <summary>Begins to listen.</summary>
    public void Start() => _listener.Start();

    /// <summary>What has been measured so far, by instrument.</summary>
    public IReadOnlyList<InstrumentReadings> Read() => [.. _readings.Values.OrderBy(reading => reading.Name, StringComparer.Ordinal)];

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    /// <summary>A server's meters belong to its application, of which a process may have several.</summary>
    private bool IsRead(Instrument instrument) =>
        Meters.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, _factory));
}
