using System.Buffers.Binary;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ImageStorage.Records.Mongo;

/// <summary>MongoDB's wire protocol as far as a driver needs it: OP_MSG, and OP_QUERY for the first greeting.</summary>
/// <remarks>https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/</remarks>
internal static class MongoWire
{
    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;
    private const int HeaderLength = 16;

    /// <summary>A command, with its document sequences put in as arrays; null at the end of the stream.</summary>
    public static async Task<(int RequestId, bool IsQuery, BsonDocument Command)?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken) < HeaderLength)
            return null;

        var body = new byte[Int(header, 0) - HeaderLength];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return Int(header, 12) switch
        {
            OpMsg => (Int(header, 4), false, ReadSections(body)),
            OpQuery => (Int(header, 4), true, ReadQuery(body)),
            var other => throw new InvalidDataException($"The stub does not speak operation {other}."),
        };
    }

    public static async Task WriteAsync(Stream stream, int requestId, bool isQuery, BsonDocument answer, CancellationToken cancellationToken)
    {
        var document = answer.ToBson();
        var prefix = isQuery ? new byte[20] : new byte[5];
        if (isQuery)
            BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(16), 1);
        var message = new byte[HeaderLength + prefix.Length + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(8), requestId);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), isQuery ? OpReply : OpMsg);
        prefix.CopyTo(message, HeaderLength);
        document.CopyTo(message, HeaderLength + prefix.Length);
        await stream.WriteAsync(message, cancellationToken);
    }

    private static BsonDocument ReadSections(byte[] body)
    {
        BsonDocument command = [];
        var sequences = new List<BsonElement>();
        for (var position = 4; position < body.Length;)
        {
            var kind = body[position++];
            var end = position + Int(body, position);
            if (kind == 0)
            {
                command = Document(body, position);
            }
            else
            {
                var name = CString(body, position + 4);
                var documents = new BsonArray();
                for (var at = position + 4 + name.Length + 1; at < end; at += Int(body, at))
                    documents.Add(Document(body, at));
                sequences.Add(new BsonElement(name, documents));
            }

            position = end;
        }

        return command.AddRange(sequences);
    }

    private static BsonDocument ReadQuery(byte[] body) => Document(body, 4 + CString(body, 4).Length + 1 + 8);

    private static BsonDocument Document(byte[] body, int position) =>
        BsonSerializer.Deserialize<BsonDocument>(body.AsSpan(position, Int(body, position)).ToArray());

    private static string CString(byte[] body, int position) =>
        Encoding.UTF8.GetString(body, position, Array.IndexOf(body, (byte)0, position) - position);

    private static int Int(byte[] bytes, int position) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));
}
