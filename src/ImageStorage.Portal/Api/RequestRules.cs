using System.Globalization;
using ImageStorage.Portal.Api.Contracts;

namespace ImageStorage.Portal.Api;

/// <summary>Validates requests: the errors by field, an empty dictionary when there are none.</summary>
internal static class RequestRules
{
    public const int MaxPromptLength = 4000;
    public const int MaxQuestions = 100;
    public const int MaxTextLength = 4000;
    public const int MaxPageSize = 200;
    public const int MaxSearchLength = 256;

    private const long MaxSeed = 4_294_967_294;

    public static Dictionary<string, string[]> Check(NewAssignmentContract request)
    {
        var errors = CheckQuestions(request.QuestionAnswers ?? []);
        if (string.IsNullOrWhiteSpace(request.Prompt) || request.Prompt.Length > MaxPromptLength)
            errors["prompt"] = [$"Describe the assignment in 1 to {MaxPromptLength} characters."];
        if (request is { GenerateQuestions: true, QuestionAnswers.Count: > 0 })
            errors["generateQuestions"] = ["Send questions or have them generated, not both."];
        if (request.NoImage && (request.Seed is not null || request.ModelId is not null))
            errors["noImage"] = ["An assignment without a picture has no seed and no model."];
        AddSeed(errors, request.Seed);
        return errors;
    }

    public static Dictionary<string, string[]> Check(NewImageContract request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Prompt is { } prompt && (string.IsNullOrWhiteSpace(prompt) || prompt.Length > MaxPromptLength))
            errors["prompt"] = [$"Describe the picture in 1 to {MaxPromptLength} characters, or leave the prompt out."];
        AddSeed(errors, request.Seed);
        return errors;
    }

    public static Dictionary<string, string[]> CheckQuestions(IReadOnlyList<QuestionContract> questions)
    {
        var errors = new Dictionary<string, string[]>();
        // The JSON reader does not check list items for null.
        if (questions.Any(question => question is null))
            return new Dictionary<string, string[]> { ["questionAnswers"] = ["A question is null. Leave it out."] };
        if (questions.Count > MaxQuestions)
            errors["questionAnswers"] = [$"An assignment has at most {MaxQuestions} questions."];
        if (questions.Where(question => question.Id is not null).GroupBy(question => question.Id).Any(group => group.Count() > 1))
            errors["questionAnswers.id"] = ["Two questions have the same id. Give each its own, or leave the id out."];
        foreach (var (index, question) in questions.Index().Take(MaxQuestions))
        {
            if (string.IsNullOrWhiteSpace(question.Question) || question.Question.Length > MaxTextLength)
                errors[$"questionAnswers[{index}].question"] = [$"A question has 1 to {MaxTextLength} characters."];
            if (string.IsNullOrWhiteSpace(question.Answer) || question.Answer.Length > MaxTextLength)
                errors[$"questionAnswers[{index}].answer"] = [$"An answer has 1 to {MaxTextLength} characters."];
            if (question.Id is { Length: 0 or > AssignmentId.MaxLength })
                errors[$"questionAnswers[{index}].id"] = [$"A question's id has 1 to {AssignmentId.MaxLength} characters."];
        }

        return errors;
    }

    public static Dictionary<string, string[]> Check(AnswersContract request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Answers.Count is 0 or > MaxQuestions)
            errors["answers"] = [$"Send 1 to {MaxQuestions} answers, each under its question's id."];
        if (request.Answers.Values.Any(answer => answer is null || answer.Length > MaxTextLength))
            errors["answers"] = [$"An answer is a text of at most {MaxTextLength} characters."];
        return errors;
    }

    public static Dictionary<string, string[]> CheckList(string? text, string? teacher, int? pageSize)
    {
        var errors = new Dictionary<string, string[]>();
        if (pageSize is < 1 or > MaxPageSize)
            errors["pageSize"] = [$"A page has 1 to {MaxPageSize} assignments."];
        if (text?.Length > MaxSearchLength)
            errors["text"] = [$"Search for at most {MaxSearchLength} characters."];
        if (teacher?.Length > MaxSearchLength)
            errors["teacher"] = [$"A teacher's id has at most {MaxSearchLength} characters."];
        return errors;
    }

    /// <summary>
    /// Questions for the record. One without an id keeps the id of the existing question with the same text, or gets the lowest unused number.
    /// No existing id goes to another question, because students' answers refer to it.
    /// </summary>
    public static IReadOnlyList<QuestionAnswer> ToRecord(IReadOnlyList<QuestionContract> questions, IReadOnlyList<QuestionAnswer> existing)
    {
        var sentIds = questions.Select(question => question.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var reusable = existing.Where(question => !sentIds.Contains(question.Id)).ToList();
        var taken = new HashSet<string>([.. sentIds, .. existing.Select(question => question.Id)], StringComparer.Ordinal);
        var next = 0;
        return [.. questions.Select(question => new QuestionAnswer(question.Id ?? IdOf(question.Question), question.Question, question.Answer!))];

        string IdOf(string text)
        {
            if (reusable.Find(question => question.Question == text) is { } kept && reusable.Remove(kept))
                return kept.Id;

            string id;
            do
                id = (++next).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(id));
            return id;
        }
    }

    private static void AddSeed(Dictionary<string, string[]> errors, long? seed)
    {
        if (seed is < 0 or > MaxSeed)
            errors["seed"] = [$"A seed is 0 to {MaxSeed}."];
    }
}
