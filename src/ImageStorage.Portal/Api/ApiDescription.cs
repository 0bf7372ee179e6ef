using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImageStorage.Portal.Api;

/// <summary>The parts of the OpenAPI document that do not come from the endpoints: title, description, security.</summary>
internal static class ApiDescription
{
    /// <summary>Sets the title, the description and the bearer authentication scheme.</summary>
    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ImageStorage",
            Version = "v1",
            Description = "Assignments with pictures: teachers create them, everyone can view them, students complete them.",
        };
        // Behind a proxy the address of this request may not be the one that clients use.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Schemes.Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of the OpenID Connect provider; in embedded mode, one of the tokens that the portal prints when it starts.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Schemes.Bearer, document)] = [] }];
        return Task.CompletedTask;
    }
}
