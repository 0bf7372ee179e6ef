namespace ImageStorage.Scaling;

/// <summary>The names of the checks, which are a public contract.</summary>
internal static class ScalingCheckNames
{
    public const string Load = "ScalingLoad";
    public const string Growth = "ScalingGrowth";
    public const string Return = "ScalingReturn";
    public const string Success = "ScalingSuccess";
    public const string Canary = "ScalingCanary";
}
