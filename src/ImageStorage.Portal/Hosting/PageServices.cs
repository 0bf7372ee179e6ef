using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>The pages, with the policy of each in one place.</summary>
internal static class PageServices
{
    /// <summary>Pages whose forms carry a picture.</summary>
    private static readonly string[] Uploading = ["/Create", "/Progress"];

    /// <summary>Adds Razor Pages with their policies; a page that is not named here is for those who signed in.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddOptions<RazorPagesOptions>().Configure<IOptions<PortalOptions>>((options, portal) =>
        {
            var pages = options.Conventions;
            pages.AllowAnonymousToPage("/SignIn");
            pages.AllowAnonymousToPage("/Error");
            pages.AuthorizePage("/SignOut", Policies.SignedIn);
            pages.AuthorizePage("/Index", Policies.Show);
            pages.AuthorizePage("/Show", Policies.Show);
            pages.AuthorizePage("/Assignment", Policies.Show);
            pages.AuthorizePage("/Create", Policies.Teacher);
            pages.AuthorizePage("/Progress", Policies.Teacher);
            pages.AuthorizePage("/Questions", Policies.Teacher);
            pages.AuthorizePage("/Complete", Policies.Student);
            // It is the answer to any failed request, with or without an antiforgery token.
            pages.AddPageApplicationModelConvention("/Error", page => page.Filters.Add(new IgnoreAntiforgeryTokenAttribute()));
            foreach (var page in Uploading)
                pages.AddPageApplicationModelConvention(page, model => model.EndpointMetadata.Add(new UploadSizeLimit(portal.Value.MaxUploadBytes)));
        });
    }
}
