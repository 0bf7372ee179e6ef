using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>Ends the session here and at the provider, if there is one. Only a POST signs out, so that a link on another site cannot.</summary>
internal sealed class SignOutModel(IOptions<PortalOptions> options) : PageModel
{
    public SignOutResult OnPost()
    {
        var afterwards = new AuthenticationProperties { RedirectUri = "/" };
        return options.Value.HasProvider ? SignOut(afterwards, Schemes.Cookie, Schemes.OpenIdConnect) : SignOut(afterwards, Schemes.Cookie);
    }
}
