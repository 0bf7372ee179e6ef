using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Api;

/// <summary>The OpenAPI document.</summary>
public sealed class ApiDescriptionTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Document_has_every_route_of_the_api_and_no_other()
    {
        var routes = fixture.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(ApiServices.Path, StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

        var described = (await ReadAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_refers_to_nothing_that_it_does_not_hold()
    {
        var document = await ReadAsync();

        Assert.StartsWith("3.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var references = References(document).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Holds(document, reference), reference));
    }

    [Fact]
    public async Task Operations_say_what_they_do_and_how_they_fail()
    {
        var operations = (await ReadAsync()).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject());

        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            var responses = operation.Value.GetProperty("responses");
            Assert.Contains(responses.EnumerateObject(), response => response.Name.StartsWith('2'));
            Assert.True(responses.GetProperty("503").GetProperty("content").TryGetProperty("application/problem+json", out _));
        });
    }

    [Fact]
    public async Task Document_says_how_callers_tell_who_they_are()
    {
        var document = await ReadAsync();

        var scheme = Assert.Single(document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject());
        Assert.Equal("bearer", scheme.Value.GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("security")[0].TryGetProperty(scheme.Name, out _));
    }

    private async Task<JsonElement> ReadAsync() => await (await fixture.AsAsync(Caller.Anonymous)).GetFromJsonAsync<JsonElement>(
        "/openapi/v1.json", TestContext.Current.CancellationToken);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(
            property => property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Holds(JsonElement document, string reference)
    {
        var at = document;
        return reference.Split('/') is ["#", .. var names] && names.All(name => at.TryGetProperty(name, out at));
    }
}
