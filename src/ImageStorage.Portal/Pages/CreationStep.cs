namespace ImageStorage.Portal.Pages;

/// <summary>A station on a picture's way.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">What happens there.</param>
/// <param name="State"><c>todo</c>, <c>current</c>, <c>done</c> or <c>failed</c>.</param>
internal sealed record CreationStep(ImageStage Stage, string Name, string Description, string State);
