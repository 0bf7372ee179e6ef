namespace ImageStorage.Portal.Pages;

/// <summary>A stage in the making of a picture, as the progress page shows it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Name">The name to show.</param>
/// <param name="Description">What happens in this stage.</param>
/// <param name="State"><c>todo</c>, <c>current</c>, <c>done</c> or <c>failed</c>.</param>
internal sealed record CreationStep(ImageStage Stage, string Name, string Description, string State);
