using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>What each of <see cref="Policies"/> requires. An endpoint without a policy requires a signed-in caller.</summary>
internal sealed class PolicyRules(IOptions<PortalOptions> portal) : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions options)
    {
        var signedIn = new AuthorizationPolicyBuilder().RequireRole(Roles.All).Build();
        var everyone = new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build();
        options.DefaultPolicy = signedIn;
        options.FallbackPolicy = signedIn;
        options.AddPolicy(Policies.SignedIn, signedIn);
        options.AddPolicy(Policies.Show, portal.Value.IsShowPublic ? everyone : signedIn);
        options.AddPolicy(Policies.Teacher, policy => policy.RequireRole(Roles.Teacher, Roles.Admin));
        options.AddPolicy(Policies.Student, policy => policy.RequireRole(Roles.Student, Roles.Admin));
        options.AddPolicy(Policies.Metrics, policy => policy.RequireAssertion(context => context.User.IsInRole(Roles.Admin)
            || (context.Resource is HttpContext http && Loopback.IsCaller(http))));
    }
}
