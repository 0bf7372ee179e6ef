namespace ImageStorage.Cmdlets.Commands;

public sealed class RepairAssignmentImageTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Repair_AssignmentImage_of_a_picture_that_is_gone_fails_its_record()
    {
        File.Delete(_session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>().Url!.LocalPath);

        var finding = _session.Invoke("Repair-AssignmentImage").One<RepairFinding>();

        Assert.Equal((RepairProblem.MissingObject, "quiz-1", true), (finding.Problem, finding.AssignmentId, finding.Mended));
        Assert.Equal(S3UploadStatus.Failed, _session.Invoke("Get-Assignment quiz-1").One<Assignment>().S3UploadStatus);
        Assert.Empty(_session.Invoke("Repair-AssignmentImage").AssertNoErrors().Output);
    }

    [Fact]
    public void Repair_AssignmentImage_WhatIf_lists_and_changes_nothing()
    {
        var path = Orphan();

        var finding = _session.Invoke("Repair-AssignmentImage -GracePeriod 0 -RemoveOrphan -WhatIf").One<RepairFinding>();

        Assert.Equal((RepairProblem.OrphanObject, RepairAction.Remove, false), (finding.Problem, finding.Action, finding.Mended));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Repair_AssignmentImage_RemoveOrphan_deletes_what_is_older_than_the_grace_period()
    {
        var path = Orphan();

        Assert.Empty(_session.Invoke("Repair-AssignmentImage -RemoveOrphan").AssertNoErrors().Output);
        Assert.True(File.Exists(path));

        Assert.True(_session.Invoke("Repair-AssignmentImage -RemoveOrphan -GracePeriod 0 -Confirm:$false").One<RepairFinding>().Mended);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Repair_AssignmentImage_with_a_grace_period_out_of_range_says_which_are_allowed()
    {
        var error = Assert.Single(_session.Invoke("Repair-AssignmentImage -GracePeriod -1").Errors);

        Assert.Contains("is not between 00:00:00 and 365.00:00:00", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();

    private string Orphan()
    {
        var path = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>().Url!.LocalPath;
        var copy = path.Replace("quiz-1", "quiz-2", StringComparison.Ordinal);
        File.Copy(path, copy);
        return copy;
    }
}
