using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Security;

/// <summary>The status of every page and route for each kind of caller. A route that is missing from the table fails a test.</summary>
public sealed class AuthorizationTableTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string NewAssignment = """{"prompt":"p","noImage":true}""";
    private const string Questions = """{"questionAnswers":[{"question":"q","answer":"a"}]}""";
    private const string Answers = """{"answers":{"1":"x"}}""";

    /// <summary>Method, route and body; then the statuses for anonymous, student, another teacher, the owner and admin.</summary>
    private static readonly (string Method, string Route, string? Body, int[] Expected)[] Table =
    [
        ("GET", "", null, [200, 200, 200, 200, 200]),
        ("GET", "signin", null, [200, 200, 200, 200, 200]),
        ("GET", "signout", null, [302, 200, 200, 200, 200]),
        ("GET", "error", null, [404, 404, 404, 404, 404]),
        ("GET", "assignments", null, [200, 200, 200, 200, 200]),
        ("GET", "assignments/{id}", null, [200, 200, 200, 200, 200]),
        ("GET", "assignments/{id}/questions", null, [302, 403, 403, 200, 200]),
        ("GET", "create", null, [302, 403, 200, 200, 200]),
        ("GET", "create/{id}", null, [302, 403, 403, 200, 200]),
        ("GET", "complete/{id?}", null, [302, 200, 403, 403, 200]),
        ("GET", "/pictures/{id}", null, [404, 404, 404, 404, 404]),
        ("GET", "/health", null, [200, 200, 200, 200, 200]),
        ("GET", "/health/ready", null, [200, 200, 200, 200, 200]),
        ("GET", "/metrics", null, [200, 200, 200, 200, 200]),
        ("GET", "/openapi/{documentName}.json", null, [200, 200, 200, 200, 200]),
        ("POST", "/api/v1/assignments", NewAssignment, [401, 403, 201, 201, 201]),
        ("GET", "/api/v1/assignments", null, [200, 200, 200, 200, 200]),
        ("GET", "/api/v1/assignments/{id}", null, [200, 200, 200, 200, 200]),
        ("DELETE", "/api/v1/assignments/{id}", null, [401, 403, 403, 204, 204]),
        ("PUT", "/api/v1/assignments/{id}/questions", Questions, [401, 403, 403, 200, 200]),
        ("POST", "/api/v1/assignments/{id}/image", "{}", [401, 403, 403, 200, 200]),
        ("POST", "/api/v1/assignments/{id}/completions", Answers, [401, 200, 403, 403, 200]),
        ("GET", "/api/v1/assignments/{id}/completions/me", null, [401, 200, 403, 403, 200]),
        ("GET", "/api/v1/assignments/{id}/completions", null, [401, 403, 403, 200, 200]),
    ];

    private static readonly Caller[] Columns = [Caller.Anonymous, Caller.Student, Caller.Teacher, Caller.Owner, Caller.Admin];

    public static TheoryData<string, string, Caller, int> Cells => [.. Table.SelectMany(
        row => Columns.Select(
            (caller, column) => new TheoryDataRow<string, string, Caller, int>(row.Method, row.Route, caller, row.Expected[column])))];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Route_called_by_a_role_answers_as_the_table_says(string method, string route, Caller caller, int expected)
    {
        var assignment = await fixture.MakeAsync();
        var path = "/" + route.TrimStart('/').Replace("{id?}", "{id}", StringComparison.Ordinal)
            .Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal);
        var body = Table.Single(row => row.Method == method && row.Route == route).Body;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await (await fixture.AsAsync(caller)).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)expected, answer.StatusCode);
    }

    [Fact]
    public void Routes_of_the_portal_are_all_in_the_table()
    {
        var routes = fixture.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Where(method => method != "HEAD").Select(method => $"{method} {endpoint.RoutePattern.RawText?.Trim('/')}"))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Table.Select(row => $"{row.Method} {row.Route.Trim('/')}").Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task Api_called_with_a_cookie_alone_is_refused()
    {
        var client = await fixture.AsAsync(Caller.Admin);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/assignments")
        {
            Content = new StringContent(NewAssignment, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Basic", "x");

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
