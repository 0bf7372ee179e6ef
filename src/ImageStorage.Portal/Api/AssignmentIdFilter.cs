namespace ImageStorage.Portal.Api;

/// <summary>Rejects an invalid assignment id in the path before the endpoint runs.</summary>
internal sealed class AssignmentIdFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.GetRouteValue("id") is string id)
            AssignmentId.Validate(id);
        return next(context);
    }
}
