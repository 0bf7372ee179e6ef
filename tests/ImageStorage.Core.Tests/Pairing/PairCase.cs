using ImageStorage.Objects;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Pairing;

/// <summary>One store of each kind, with where it keeps its identity.</summary>
internal sealed record PairCase(IObjectStore Objects, IStoreIdentity ObjectIdentity, IAssignmentRepository Records, IStoreIdentity RecordIdentity)
{
    /// <summary>The pair as another process opens it: nothing is cached.</summary>
    public StorePair Open() =>
        new(ObjectIdentity, RecordIdentity, new StoreContents(Objects, Records), NullLogger.Instance, TimeProvider.System);

    /// <summary>These objects with the records of another system.</summary>
    public PairCase WithRecordsOf(PairCase other) => this with { Records = other.Records, RecordIdentity = other.RecordIdentity };

    /// <summary>Stores a picture and its record, as a version of the module did that knew no identity.</summary>
    public async Task FillAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            await Objects.PutAsync(Uploads.Of(id, id), CancellationToken.None);
            await Records.InsertAsync(Record(id), CancellationToken.None);
        }
    }

    public static Assignment Record(string id) => new()
    {
        AssignmentId = id,
        TeacherId = "t",
        Prompt = id,
        CreatedAt = DateTimeOffset.UnixEpoch,
        S3ImageKey = ObjectKey.For(id),
        S3UploadStatus = S3UploadStatus.Success,
    };
}
