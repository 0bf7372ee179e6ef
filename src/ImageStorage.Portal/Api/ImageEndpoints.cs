using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Api;

/// <summary>An assignment's picture: generated again, or uploaded.</summary>
internal static class ImageEndpoints
{
    /// <summary>Maps them.</summary>
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
            .WithSummary("Replaces the picture: generates one, from JSON; or stores an uploaded one, sent as it is or as the file of a form.");
    }

    private static async Task<Results<Ok<CreatedContract>, ValidationProblem, ProblemHttpResult>> SetAsync(
        string id, HttpRequest http, ClaimsPrincipal caller, AssignmentCreation creation, GenerationLimit limit, UploadReader uploads,
        CancellationToken cancellationToken)
    {
        if (UploadReader.IsUpload(http))
        {
            var picture = await uploads.ReadAsync(http, cancellationToken);
            return TypedResults.Ok(await creation.MakeAsync(
                new NewImageRequest { AssignmentId = id, Source = ImageSource.FromBytes(picture, id), Force = true }, caller, cancellationToken));
        }

        var request = http.HasJsonContentType() ? await http.ReadFromJsonAsync<NewImageContract>(cancellationToken) : null;
        if (request is null)
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        var mistakes = RequestRules.Check(request);
        if (mistakes.Count > 0)
            return TypedResults.ValidationProblem(mistakes);
        if (limit.Refuse(caller, http.HttpContext.Response) is { } refusal)
            return refusal;

        var replacement = new NewImageRequest { AssignmentId = id, Prompt = request.Prompt, Seed = request.Seed, ModelId = request.ModelId, Force = true };
        return TypedResults.Ok(await creation.MakeAsync(replacement, caller, cancellationToken));
    }
}
