using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>The conditional writes of one answer: DynamoDB refuses each when its condition no longer holds.</summary>
internal sealed class DynamoAnswerUpdate(string table, StudentAnswer answer, string submissionId)
{
    /// <summary>
    /// Writes the answer as the latest and the best, if there is none or the best is worse, unless this submission was stored already.
    /// </summary>
    public UpdateItemRequest AsBest() => Request(
        [.. AnswerMapper.LatestFields(answer, submissionId), .. AnswerMapper.BestFields(answer)],
        $"attribute_not_exists(#{AnswerFields.BestScore}) OR NOT #{AnswerFields.BestScore} >= :{AnswerFields.BestScore}");

    /// <summary>Writes the answer only as the latest, if the best is at least as good.</summary>
    public UpdateItemRequest AsLatest()
    {
        var request = Request(
            AnswerMapper.LatestFields(answer, submissionId), $"#{AnswerFields.BestScore} >= :{AnswerFields.Score}");
        request.ExpressionAttributeNames["#" + AnswerFields.BestScore] = AnswerFields.BestScore;
        return request;
    }

    private UpdateItemRequest Request(IReadOnlyList<KeyValuePair<string, object?>> fields, string condition)
    {
        List<KeyValuePair<string, object?>> values =
        [
            new(AnswerFields.StudentId, answer.StudentId), new(AnswerFields.QuestionId, answer.QuestionId), .. fields,
        ];
        return new UpdateItemRequest
        {
            TableName = table,
            Key = DynamoAnswerTable.Key(answer),
            UpdateExpression = $"SET {string.Join(", ", values.Select(value => $"#{value.Key} = :{value.Key}"))} ADD #{AnswerFields.Attempts} :one",
            ConditionExpression = $"({condition}) AND (attribute_not_exists(#submission_id) OR #submission_id <> :submission_id)",
            ExpressionAttributeNames = values.Select(value => value.Key).Append(AnswerFields.Attempts).ToDictionary(name => "#" + name),
            ExpressionAttributeValues = values.Select(value => KeyValuePair.Create(":" + value.Key, DynamoItem.ToAttribute(value.Value)))
                .Append(KeyValuePair.Create(":one", DynamoItem.ToAttribute(1L))).ToDictionary(),
            ReturnValues = Amazon.DynamoDBv2.ReturnValue.ALL_NEW,
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
    }
}
