namespace ImageStorage.Records.Mapping;

/// <summary>
/// Converts between <see cref="StudentAnswer"/> and the fields that every store keeps, with the same value types as
/// <see cref="AssignmentMapper"/>.
/// </summary>
internal static class AnswerMapper
{
    /// <summary>The submission of answers that were brought back: their own is not known any more, and no other has this id.</summary>
    public const string Restored = "restored";

    /// <summary>The answers of a submission as they are stored when there were none before.</summary>
    public static IReadOnlyList<StudentAnswer> FirstAnswers(AnswerSubmission submission) =>
    [
        .. submission.Answers.Select(answer => new StudentAnswer
        {
            AssignmentId = submission.AssignmentId,
            StudentId = submission.StudentId,
            QuestionId = answer.QuestionId,
            Answer = answer.Answer,
            Score = answer.Score,
            AnsweredAt = submission.AnsweredAt,
            BestAnswer = answer.Answer,
            BestScore = answer.Score,
            Attempts = 1,
        }),
    ];

    public static IReadOnlyList<KeyValuePair<string, object?>> ToFields(StudentAnswer answer, string submissionId) =>
    [
        new(AnswerFields.AssignmentId, answer.AssignmentId),
        new(AnswerFields.StudentId, answer.StudentId),
        new(AnswerFields.QuestionId, answer.QuestionId),
        .. LatestFields(answer, submissionId),
        .. BestFields(answer),
        new(AnswerFields.Attempts, (long)answer.Attempts),
    ];

    /// <summary>The fields that every answer writes.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> LatestFields(StudentAnswer answer, string submissionId) =>
    [
        new(AnswerFields.Answer, answer.Answer),
        new(AnswerFields.Score, (long)answer.Score),
        new(AnswerFields.AnsweredAt, EpochSeconds.From(answer.AnsweredAt)),
        new(AnswerFields.SubmissionId, submissionId),
    ];

    /// <summary>The fields that only the best answer so far writes.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> BestFields(StudentAnswer answer) =>
    [
        new(AnswerFields.BestAnswer, answer.BestAnswer),
        new(AnswerFields.BestScore, (long)answer.BestScore),
    ];

    public static StudentAnswer FromFields(IReadOnlyDictionary<string, object?> fields)
    {
        return new StudentAnswer
        {
            AssignmentId = Text(AnswerFields.AssignmentId),
            StudentId = Text(AnswerFields.StudentId),
            QuestionId = Text(AnswerFields.QuestionId),
            Answer = Text(AnswerFields.Answer),
            Score = Integer(AnswerFields.Score),
            AnsweredAt = EpochSeconds.ToTime(Guarded(AnswerFields.AnsweredAt, FieldValue.Real) ?? 0),
            BestAnswer = Text(AnswerFields.BestAnswer),
            BestScore = Integer(AnswerFields.BestScore),
            Attempts = Integer(AnswerFields.Attempts),
        };

        string Text(string name) => FieldValue.Text(fields.GetValueOrDefault(name)) ?? "";

        int Integer(string name) => (int)Math.Clamp(Guarded(name, FieldValue.Integer) ?? 0, int.MinValue, int.MaxValue);

        T Guarded<T>(string name, Func<object?, T> read)
        {
            try
            {
                return read(fields.GetValueOrDefault(name));
            }
            catch (FormatException exception)
            {
                throw new ImageStorageException(
                    ImageStorageError.StorageUnavailable,
                    $"The answer of student '{Text(AnswerFields.StudentId)}' to question '{Text(AnswerFields.QuestionId)}' of assignment "
                    + $"'{Text(AnswerFields.AssignmentId)}' has an invalid value in {name}. Correct that field in the store, or delete the answer "
                    + "there.",
                    exception);
            }
        }
    }
}
