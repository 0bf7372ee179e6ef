namespace ImageStorage.Scaling;

/// <summary>The names of what is judged, a public contract.</summary>
internal static class ScalingCheckNames
{
    public const string Load = "ScalingLoad";
    public const string Growth = "ScalingGrowth";
    public const string Return = "ScalingReturn";
    public const string Success = "ScalingSuccess";
    public const string Canary = "ScalingCanary";
}
