namespace ImageStorage;

/// <summary>Reads metrics from CloudWatch.</summary>
public interface IMetricService
{
    /// <summary>Reads time series, ordered by source, name and time.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for a range or period that cannot be read or a source whose part is not named, and the storage errors.
    /// </exception>
    Task<IReadOnlyList<MetricPoint>> GetAsync(MetricQuery query, CancellationToken cancellationToken);

    /// <summary>Draws time series as an SVG that a browser opens: one panel for each metric, with axes, units and a legend.</summary>
    /// <param name="points">What to draw.</param>
    /// <param name="title">Above the panels.</param>
    /// <param name="path">The file to write, whole or not at all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task WriteChartAsync(IReadOnlyList<MetricPoint> points, string title, string path, CancellationToken cancellationToken);
}
