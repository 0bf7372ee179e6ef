namespace ImageStorage.Infrastructure.Alarms;

/// <summary>What an alarm says.</summary>
public enum AlarmState
{
    Ok,
    Alarm,
    InsufficientData,
}
