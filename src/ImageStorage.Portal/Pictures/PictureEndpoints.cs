namespace ImageStorage.Portal.Pictures;

/// <summary>Pictures for browsers where no CloudFront domain serves them.</summary>
internal static class PictureEndpoints
{
    /// <summary>Adds the endpoint's services.</summary>
    public static void AddPictures(this IServiceCollection services)
    {
    }

    /// <summary>Maps the endpoint.</summary>
    public static void MapPictures(this IEndpointRouteBuilder endpoints)
    {
    }
}
