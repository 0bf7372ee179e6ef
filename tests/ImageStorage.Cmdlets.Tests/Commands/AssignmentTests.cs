namespace ImageStorage.Cmdlets.Commands;

public sealed class AssignmentTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void New_Assignment_NoImage_records_the_sentinel()
    {
        var assignment = _session.Invoke("New-Assignment -NoImage -Prompt 'Fractions' -AssignmentId quiz-1 -TeacherId 'معلّم 😀'").One<Assignment>();

        var record = _session.Invoke("Get-Assignment quiz-1").One<Assignment>();
        Assert.Equal(("no_image", S3UploadStatus.NoImage, null, 0), (record.S3ImageKey, record.S3UploadStatus, record.CloudFrontUrl, record.S3UploadAttempts));
        Assert.Equal(("معلّم 😀", assignment.CreatedAt), (record.TeacherId, record.CreatedAt));
    }

    [Fact]
    public void New_Assignment_makes_the_record_and_its_image()
    {
        var assignment = _session.Invoke(
            "New-Assignment -Prompt 'Fractions' -QuestionAnswer @{ Id = 7; Question = 'Half of 8?'; Answer = '4' }, @{ Question = 'q'; Answer = 'a' }").One<Assignment>();

        Assert.Equal(S3UploadStatus.Success, assignment.S3UploadStatus);
        Assert.Equal([new("7", "Half of 8?", "4"), new("2", "q", "a")], assignment.QuestionAnswers);
    }

    [Theory]
    [InlineData("-NoImage")]
    [InlineData("")]
    public void New_Assignment_with_an_id_that_is_there_is_refused(string image)
    {
        _session.Invoke("New-Assignment -NoImage -Prompt 'Fractions' -AssignmentId quiz-1").AssertNoErrors();

        var error = _session.Invoke($"New-Assignment {image} -Prompt 'Decimals' -AssignmentId quiz-1").AssertError(ImageStorageError.AssignmentAlreadyExists);

        Assert.Equal("quiz-1", error.TargetObject);
        Assert.Equal("Fractions", _session.Invoke("Get-Assignment quiz-1").One<Assignment>().Prompt);
    }

    [Fact]
    public void New_Assignment_with_a_question_without_an_answer_says_which()
    {
        var error = Assert.Single(_session.Invoke("New-Assignment -NoImage x -QuestionAnswer @{ Question = 'q'; Answer = 'a' }, @{ Question = 'q' }").Errors);

        Assert.Contains("Question 2 has no Answer", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_Assignment_lists_newest_first_by_teacher_and_paged()
    {
        _session.Invoke("1..25 | ForEach-Object { New-Assignment -NoImage \"Quiz $_\" -AssignmentId \"quiz-$_\" -TeacherId \"t-$($_ % 2)\" }").AssertNoErrors();

        Assert.Equal(25, _session.Invoke("Get-Assignment").All<Assignment>().Count);
        Assert.Equal(
            ["quiz-21", "quiz-19", "quiz-17"],
            _session.Invoke("Get-Assignment -TeacherId t-1 -Skip 2 -First 3").All<Assignment>().Select(assignment => assignment.AssignmentId));
    }

    [Fact]
    public void Get_Assignment_that_is_not_there_is_one_error_among_the_others()
    {
        _session.Invoke("New-Assignment -NoImage x -AssignmentId quiz-1; New-Assignment -NoImage x -AssignmentId quiz-3").AssertNoErrors();

        var invocation = _session.Invoke("'quiz-1', 'quiz-2', 'quiz-3' | Get-Assignment");

        Assert.Equal(["quiz-1", "quiz-3"], invocation.All<Assignment>().Select(assignment => assignment.AssignmentId));
        Assert.Equal("quiz-2", invocation.AssertError(ImageStorageError.AssignmentNotFound).TargetObject);
    }

    [Fact]
    public void Remove_Assignment_removes_the_record_and_its_image()
    {
        var path = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>().Url!.LocalPath;

        _session.Invoke("Get-Assignment quiz-1 | Remove-Assignment -Confirm:$false").AssertNoErrors();

        Assert.False(File.Exists(path));
        _session.Invoke("Get-Assignment quiz-1").AssertError(ImageStorageError.AssignmentNotFound);
    }

    [Fact]
    public void Remove_Assignment_WhatIf_removes_nothing()
    {
        _session.Invoke("New-Assignment -NoImage x -AssignmentId quiz-1; Remove-Assignment quiz-1 -WhatIf").AssertNoErrors();

        _session.Invoke("Get-Assignment quiz-1").AssertNoErrors();
    }

    [Fact]
    public void Show_Assignment_PassThru_writes_a_page_in_which_all_text_is_escaped()
    {
        _session.Invoke("New-AssignmentImage '<script>alert(1)</script>' -AssignmentId quiz-1 -TeacherId '\"><img src=x>'").AssertNoErrors();

        var page = File.ReadAllText(_session.Invoke("Show-Assignment quiz-1 -PassThru").One<string>());

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/webp;base64,", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_Assignment_whose_picture_is_gone_shows_the_placeholder()
    {
        var image = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>();
        File.Delete(image.Url!.LocalPath);

        var page = File.ReadAllText(_session.Invoke("Show-Assignment quiz-1 -PassThru").One<string>());

        Assert.Contains("Image unavailable", page, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();
}
