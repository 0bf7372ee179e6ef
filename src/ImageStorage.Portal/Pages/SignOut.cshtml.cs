using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>Ends the session here, and at the provider where there is one. A link alone never does, for any page may have one.</summary>
internal sealed class SignOutModel(IOptions<PortalOptions> options) : PageModel
{
    public SignOutResult OnPost()
    {
        var afterwards = new AuthenticationProperties { RedirectUri = "/" };
        return options.Value.HasProvider ? SignOut(afterwards, Schemes.Cookie, Schemes.OpenIdConnect) : SignOut(afterwards, Schemes.Cookie);
    }
}
