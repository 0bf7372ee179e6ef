using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>Offers the roles in embedded mode; redirects to the OpenID Connect provider otherwise.</summary>
internal sealed class SignInModel(IOptions<PortalOptions> options) : PortalPage
{
    private const int MaxNameLength = 256;

    /// <summary>The user's name, used as the teacher or student id in the records.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>One of <see cref="Roles.All"/>.</summary>
    [BindProperty]
    public string? Role { get; set; }

    /// <summary>Where to go after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>What each role may do, in a sentence.</summary>
    internal static IReadOnlyList<(string Role, string Title, string Description)> Choices { get; } =
    [
        (Roles.Teacher, "Teacher", "Creates assignments and their pictures."),
        (Roles.Student, "Student", "Answers assignments and sees the scores."),
        (Roles.Admin, "Admin", "Can do everything."),
    ];

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public IActionResult OnGet() => options.Value.HasProvider
        ? Challenge(new AuthenticationProperties { RedirectUri = Target }, Schemes.OpenIdConnect)
        : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (options.Value.HasProvider)
            return StatusCode(StatusCodes.Status403Forbidden);

        Name = Name?.Trim();
        if (string.IsNullOrEmpty(Name) || Name.Length > MaxNameLength)
            ModelState.AddModelError(nameof(Name), $"Enter a name of 1 to {MaxNameLength} characters.");
        if (Role is null || !Roles.All.Contains(Role))
            ModelState.AddModelError(nameof(Role), "Choose a role.");
        if (!ModelState.IsValid)
            return Fail(new Notice("You are not signed in yet. Correct the marked fields."), StatusCodes.Status400BadRequest);

        await EmbeddedSignIn.SignInAsync(HttpContext, Role!, Name!);
        return LocalRedirect(Target);
    }
}
