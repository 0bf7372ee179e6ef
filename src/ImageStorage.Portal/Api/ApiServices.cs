using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Errors;

namespace ImageStorage.Portal.Api;

/// <summary>The JSON API and its description.</summary>
internal static class ApiServices
{
    /// <summary>The prefix of the API's paths.</summary>
    public const string Path = PortalPaths.Api + "/v1";

    private const string DocumentName = "v1";

    /// <summary>Adds the services that the endpoints need.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<AssignmentCreation>();
        services.AddSingleton<UploadReader>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Complete);
        services.AddExceptionHandler<Problems>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddOpenApi(DocumentName, options => options.AddDocumentTransformer(ApiDescription.DescribeAsync));
    }

    /// <summary>Maps <c>/api/v1</c> and <c>/openapi/v1.json</c>.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(Path).AddEndpointFilter<AssignmentIdFilter>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapAssignments();
        api.MapImages();
        api.MapCompletions();
        endpoints.MapOpenApi().AllowAnonymous();
    }

    /// <summary>The services of the application that a group belongs to.</summary>
    public static IServiceProvider ServiceProvider(this RouteGroupBuilder group) => ((IEndpointRouteBuilder)group).ServiceProvider;
}
