namespace ImageStorage.Portal.Api;

/// <summary>Refuses an id in the path that is none, before anything is made of it.</summary>
internal sealed class AssignmentIdFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetRouteValue("id") is string id)
            AssignmentId.Validate(id);
        return next(context);
    }
}
