namespace ImageStorage.Infrastructure.Checks;

/// <summary>One question about the infrastructure. Asking it throws for what cannot be found out; <see cref="CheckRun"/> tells that as skipped.</summary>
/// <param name="Name">Its name, a public contract.</param>
/// <param name="Area">What it is about.</param>
/// <param name="AskAsync">Asks.</param>
internal sealed record Check(string Name, CheckArea Area, Func<CancellationToken, Task<Finding>> AskAsync)
{
    /// <summary>A check that lacks what it needs to know.</summary>
    public static Check Skipped(string name, CheckArea area, string reason, string? remedy = null) =>
        new(name, area, _ => Task.FromResult(Finding.Skipped(reason, remedy)));
}
