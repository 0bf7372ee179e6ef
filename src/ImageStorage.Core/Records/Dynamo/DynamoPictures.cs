using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>Finds stored pictures by their index, which is eventually consistent, so each match is read again from the table.</summary>
internal sealed class DynamoPictures(DynamoClient client)
{
    private const int ReadAtOnce = 25;

    public async Task<Assignment?> FindAsync(PictureQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Assignment? newest = null;
        await foreach (var item in client.QueryAsync(Request(query), cancellationToken).ConfigureAwait(false))
        {
            var indexed = DynamoItem.ToAssignment(item);
            // The index does not order records of equal times, so all of them are compared.
            if (newest is not null && indexed.CreatedAt < newest.CreatedAt)
                break;
            if (query.IsMetBy(indexed) && (newest is null || IsNewer(indexed, newest)))
                newest = await CurrentAsync(query, indexed.AssignmentId, cancellationToken).ConfigureAwait(false) ?? newest;
        }

        return newest;
    }

    private static bool IsNewer(Assignment one, Assignment other) =>
        AssignmentOrder.NewestFirst.Compare(AssignmentOrder.PlaceOf(one), AssignmentOrder.PlaceOf(other)) < 0;

    private async Task<Assignment?> CurrentAsync(PictureQuery query, string assignmentId, CancellationToken cancellationToken) =>
        await client.GetAsync(assignmentId, cancellationToken).ConfigureAwait(false) is { } item
        && DynamoItem.ToAssignment(item) is var current && query.IsMetBy(current) ? current : null;

    private static QueryRequest Request(PictureQuery query)
    {
        var request = new QueryRequest
        {
            IndexName = DynamoTable.GenerationIndex,
            KeyConditionExpression = "#key = :key",
            FilterExpression = "#status = :success",
            ScanIndexForward = false,
            Limit = ReadAtOnce,
            ExpressionAttributeNames = new() { ["#key"] = AssignmentFields.GenerationKey, ["#status"] = AssignmentFields.S3UploadStatus },
            ExpressionAttributeValues = new()
            {
                [":key"] = new() { S = query.GenerationKey },
                [":success"] = new() { S = S3UploadStatusText.From(S3UploadStatus.Success) },
            },
        };
        if (query.Seed is { } seed)
        {
            // DynamoDB cannot search metadata that another application stores as text; those records are filtered here.
            request.FilterExpression += " AND (#metadata.#seed = :seed OR attribute_type(#metadata, :text))";
            request.ExpressionAttributeNames["#metadata"] = AssignmentFields.ImageMetadata;
            request.ExpressionAttributeNames["#seed"] = ImageMetadataMapper.Seed;
            request.ExpressionAttributeValues[":seed"] = DynamoItem.ToAttribute(seed);
            request.ExpressionAttributeValues[":text"] = new() { S = "S" };
        }

        return request;
    }
}
