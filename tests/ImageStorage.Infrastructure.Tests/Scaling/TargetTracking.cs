namespace ImageStorage.Infrastructure.Scaling;

/// <summary>
/// Target tracking as it grows a group: an alarm of its own, 3 of 3 minutes above the target; then as many instances as would bring the
/// average down to it, rounded up, at the size of the group without those that are not warm yet. While they warm up, it asks for more only
/// when that is more than they will be. See https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html and
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-default-instance-warmup.html; the alarm's three minutes are told
/// by the alarm that it makes.
/// </summary>
internal sealed class TargetTracking(double targetPercent)
{
    /// <summary>For how many minutes the average must be above the target.</summary>
    public const int Minutes = 3;

    private int _above;

    /// <summary>Takes a minute.</summary>
    /// <param name="point">The minute.</param>
    /// <param name="size">The group's size.</param>
    /// <param name="warm">How many of its instances are warm.</param>
    /// <returns>The size that it asks for, never a smaller one; null when it asks for nothing.</returns>
    public int? Ask(MinutePoint point, int size, int warm)
    {
        _above = point.Cpu > targetPercent ? _above + 1 : 0;
        return _above >= Minutes ? Math.Max(size, (int)Math.Ceiling(warm * point.WarmCpu / targetPercent)) : null;
    }
}
