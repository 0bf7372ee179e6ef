using System.Security.Cryptography;
using NetVips;

namespace ImageStorage.Cmdlets.Commands;

public sealed class NewAssignmentImageTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void New_AssignmentImage_from_a_prompt_generates_optimises_stores_and_records()
    {
        var image = _session.Invoke("New-AssignmentImage -Prompt 'A red kite' -AssignmentId quiz-1 -TeacherId t-1").One<AssignmentImage>();

        Assert.Equal(S3UploadStatus.Success, image.Status);
        Assert.Equal("generated_images/quiz-1.webp", image.Key);
        Assert.Equal("1024x1024", image.Dimensions);
        Assert.True(image.OptimizedSizeBytes <= image.OriginalSizeBytes * 0.7);
        Assert.Equal(1, image.Attempts);
        Assert.Equal(32, image.CorrelationId.Length);
        var record = _session.Invoke("Get-Assignment quiz-1").One<Assignment>();
        Assert.Equal(("A red kite", "t-1", "generated_images/quiz-1.webp"), (record.Prompt, record.TeacherId, record.S3ImageKey));
        Assert.Equal(image.Assignment.ImageMetadata, record.ImageMetadata);
    }

    [Fact]
    public void New_AssignmentImage_stores_what_its_record_and_URL_tell()
    {
        var image = _session.Invoke("New-AssignmentImage -Prompt 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();

        var stored = File.ReadAllBytes(image.Url!.LocalPath);
        Assert.Equal(image.Sha256, Convert.ToHexStringLower(SHA256.HashData(stored)));
        Assert.Equal($"?v={image.Sha256![..12]}", image.Url.Query);
        using var picture = Image.NewFromBuffer(stored);
        Assert.Contains("trainedAlgorithmicMedia", System.Text.Encoding.UTF8.GetString((byte[])picture.Get("xmp-data")), StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_again_returns_the_picture_and_makes_nothing()
    {
        var first = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();
        var again = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();

        Assert.True(again.Reused);
        Assert.Equal(first.Assignment.Revision, again.Assignment.Revision);
        Assert.Equal(first.Url, again.Url);
    }

    [Fact]
    public void New_AssignmentImage_with_another_prompt_needs_Force()
    {
        var first = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();

        _session.Invoke("New-AssignmentImage 'A blue whale' -AssignmentId quiz-1").AssertError(ImageStorageError.ImageAlreadyExists);
        Assert.Equal(first.Assignment.Revision, _session.Invoke("Get-Assignment quiz-1").One<Assignment>().Revision);

        var replaced = _session.Invoke("New-AssignmentImage 'A blue whale' -AssignmentId quiz-1 -Force").One<AssignmentImage>();
        Assert.Equal("A blue whale", replaced.Assignment.Prompt);
        Assert.NotEqual(first.Url, replaced.Url);
    }

    [Fact]
    public void New_AssignmentImage_with_other_bytes_and_no_Force_leaves_the_picture_and_its_record()
    {
        var first = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();
        File.WriteAllBytes(Path.Combine(_session.Folder, "other.png"), TestPictures.Png());

        _session.Invoke("New-AssignmentImage -Path other.png -AssignmentId quiz-1").AssertError(ImageStorageError.ImageAlreadyExists);

        var record = _session.Invoke("Get-Assignment quiz-1").One<Assignment>();
        Assert.Equal(first.Assignment with { Revision = record.Revision }, record with { QuestionAnswers = first.Assignment.QuestionAnswers });
        Assert.Equal(first.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(first.Url!.LocalPath))));
    }

    [Fact]
    public void New_AssignmentImage_with_a_picture_uses_it_and_marks_it_as_no_model_s()
    {
        File.WriteAllBytes(Path.Combine(_session.Folder, "mine.png"), TestPictures.Png(width: 2000, height: 1000));

        var image = _session.Invoke("New-AssignmentImage -Path mine.png -AssignmentId quiz-1 -Prompt 'Mine'").One<AssignmentImage>();

        Assert.Equal("1024x512", image.Dimensions);
        Assert.Null(image.Assignment.ImageMetadata!.Model);
        using var picture = Image.NewFromFile(image.Url!.LocalPath);
        Assert.False(picture.Contains("xmp-data"));
    }

    [Fact]
    public void New_AssignmentImage_for_an_assignment_without_one_uses_its_prompt_and_keeps_its_questions()
    {
        _session.Invoke("New-Assignment -NoImage -AssignmentId quiz-1 -Prompt 'A red kite' -QuestionAnswer @{ Question = 'q'; Answer = 'a' }").AssertNoErrors();

        var image = _session.Invoke("New-AssignmentImage -AssignmentId quiz-1").One<AssignmentImage>();

        Assert.Equal("A red kite", image.Assignment.Prompt);
        Assert.Equal(new QuestionAnswer("1", "q", "a"), Assert.Single(image.Assignment.QuestionAnswers));
    }

    [Fact]
    public void New_AssignmentImage_over_an_object_of_somebody_else_is_refused_again_and_again()
    {
        var foreign = TestPictures.Png();
        _session.Invoke(",$args[0] | Optimize-Image | Send-S3Image -AssignmentId quiz-1", foreign).AssertNoErrors();

        for (var attempt = 0; attempt < 2; attempt++)
            _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").AssertError(ImageStorageError.ImageAlreadyExists);

        _session.Invoke("Get-Assignment quiz-1").AssertError(ImageStorageError.AssignmentNotFound);
    }

    [Fact]
    public void New_AssignmentImage_in_another_format_needs_Force_too()
    {
        _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").AssertNoErrors();
        File.WriteAllBytes(Path.Combine(_session.Folder, "tiny.gif"), Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"));

        var refused = _session.Invoke("New-AssignmentImage -Path tiny.gif -AssignmentId quiz-1");

        refused.AssertError(ImageStorageError.ImageAlreadyExists);
        Assert.Equal(S3UploadStatus.Success, _session.Invoke("Get-Assignment quiz-1").One<Assignment>().S3UploadStatus);
    }

    [Fact]
    public void New_AssignmentImage_of_piped_files_takes_the_picture_and_not_its_path_as_prompt()
    {
        var file = new FileInfo(TestPictures.Write(_session.Folder, 1)[0]);

        var image = _session.Invoke("$args[0] | New-AssignmentImage", file).One<AssignmentImage>();

        Assert.Equal("quiz-000", image.Assignment.Prompt);
        Assert.Equal("64x48", image.Dimensions);
    }

    [Fact]
    public void New_AssignmentImage_of_a_row_without_a_prompt_is_refused() =>
        _session.Invoke("[pscustomobject]@{ AssignmentId = 'quiz-1' } | New-AssignmentImage").AssertError(ImageStorageError.PromptRejected);

    [Theory]
    [InlineData("''")]
    [InlineData("'   '")]
    public void New_AssignmentImage_with_an_empty_prompt_is_refused(string prompt) =>
        _session.Invoke($"New-AssignmentImage -Prompt {prompt} -AssignmentId quiz-1").AssertError(ImageStorageError.PromptRejected);

    [Fact]
    public void New_AssignmentImage_with_a_model_that_is_not_there_says_what_to_do()
    {
        var error = _session.Invoke("New-AssignmentImage -Prompt kite -AssignmentId quiz-1 -ModelId no-such-model").AssertError(ImageStorageError.ModelUnavailable);

        Assert.Contains("stability.stable-image-core-v1:1", error.ToString(), StringComparison.Ordinal);

        Assert.Contains("-Path", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_changes_nothing()
    {
        Assert.Empty(_session.Invoke("New-AssignmentImage 'A red kite' -WhatIf").AssertNoErrors().Output);
        Assert.False(File.Exists(Path.Combine(_session.Home, "assignments.db")));
    }

    [Fact]
    public void New_AssignmentImage_in_bulk_answers_in_the_order_of_its_input()
    {
        var images = _session.Invoke(
            "1..20 | ForEach-Object { [pscustomobject]@{ AssignmentId = \"quiz-$_\"; Prompt = \"Picture $_\"; Seed = $_ } } | New-AssignmentImage -ThrottleLimit 4");

        Assert.Equal(Enumerable.Range(1, 20).Select(number => $"quiz-{number}"), images.AssertNoErrors().All<AssignmentImage>().Select(image => image.AssignmentId));
    }

    [Fact]
    public void New_AssignmentImage_shows_progress() =>
        Assert.Contains(
            _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").Progress,
            progress => progress.Activity == "New-AssignmentImage" && progress.CurrentOperation?.StartsWith("quiz-1: ", StringComparison.Ordinal) == true);

    public void Dispose() => _session.Dispose();
}
