namespace ImageStorage.Infrastructure.Checks;

/// <summary>What an alarm must be to fire when it should, but for its threshold.</summary>
internal sealed record AlarmRule(string CheckName, string Subject)
{
    public required string ComparisonOperator { get; init; }

    /// <summary>In percent, unless the stack has another.</summary>
    public required double Threshold { get; init; }

    /// <summary>In seconds.</summary>
    public required int Period { get; init; }

    public int EvaluationPeriods { get; init; } = 1;

    public int DatapointsToAlarm { get; init; } = 1;

    public required string TreatMissingData { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The metrics that it must read.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    /// <summary>CloudFront's metrics, and the alarms on them, are in us-east-1.</summary>
    public bool IsAtTheEdge { get; init; }
}
