using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageStorage.Portal.Api;

/// <summary>What the OpenAPI document says besides the endpoints.</summary>
internal static class ApiDescription
{
    /// <summary>Names the API and says how callers authenticate.</summary>
    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ImageStorage",
            Version = "v1",
            Description = "Assignments with their pictures: made by teachers, seen by everyone, completed by students.",
        };
        // The address that a document was read from need not be the one that others reach the portal by.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Schemes.Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of the OpenID Connect provider; embedded, one of those that the portal prints when it starts.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Schemes.Bearer, document)] = [] }];
        return Task.CompletedTask;
    }
}
