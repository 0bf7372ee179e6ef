namespace ImageStorage;

/// <summary>Reads metrics from CloudWatch.</summary>
public interface IMetricService
{
    /// <summary>Reads time series, ordered by source, name and time.</summary>
    /// <param name="query">Which series.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for an invalid range or period or a source whose resource is not named, and
    /// the storage errors.
    /// </exception>
    Task<IReadOnlyList<MetricPoint>> GetAsync(MetricQuery query, CancellationToken cancellationToken);

    /// <summary>Draws time series as an SVG file: one panel for each metric, with axes, units and a legend.</summary>
    /// <param name="points">What to draw.</param>
    /// <param name="title">Above the panels.</param>
    /// <param name="path">The file, which is written atomically.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task WriteChartAsync(IReadOnlyList<MetricPoint> points, string title, string path, CancellationToken cancellationToken);
}
