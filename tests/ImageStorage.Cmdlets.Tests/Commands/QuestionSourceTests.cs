namespace ImageStorage.Cmdlets.Commands;

public sealed class QuestionSourceTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Theory]
    [InlineData("-NoImage")]
    [InlineData("")]
    public void New_Assignment_QuestionPath_records_the_questions_of_the_file(string image)
    {
        File.WriteAllText(Path.Combine(_session.Folder, "q.csv"), "Question,Answer\nHalf of 8?,4\n");

        var assignment = _session.Invoke($"New-Assignment x {image} -QuestionPath q.csv").One<Assignment>();

        Assert.Equal([new("1", "Half of 8?", "4")], assignment.QuestionAnswers);
    }

    [Fact]
    public void New_Assignment_QuestionPath_in_bulk_makes_a_bad_file_one_error()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "q.csv"), "Question,Answer\nHalf of 8?,4\n");
        const string Rows = "@{ N = 1; Q = 'q.csv' }, @{ N = 2; Q = 'missing.json' }, @{ N = 3; Q = '' }";

        var invocation = _session.Invoke(
            Rows + " | ForEach-Object { [pscustomobject]@{ Prompt = 'x'; AssignmentId = \"quiz-$($_.N)\"; QuestionPath = $_.Q } } | New-Assignment -NoImage");

        Assert.Equal([("quiz-1", 1), ("quiz-3", 0)], invocation.All<Assignment>().Select(assignment => (assignment.AssignmentId, assignment.QuestionAnswers.Count)));
        Assert.Equal("quiz-2", invocation.AssertError(ImageStorageError.ConfigurationInvalid).TargetObject);
    }

    [Theory]
    [InlineData("-GenerateQuestion -QuestionPath q.csv", "more than one way")]
    [InlineData("-GenerateQuestion -QuestionAnswer @{ Question = 'q'; Answer = 'a' }", "more than one way")]
    [InlineData("-QuestionPath q.csv -QuestionAnswer @{ Question = 'q'; Answer = 'a' }", "more than one way")]
    [InlineData("-QuestionModelId us.amazon.nova-micro-v1:0", "-GenerateQuestion")]
    [InlineData("-GenerateQuestion", "-QuestionModelId")]
    public void New_Assignment_with_questions_that_cannot_be_had_makes_nothing(string questions, string expected)
    {
        var error = _session.Invoke($"New-Assignment -NoImage x {questions}").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_session.Invoke("Get-Assignment").AssertNoErrors().Output);
    }

    [Fact]
    public void New_AssignmentImage_ReuseExisting_copies_the_picture_of_another_assignment()
    {
        var first = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>();

        var copy = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-2 -ReuseExisting").One<AssignmentImage>();
        var again = _session.Invoke("New-Assignment kite -AssignmentId quiz-3 -ReuseExisting").One<Assignment>();
        var fresh = _session.Invoke("New-AssignmentImage whale -AssignmentId quiz-4 -ReuseExisting").One<AssignmentImage>();

        Assert.Equal((false, true, false), (first.Reused, copy.Reused, fresh.Reused));
        Assert.Equal((first.Sha256, first.Sha256), (copy.Sha256, again.ImageMetadata!.Sha256));
        Assert.Equal("generated_images/quiz-2.webp", copy.Key);
    }

    public void Dispose() => _session.Dispose();
}
