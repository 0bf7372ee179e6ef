using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Health;

/// <summary>For load balancers: whether this process lives and goes on, and whether it can work.</summary>
internal static class HealthEndpoints
{
    /// <summary>The start of the checks' paths. They answer under any host name, because a load balancer asks by address.</summary>
    public const string Path = "/health";

    /// <summary>Adds what asks the stores.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HealthJson.Default));
    }

    /// <summary>Maps <c>/health</c> and <c>/health/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Live).AllowAnonymous().ExcludeFromDescription();
        endpoints.MapGet(Path + "/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The stores are not checked here: when one is gone, replacing the instances does not help.</summary>
    private static ContentHttpResult Live(IHostApplicationLifetime lifetime, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        return lifetime.ApplicationStopping.IsCancellationRequested
            ? TypedResults.Text("ending\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Text("live\n");
    }

    private static async Task<JsonHttpResult<ReadinessContract>> ReadyAsync(Readiness readiness, HttpContext context)
    {
        var answer = await readiness.AskAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            answer, HealthJson.Default.ReadinessContract, statusCode: answer.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
