using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Api;

/// <summary>Rejects callers who do not own the assignment in the path.</summary>
internal sealed class OwnerFilter(IImageStorage storage) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var assignment = await storage.Assignments.GetAsync((string)http.GetRouteValue("id")!, http.RequestAborted);
        return http.User.Owns(assignment)
            ? await next(context)
            : TypedResults.Problem(Problems.Refusal(
                StatusCodes.Status403Forbidden, "NotOwner", $"Assignment '{assignment.AssignmentId}' belongs to another teacher."));
    }
}
