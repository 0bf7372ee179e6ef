using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Reads assignments: by id, or newest first, all of them or a teacher's; or what students answered to them.</summary>
[Cmdlet(VerbsCommon.Get, "Assignment", DefaultParameterSetName = ListSet)]
[OutputType(typeof(Assignment), ParameterSetName = [IdSet, ListSet])]
[OutputType(typeof(StudentAnswer), ParameterSetName = [AnswerSet])]
public sealed class GetAssignmentCommand : BulkCommand<Assignment>
{
    private const string IdSet = "AssignmentId";
    private const string ListSet = "List";
    private const string AnswerSet = "StudentAnswer";

    /// <summary>The assignments' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AnswerSet)]
    [ValidateNotNullOrEmpty]
    public string[] AssignmentId { get; set; } = [];

    /// <summary>Only this teacher's assignments.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    public string? TeacherId { get; set; }

    /// <summary>How many to list at most.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; } = int.MaxValue;

    /// <summary>How many of the newest to leave out.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>Reads the students' answers to the assignments, by student and question.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnswerSet)]
    public SwitchParameter StudentAnswer { get; set; }

    /// <summary>Only this student's answers.</summary>
    [Parameter(ParameterSetName = AnswerSet)]
    [ValidateLength(1, 256)]
    public string? StudentId { get; set; }

    /// <inheritdoc />
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var id in AssignmentId)
        {
            if (StudentAnswer)
                await WriteAnswersAsync(id, cancellationToken);
            else
                await EnqueueAsync(id, (_, token) => Storage.Assignments.GetAsync(id, token));
        }
    }

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.EndAsync(cancellationToken);
        if (ParameterSetName == ListSet)
            await ListAsync(cancellationToken);
    }

    private async Task WriteAnswersAsync(string assignmentId, CancellationToken cancellationToken)
    {
        try
        {
            // An assignment without answers gives no output; a missing assignment is an error.
            await Storage.Assignments.GetAsync(assignmentId, cancellationToken);
            await foreach (var answer in Storage.Completions.ListAsync(assignmentId, StudentId, cancellationToken))
                WriteObject(answer);
        }
        catch (ImageStorageException exception)
        {
            WriteError(exception.ToErrorRecord(assignmentId));
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var (skip, left) = (Skip, First);
        try
        {
            await foreach (var assignment in Storage.Assignments.ListAsync(TeacherId, cancellationToken))
            {
                if (skip-- > 0)
                    continue;
                WriteObject(assignment);
                if (--left == 0)
                    return;
            }
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(TeacherId));
        }
    }
}
