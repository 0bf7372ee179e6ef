namespace ImageStorage.Cmdlets.Commands;

/// <summary>Stores that do not belong together, in a session: nothing is written or deleted until a person joins them.</summary>
public sealed class UseImageStorageTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Theory]
    [InlineData("New-AssignmentImage kite -AssignmentId quiz-9")]
    [InlineData("New-AssignmentImage kite -AssignmentId quiz-1 -Force")]
    [InlineData("New-Assignment flower -AssignmentId quiz-9 -NoImage")]
    [InlineData("Send-S3Image quiz-2.png -AssignmentId quiz-9")]
    [InlineData("Remove-S3Image quiz-1 -Confirm:$false")]
    [InlineData("Repair-AssignmentImage -RemoveOrphan -GracePeriod 0 -Confirm:$false")]
    [InlineData("Repair-AssignmentImage -WhatIf")]
    public void A_record_store_that_is_not_the_folders_is_refused_and_nothing_is_lost(string command)
    {
        File.WriteAllBytes(Path.Combine(_session.Folder, "quiz-2.png"), TestPictures.Png());
        var before = LoseRecords();

        var error = _session.Invoke(command).AssertError(ImageStorageError.StoreMismatch);

        Assert.Contains("do not belong together", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, Objects());
        Assert.Empty(_session.Invoke("Get-Assignment").AssertNoErrors().Output);
    }

    [Fact]
    public void Use_ImageStorage_Adopt_joins_them()
    {
        LoseRecords();

        Assert.True(_session.Invoke("Use-ImageStorage -Adopt -Confirm:$false").One<StorePairing>().Fits);

        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-9").AssertNoErrors();
    }

    [Fact]
    public void Use_ImageStorage_Adopt_WhatIf_changes_nothing()
    {
        LoseRecords();

        Assert.False(_session.Invoke("Use-ImageStorage -Adopt -WhatIf").One<StorePairing>().Fits);

        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-9").AssertError(ImageStorageError.StoreMismatch);
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Makes an image, and loses the records as by a setting that is missing.</summary>
    private string[] LoseRecords()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();
        var other = Path.Combine(_session.Folder, "other");
        Directory.CreateDirectory(other);
        Directory.Move(Path.Combine(_session.Home, "objects"), Path.Combine(other, "objects"));
        _session.Configure(new { home = other });
        return Objects();
    }

    private string[] Objects() =>
        [.. Directory.EnumerateFiles(Path.Combine(_session.Folder, "other", "objects", "generated_images")).Order(StringComparer.Ordinal)];
}
