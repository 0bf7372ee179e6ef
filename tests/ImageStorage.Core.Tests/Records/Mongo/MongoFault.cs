using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>What the stub does to one command instead of answering it plainly.</summary>
internal sealed record MongoFault
{
    /// <summary>The connection breaks before the command is carried out.</summary>
    public static readonly MongoFault DropBefore = new() { Drops = true };

    /// <summary>The command is carried out, and the connection breaks before the answer.</summary>
    public static readonly MongoFault DropAfter = new() { Drops = true, IsCarriedOut = true };

    /// <summary>The server is no longer the primary, as it says before it does anything.</summary>
    public static readonly MongoFault NotWritablePrimary = Error(10107, nameof(NotWritablePrimary), "RetryableWriteError");

    public bool Drops { get; private init; }

    public bool IsCarriedOut { get; private init; }

    public TimeSpan Delay { get; private init; }

    /// <summary>The answer instead of the real one; null for the real one.</summary>
    public BsonDocument? Answer { get; private init; }

    public static MongoFault Late(TimeSpan delay) => new() { Delay = delay, IsCarriedOut = true };

    public static MongoFault Error(int code, string name, params string[] labels)
    {
        var answer = new BsonDocument { { "ok", 0 }, { "errmsg", $"{name}, says the stub" }, { "code", code }, { "codeName", name } };
        if (labels.Length > 0)
            answer.Add("errorLabels", new BsonArray(labels));
        return new() { Answer = answer };
    }

    /// <summary>Carried out on the primary alone: a majority did not confirm it in time.</summary>
    public static MongoFault NoMajority() => new()
    {
        IsCarriedOut = true,
        Answer = new BsonDocument
        {
            { "ok", 1 },
            { "n", 1 },
            { "writeConcernError", new BsonDocument { { "code", 64 }, { "codeName", "WriteConcernTimeout" }, { "errmsg", "waiting for replication timed out" } } },
        },
    };
}
