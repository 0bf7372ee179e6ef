using System.Management.Automation;
using System.Net;
using System.Text.Json;
using ImageStorage.Testing;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Removals and their undoing in a session, embedded and in a bucket without versions.</summary>
public sealed class RestoreAssignmentImageTests(MotoServer moto) : IDisposable
{
    private readonly ModuleSession _session = new();

    [Theory]
    [InlineData("Remove-S3Image quiz-1 -Confirm:$false")]
    [InlineData("Remove-Assignment quiz-1 -Confirm:$false")]
    public async Task Restore_AssignmentImage_in_a_bucket_gives_back_record_and_picture(string remove)
    {
        var endpoint = await moto.RequireAsync();
        var bucket = $"test-{Guid.NewGuid():N}";
        using var http = new HttpClient();
        using var created = await http.PutAsync(new Uri(endpoint, bucket), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        _session.Configure(new
        {
            bucket,
            endpoint = endpoint.AbsoluteUri,
            domain = "d111.cloudfront.net",
            records = new { sqlite = true },
            model = "offline",
            home = _session.Home,
        });

        RemoveAndRestore(remove);
    }

    [Theory]
    [InlineData("Remove-S3Image quiz-1 -Confirm:$false")]
    [InlineData("Remove-S3Image -Key generated_images/quiz-1.webp -Confirm:$false")]
    [InlineData("Remove-Assignment quiz-1 -Confirm:$false")]
    public void Restore_AssignmentImage_gives_back_record_and_picture(string remove) => RemoveAndRestore(remove);

    [Fact]
    public void Restore_AssignmentImage_takes_what_a_repair_deleted_and_answers_with_the_picture()
    {
        _session.Invoke("New-Assignment flower -AssignmentId other -NoImage; New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();
        Forget("quiz-1");

        var stored = _session.Invoke(
            "Repair-AssignmentImage -RemoveOrphan -GracePeriod 0 -Confirm:$false | Restore-AssignmentImage").One<StoredObject>();

        Assert.Equal(("quiz-1", "generated_images/quiz-1.webp"), (stored.AssignmentId, stored.Key));
        Assert.False(_session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>().IsPlaceholder);
    }

    [Fact]
    public void Repair_AssignmentImage_says_until_when_and_how_a_deleted_image_can_be_brought_back()
    {
        _session.Invoke("New-Assignment flower -AssignmentId other -NoImage; New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();
        Forget("quiz-1");

        var finding = _session.Invoke("Repair-AssignmentImage -RemoveOrphan -GracePeriod 0 -Confirm:$false").One<RepairFinding>();

        Assert.Matches(@" Restore-AssignmentImage quiz-1 brings it back until [0-9-]{10}\.$", finding.Detail);
    }

    [Theory]
    [InlineData("Remove-S3Image")]
    [InlineData("Remove-Assignment")]
    public void A_removal_says_until_when_and_how_it_is_undone(string cmdlet)
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();

        var verbose = _session.Invoke($"{cmdlet} quiz-1 -Confirm:$false -Verbose 4>&1").AssertNoErrors().All<VerboseRecord>();

        Assert.Matches(
            @"^'quiz-1' is in the trash\. Restore-AssignmentImage quiz-1 brings it back until [0-9-]{10} [0-9:]{5} UTC\.$", verbose[^1].Message);
    }

    [Fact]
    public void Restore_AssignmentImage_WhatIf_changes_nothing()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1; Remove-Assignment quiz-1 -Confirm:$false").AssertNoErrors();

        Assert.Empty(_session.Invoke("'quiz-1' | Restore-AssignmentImage -WhatIf").AssertNoErrors().Output);

        Assert.Empty(_session.Invoke("Get-Assignment").AssertNoErrors().Output);
        _session.Invoke("'quiz-1' | Restore-AssignmentImage").One<Assignment>();
    }

    [Fact]
    public void Restore_AssignmentImage_of_nothing_is_one_error_and_the_rest_goes_on()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1; Remove-Assignment quiz-1 -Confirm:$false").AssertNoErrors();

        var restored = _session.Invoke("'no-such', 'quiz-1' | Restore-AssignmentImage");

        restored.AssertError(ImageStorageError.ImageNotFound);
        Assert.Equal("quiz-1", Assert.Single(restored.All<Assignment>()).AssignmentId);
        _session.Invoke("Restore-AssignmentImage '../x'").AssertError(ImageStorageError.InvalidAssignmentId);
    }

    [Fact]
    public void Restore_AssignmentImage_beside_the_records_of_another_store_is_refused_and_changes_nothing()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1; New-AssignmentImage fox -AssignmentId quiz-2").AssertNoErrors();
        _session.Invoke("Remove-Assignment quiz-1 -Confirm:$false").AssertNoErrors();
        var other = Directory.CreateDirectory(Path.Combine(_session.Folder, "other")).FullName;
        Directory.Move(Path.Combine(_session.Home, "objects"), Path.Combine(other, "objects"));
        _session.Configure(new { home = other });
        var before = Files(other);

        _session.Invoke("Restore-AssignmentImage quiz-1").AssertError(ImageStorageError.StoreMismatch);

        Assert.Equal(before, Files(other));
        Assert.Empty(_session.Invoke("Get-Assignment").AssertNoErrors().Output);
    }

    public void Dispose() => _session.Dispose();

    private void RemoveAndRestore(string remove)
    {
        const string Answer = "Complete-Assignment quiz-1 -StudentId s-1 -Answer @{ 1 = 'The petals' }";
        File.WriteAllText(Path.Combine(_session.Folder, "questions.json"), """[{ "Id": "1", "Question": "What is red?", "Answer": "The petals" }]""");
        _session.Invoke("New-Assignment 'A red kite' -AssignmentId quiz-1 -QuestionPath questions.json").AssertNoErrors();
        _session.Invoke(Answer).AssertNoErrors();
        var before = Look();

        _session.Invoke(remove).AssertNoErrors();
        Assert.True(_session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>().IsPlaceholder);
        var record = _session.Invoke("[pscustomobject]@{ AssignmentId = 'quiz-1' } | Restore-AssignmentImage").One<Assignment>();

        Assert.Equal(S3UploadStatus.Success, record.S3UploadStatus);
        Assert.Equal(before, Look());
        _session.Invoke("Restore-AssignmentImage quiz-1").AssertError(ImageStorageError.ImageNotFound);
    }

    private string[] Look()
    {
        // Each change of a record counts.
        var record = _session.Invoke("Get-Assignment quiz-1").One<Assignment>() with { Revision = 0 };
        var answer = _session.Invoke("Get-Assignment quiz-1 -StudentAnswer").One<StudentAnswer>();
        var image = _session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>();
        return
        [
            JsonSerializer.Serialize(record), JsonSerializer.Serialize(answer), $"{image.Sha256} {image.ContentType} {image.IsPlaceholder}",
            Convert.ToHexString(File.ReadAllBytes(image.Path)),
        ];
    }

    /// <summary>Loses the record behind the module's back, as a crash does.</summary>
    private void Forget(string id)
    {
        _session.Invoke("Remove-Assignment $args[0] -Confirm:$false", id).AssertNoErrors();
        var objects = Path.Combine(_session.Home, "objects");
        foreach (var (from, to) in new[]
        {
            (Path.Combine(objects, "trash", "generated_images", $"{id}.webp"), Path.Combine(objects, "generated_images", $"{id}.webp")),
            (Path.Combine(objects, "trash", "generated_images", $"{id}.webp.json"),
                Path.Combine(objects, ".metadata", "generated_images", $"{id}.webp.json")),
        })
            File.Move(from, to);
        File.Delete(Path.Combine(objects, "trash", "records", $"{id}.json"));
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "objects"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
