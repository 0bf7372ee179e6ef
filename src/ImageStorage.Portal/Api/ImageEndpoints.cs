using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Api;

/// <summary>Sets an assignment's picture, generated or uploaded.</summary>
internal static class ImageEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapImages(this RouteGroupBuilder api)
    {
        var limit = api.ServiceProvider().GetRequiredService<IOptions<PortalOptions>>().Value.MaxUploadBytes;
        api.MapPost("/assignments/{id}/image", SetAsync)
            .Accepts<NewImageContract>("application/json", "image/png", "image/jpeg", "image/webp", "image/gif", "image/tiff", "multipart/form-data")
            .RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .WithRequestTimeout(RequestTimes.GenerationPolicy).WithMetadata(new UploadSizeLimit(limit))
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Generates a new picture when the body is JSON, or stores an uploaded one, sent as the body or as the file of a form.");
    }

    private static async Task<Results<Ok<CreatedContract>, ValidationProblem, ProblemHttpResult>> SetAsync(
        string id, HttpRequest http, ClaimsPrincipal caller, AssignmentCreation creation, GenerationLimit limit, UploadReader uploads,
        CancellationToken cancellationToken)
    {
        if (UploadReader.IsUpload(http))
        {
            var picture = await uploads.ReadAsync(http, cancellationToken);
            return TypedResults.Ok(await creation.CreateImageAsync(
                new NewImageRequest { AssignmentId = id, Source = ImageSource.FromBytes(picture, id), Force = true }, caller, cancellationToken));
        }

        var request = http.HasJsonContentType() ? await http.ReadFromJsonAsync<NewImageContract>(cancellationToken) : null;
        if (request is null)
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        var errors = RequestRules.Check(request);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);
        if (limit.Refuse(caller, http.HttpContext.Response) is { } refusal)
            return refusal;

        var imageRequest = new NewImageRequest
        {
            AssignmentId = id,
            Prompt = request.Prompt,
            Seed = request.Seed,
            ModelId = request.ModelId,
            Force = true,
        };
        return TypedResults.Ok(await creation.CreateImageAsync(imageRequest, caller, cancellationToken));
    }
}
