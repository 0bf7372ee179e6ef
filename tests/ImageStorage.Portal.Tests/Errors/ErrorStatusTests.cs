using Microsoft.AspNetCore.Http;

namespace ImageStorage.Portal.Errors;

/// <summary>The HTTP status of every error. An error that is missing from the table fails a test.</summary>
public sealed class ErrorStatusTests
{
    private static readonly Dictionary<ImageStorageError, int> Table = new()
    {
        [ImageStorageError.ImageNotFound] = 404,
        [ImageStorageError.AssignmentNotFound] = 404,
        [ImageStorageError.BucketNotFound] = 503,
        [ImageStorageError.ImageAlreadyExists] = 409,
        [ImageStorageError.AssignmentAlreadyExists] = 409,
        [ImageStorageError.AssignmentConflict] = 409,
        [ImageStorageError.AssignmentTooLarge] = 413,
        [ImageStorageError.InvalidImage] = 422,
        [ImageStorageError.ImageTooLarge] = 413,
        [ImageStorageError.InvalidAssignmentId] = 400,
        [ImageStorageError.InvalidAnswer] = 400,
        [ImageStorageError.StorageAccessDenied] = 503,
        [ImageStorageError.CredentialsNotFound] = 503,
        [ImageStorageError.ConfigurationInvalid] = 501,
        [ImageStorageError.StorageUnavailable] = 503,
        [ImageStorageError.StorageTimeout] = 504,
        [ImageStorageError.PromptRejected] = 422,
        [ImageStorageError.ImageRejected] = 422,
        [ImageStorageError.ModelUnavailable] = 503,
        [ImageStorageError.GenerationThrottled] = 429,
        [ImageStorageError.GenerationTimeout] = 504,
        [ImageStorageError.StoreMismatch] = 503,
        [ImageStorageError.RepairRefused] = 409,
        [ImageStorageError.BudgetExceeded] = 409,
    };

    public static TheoryData<ImageStorageError> Errors => [.. Enum.GetValues<ImageStorageError>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_has_the_status_of_the_table(ImageStorageError error) => Assert.Equal(Table[error], ErrorStatus.Of(error));

    [Fact]
    public void Error_that_is_not_known_is_the_servers_fault() =>
        Assert.Equal(StatusCodes.Status500InternalServerError, ErrorStatus.Of((ImageStorageError)int.MaxValue));
}
