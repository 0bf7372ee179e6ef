using ImageStorage.Testing.Bedrock;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The foundation models of Amazon Bedrock, which moto_server does not have: each is on offer. Shape:
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModel.html.
/// </summary>
internal static class FoundationModels
{
    private const string Path = "/foundation-models";

    /// <summary>True when the request was for a model, and is answered.</summary>
    public static async Task<bool> TryAnswerAsync(HttpContext context)
    {
        if (context.Request.Method != "GET" || !context.Request.Path.StartsWithSegments(Path, out var id))
            return false;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(BedrockAnswer.Model(Uri.UnescapeDataString(id.Value!.TrimStart('/')), "ACTIVE").Body);
        return true;
    }
}
