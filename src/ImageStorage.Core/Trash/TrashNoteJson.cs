using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Trash;

/// <summary>A note as JSON: the record and the answers with the fields that every record store has, so that any of them can get them back.</summary>
internal static class TrashNoteJson
{
    private const string AssignmentId = "assignment_id";
    private const string RemovedAt = "removed_at";
    private const string IsRecordRemoved = "is_record_removed";
    private const string Record = "record";
    private const string Answers = "answers";
    private const string Picture = "picture";
    private const string Former = "former";

    private const string Key = "key";
    private const string ContentType = "content_type";
    private const string SizeBytes = "size_bytes";
    private const string ETag = "etag";
    private const string Sha256 = "sha256";
    private const string VersionId = "version_id";

    public static byte[] Write(TrashNote note)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JsonFields.Encoder }))
            Write(writer, note);
        return stream.ToArray();
    }

    /// <summary>Reads a note.</summary>
    /// <param name="json">What the trash has.</param>
    /// <param name="assignmentId">Whose note it is, for the message.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StorageUnavailable"/> for anything else than a note.</exception>
    public static TrashNote Read(byte[] json, string assignmentId)
    {
        try
        {
            return Read(JsonFields.Parse(Encoding.UTF8.GetString(json)));
        }
        catch (Exception exception) when (exception is FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageUnavailable,
                $"What the trash says of '{assignmentId}' (trash/records/{assignmentId}.json in the image store) cannot be read, "
                + "so nothing was changed. Correct or delete that file.",
                exception);
        }
    }

    private static void Write(Utf8JsonWriter writer, TrashNote note)
    {
        writer.WriteStartObject();
        writer.WriteString(AssignmentId, note.AssignmentId);
        writer.WriteString(RemovedAt, note.RemovedAt.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteBoolean(IsRecordRemoved, note.IsRecordRemoved);
        if (note.Record is { } record)
            WriteFields(writer, Record, AssignmentMapper.ToFields(record));
        if (note.Answers.Count > 0)
        {
            writer.WriteStartArray(Answers);
            foreach (var answer in note.Answers)
                writer.WriteRawValue(JsonFields.Write(AnswerMapper.ToFields(answer, AnswerMapper.Restored).ToDictionary())!);
            writer.WriteEndArray();
        }

        if (note.Picture is { } picture)
        {
            WriteFields(
                writer,
                Picture,
                [
                    new(Key, picture.Key), new(ContentType, picture.ContentType), new(SizeBytes, picture.SizeBytes), new(ETag, picture.ETag),
                    new(Sha256, picture.Sha256), new(VersionId, picture.VersionId),
                ]);
        }

        if (note.Former is { } former)
        {
            writer.WritePropertyName(Former);
            Write(writer, former);
        }

        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, string name, IReadOnlyList<KeyValuePair<string, object?>> fields)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonFields.Write(fields.ToDictionary())!);
    }

    private static TrashNote Read(JsonElement note) => new()
    {
        AssignmentId = note.GetProperty(AssignmentId).GetString()!,
        RemovedAt = note.GetProperty(RemovedAt).GetDateTimeOffset(),
        IsRecordRemoved = note.GetProperty(IsRecordRemoved).GetBoolean(),
        Record = Fields(note, Record) is { } record ? AssignmentMapper.FromFields(record) : null,
        Answers = note.TryGetProperty(Answers, out var answers)
            ? [.. answers.EnumerateArray().Select(answer => AnswerMapper.FromFields(JsonFields.Of(answer)!))]
            : [],
        Picture = Fields(note, Picture) is { } picture ? ReadPicture(picture) : null,
        Former = note.TryGetProperty(Former, out var former) ? Read(former) : null,
    };

    private static StoredObject ReadPicture(IReadOnlyDictionary<string, object?> picture) => new()
    {
        Key = ObjectKey.Parse(FieldValue.Text(picture[Key])!),
        ContentType = FieldValue.Text(picture[ContentType])!,
        SizeBytes = FieldValue.Integer(picture[SizeBytes]) ?? 0,
        ETag = FieldValue.Text(picture[ETag])!,
        Sha256 = FieldValue.Text(picture[Sha256]),
        VersionId = FieldValue.Text(picture[VersionId]),
    };

    private static IReadOnlyDictionary<string, object?>? Fields(JsonElement note, string name) =>
        note.TryGetProperty(name, out var fields) ? JsonFields.Of(fields) : null;
}
