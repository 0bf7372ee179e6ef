namespace ImageStorage.Portal.Creation;

/// <summary>The pictures that are being made, and how far each has come.</summary>
internal static class CreationServices
{
    /// <summary>Adds the running creations.</summary>
    public static void AddCreation(this IServiceCollection services)
    {
    }

    /// <summary>Maps their live progress.</summary>
    public static void MapCreation(this IEndpointRouteBuilder endpoints)
    {
    }
}
