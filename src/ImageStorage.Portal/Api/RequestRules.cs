using System.Globalization;
using ImageStorage.Portal.Api.Contracts;

namespace ImageStorage.Portal.Api;

/// <summary>What is wrong with a request, by field; an empty dictionary when nothing is.</summary>
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
        var mistakes = CheckQuestions(request.QuestionAnswers ?? []);
        if (string.IsNullOrWhiteSpace(request.Prompt) || request.Prompt.Length > MaxPromptLength)
            mistakes["prompt"] = [$"Say in 1 to {MaxPromptLength} characters what the assignment is about."];
        if (request is { GenerateQuestions: true, QuestionAnswers.Count: > 0 })
            mistakes["generateQuestions"] = ["Send questions, or have them generated, not both."];
        if (request.NoImage && (request.Seed is not null || request.ModelId is not null))
            mistakes["noImage"] = ["An assignment without a picture has no seed and no model."];
        AddSeed(mistakes, request.Seed);
        return mistakes;
    }

    public static Dictionary<string, string[]> Check(NewImageContract request)
    {
        var mistakes = new Dictionary<string, string[]>();
        if (request.Prompt is { } prompt && (string.IsNullOrWhiteSpace(prompt) || prompt.Length > MaxPromptLength))
            mistakes["prompt"] = [$"Say in 1 to {MaxPromptLength} characters what the picture should show, or leave it out."];
        AddSeed(mistakes, request.Seed);
        return mistakes;
    }

    public static Dictionary<string, string[]> CheckQuestions(IReadOnlyList<QuestionContract> questions)
    {
        var mistakes = new Dictionary<string, string[]>();
        // What a list holds is not held to be there when it is read.
        if (questions.Any(question => question is null))
            return new Dictionary<string, string[]> { ["questionAnswers"] = ["A question is null. Leave it out."] };
        if (questions.Count > MaxQuestions)
            mistakes["questionAnswers"] = [$"An assignment has at most {MaxQuestions} questions."];
        if (questions.Where(question => question.Id is not null).GroupBy(question => question.Id).Any(same => same.Count() > 1))
            mistakes["questionAnswers.id"] = ["Two questions have the same id."];
        foreach (var (index, question) in questions.Index().Take(MaxQuestions))
        {
            if (string.IsNullOrWhiteSpace(question.Question) || question.Question.Length > MaxTextLength)
                mistakes[$"questionAnswers[{index}].question"] = [$"A question has 1 to {MaxTextLength} characters."];
            if (string.IsNullOrWhiteSpace(question.Answer) || question.Answer.Length > MaxTextLength)
                mistakes[$"questionAnswers[{index}].answer"] = [$"An answer has 1 to {MaxTextLength} characters."];
            if (question.Id is { Length: 0 or > AssignmentId.MaxLength })
                mistakes[$"questionAnswers[{index}].id"] = [$"A question's id has 1 to {AssignmentId.MaxLength} characters."];
        }

        return mistakes;
    }

    public static Dictionary<string, string[]> Check(AnswersContract request)
    {
        var mistakes = new Dictionary<string, string[]>();
        if (request.Answers.Count is 0 or > MaxQuestions)
            mistakes["answers"] = [$"Send 1 to {MaxQuestions} answers by their questions' ids."];
        if (request.Answers.Values.Any(answer => answer is null || answer.Length > MaxTextLength))
            mistakes["answers"] = [$"An answer is a text of at most {MaxTextLength} characters."];
        return mistakes;
    }

    public static Dictionary<string, string[]> CheckList(string? text, string? teacher, int? pageSize)
    {
        var mistakes = new Dictionary<string, string[]>();
        if (pageSize is < 1 or > MaxPageSize)
            mistakes["pageSize"] = [$"A page has 1 to {MaxPageSize} assignments."];
        if (text?.Length > MaxSearchLength)
            mistakes["text"] = [$"Search for at most {MaxSearchLength} characters."];
        if (teacher?.Length > MaxSearchLength)
            mistakes["teacher"] = [$"A teacher's id has at most {MaxSearchLength} characters."];
        return mistakes;
    }

    /// <summary>
    /// Questions for the record. One without an id keeps that of the known question with its text; a new one gets the lowest number that is no
    /// known question's: students have answered those, and what they read by it is not the new one's answer.
    /// </summary>
    public static IReadOnlyList<QuestionAnswer> ToRecord(IReadOnlyList<QuestionContract> questions, IReadOnlyList<QuestionAnswer> known)
    {
        var named = questions.Select(question => question.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var same = known.Where(question => !named.Contains(question.Id)).ToList();
        var taken = new HashSet<string>([.. named, .. known.Select(question => question.Id)], StringComparer.Ordinal);
        var next = 0;
        return [.. questions.Select(question => new QuestionAnswer(question.Id ?? IdOf(question.Question), question.Question, question.Answer!))];

        string IdOf(string text)
        {
            if (same.Find(question => question.Question == text) is { } kept && same.Remove(kept))
                return kept.Id;

            string id;
            do
                id = (++next).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(id));
            return id;
        }
    }

    private static void AddSeed(Dictionary<string, string[]> mistakes, long? seed)
    {
        if (seed is < 0 or > MaxSeed)
            mistakes["seed"] = [$"A seed is 0 to {MaxSeed}."];
    }
}
