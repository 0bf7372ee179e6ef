namespace ImageStorage.Infrastructure.Checks;

/// <summary>
/// One question about the infrastructure. Asking it throws for what cannot be found out, and <see cref="CheckRun"/> answers that as unknown.
/// </summary>
/// <param name="Name">Its name, a public contract.</param>
/// <param name="Area">What it is about.</param>
/// <param name="AskAsync">Asks.</param>
internal sealed record Check(string Name, CheckArea Area, Func<CancellationToken, Task<Finding>> AskAsync)
{
    /// <summary>A check that does not apply.</summary>
    public static Check Skipped(string name, CheckArea area, string reason, string? remedy = null) =>
        new(name, area, _ => Task.FromResult(Finding.Skipped(reason, remedy)));

    /// <summary>
    /// A check of a part that has no name here. It is unknown where the part is called for, by a stack's outputs or by a caller who asks for
    /// its area, and does not apply where nothing says that there is such a part.
    /// </summary>
    public static Check NotNamed(
        InfrastructureRequest request, string name, CheckArea area, string reason, string? remedy = null, bool isCalledFor = false) =>
        new(name, area, _ => Task.FromResult(
            isCalledFor || request.Expectations.IsWholeStack || request.Areas.Contains(area)
                ? Finding.Unknown(reason, remedy)
                : Finding.Skipped(reason, remedy)));
}
