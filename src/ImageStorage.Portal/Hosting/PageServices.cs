using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Hosting;

/// <summary>The pages, and in one place who may open which.</summary>
internal static class PageServices
{
    /// <summary>Adds Razor Pages with their policies; a page that is not named here is for those who signed in.</summary>
    public static void AddPages(this IServiceCollection services) => services.AddRazorPages(options =>
    {
        var pages = options.Conventions;
        pages.AllowAnonymousToPage("/SignIn");
        pages.AllowAnonymousToPage("/Error");
        pages.AuthorizePage("/SignOut", Policies.SignedIn);
        pages.AuthorizePage("/Index", Policies.Show);
        pages.AuthorizePage("/Show", Policies.Show);
        pages.AuthorizePage("/Assignment", Policies.Show);
        pages.AuthorizePage("/Create", Policies.Teacher);
        pages.AuthorizePage("/Complete", Policies.Student);
    });
}
