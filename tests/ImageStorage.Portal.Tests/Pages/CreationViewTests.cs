using ImageStorage.Portal.Creation;

namespace ImageStorage.Portal.Pages;

/// <summary>The state of a picture whose job may run on another server.</summary>
public sealed class CreationViewTests
{
    private static readonly DateTimeOffset Begun = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Soon = Begun.AddSeconds(20);
    private static readonly DateTimeOffset Late = Begun.AddMinutes(6);
    private static readonly AwaitedJob Awaited = new(After: 3, Since: Begun);

    private static readonly CreationStatus FailedBefore =
        new(CreationState.Failed, Begun.AddMinutes(-2), Failure: new CreationFailure("The first one failed.", null))
        {
            EndedAt = Begun.AddMinutes(-1),
        };

    [Fact]
    public void Job_elsewhere_that_has_not_come_to_the_store_is_waited_for() =>
        Assert.True(View(NoPicture, null, Awaited, Soon) is { IsUnderWay: true, Failure: null });

    [Fact]
    public void Job_elsewhere_that_never_came_to_the_store_is_given_up_and_may_be_tried_again() =>
        Assert.True(View(NoPicture, null, Awaited, Late) is { IsUnderWay: false, IsDone: false, Failure: not null });

    [Fact]
    public void Job_elsewhere_that_never_came_to_the_store_does_not_pass_the_former_picture_for_its_own() =>
        Assert.True(View(Stored, null, Awaited, Late) is { IsUnderWay: false, IsDone: false, Failure: not null });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Upload_of_a_server_that_has_ended_is_given_up(bool isAwaited)
    {
        var pending = Stored with { S3UploadStatus = S3UploadStatus.Pending, Revision = 4 };

        Assert.True(View(pending, null, isAwaited ? Awaited : null, Soon) is { IsUnderWay: true, Failure: null });
        Assert.True(View(pending, null, isAwaited ? Awaited : null, Late) is { IsUnderWay: false, Failure: not null });
    }

    [Fact]
    public void Second_try_elsewhere_is_waited_for_although_the_upload_before_it_was_given_up() =>
        Assert.True(View(Stored with { S3UploadStatus = S3UploadStatus.Pending }, null, new AwaitedJob(3, Late), Late.AddSeconds(5)).IsUnderWay);

    [Fact]
    public void Failure_that_this_server_remembers_does_not_hide_a_job_that_began_elsewhere_since() =>
        Assert.True(View(NoPicture, FailedBefore, Awaited, Soon) is { IsUnderWay: true, Failure: null });

    [Fact]
    public void Failure_that_this_server_remembers_does_not_hide_a_picture_that_was_stored_elsewhere_since() =>
        Assert.True(View(Stored, FailedBefore, null, Soon) is { IsDone: true, Failure: null });

    [Fact]
    public void Failure_of_the_awaited_job_is_told_by_the_server_that_ran_it() =>
        Assert.Equal("The first one failed.", View(NoPicture, FailedBefore, new AwaitedJob(3, FailedBefore.StartedAt), Soon).Failure?.Sentence);

    [Fact]
    public void Job_that_runs_here_is_shown_whatever_else_is_awaited() =>
        Assert.True(
            View(NoPicture, new CreationStatus(CreationState.Running, Begun.AddMinutes(-10)), Awaited, Late)
                is { IsUnderWay: true, IsOnOtherServer: false });

    private static Assignment NoPicture => new()
    {
        AssignmentId = "a-1",
        TeacherId = "t-1",
        Prompt = "A test",
        CreatedAt = Begun.AddMinutes(-3),
        Revision = 3,
    };

    private static Assignment Stored => NoPicture with
    {
        S3ImageKey = "generated_images/a-1.webp",
        S3UploadStatus = S3UploadStatus.Success,
        S3UploadStartedAt = Begun,
    };

    private static CreationView View(Assignment assignment, CreationStatus? job, AwaitedJob? awaited, DateTimeOffset now) =>
        new(assignment, job, awaited, IsBusy: false, now);
}
