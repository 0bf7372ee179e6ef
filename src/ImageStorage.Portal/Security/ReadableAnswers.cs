using System.Security.Claims;
using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>
/// The one place that decides who reads what a teacher expects: those who own the assignment read all of it, a student that of the questions
/// which this student has answered, and nobody else anything.
/// </summary>
internal static class ReadableAnswers
{
    private static readonly HashSet<string> None = [];

    /// <summary>The questions, by id, whose answers are the caller's to read whatever was submitted.</summary>
    public static IReadOnlySet<string> Of(Assignment assignment, ClaimsPrincipal caller) => caller.Owns(assignment)
        ? assignment.QuestionAnswers.Select(question => question.Id).ToHashSet(StringComparer.Ordinal)
        : None;

    /// <summary>The questions, by id, whose answers the caller may read.</summary>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    public static async Task<IReadOnlySet<string>> ReadableAsync(
        this IImageStorage storage, Assignment assignment, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (caller.Owns(assignment) || !caller.IsInRole(Roles.Student))
            return Of(assignment, caller);

        var answered = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var answer in storage.Completions.ListAsync(assignment.AssignmentId, caller.Id(), cancellationToken))
            answered.Add(answer.QuestionId);
        return answered;
    }
}
