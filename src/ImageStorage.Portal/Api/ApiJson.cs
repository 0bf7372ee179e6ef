using System.Text.Json.Serialization;
using ImageStorage.Portal.Api.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Api;

/// <summary>How the contracts are read and written, made when the portal is built.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(NewAssignmentContract))]
[JsonSerializable(typeof(NewImageContract))]
[JsonSerializable(typeof(QuestionsContract))]
[JsonSerializable(typeof(AnswersContract))]
[JsonSerializable(typeof(AssignmentContract))]
[JsonSerializable(typeof(AssignmentPageContract))]
[JsonSerializable(typeof(CreatedContract))]
[JsonSerializable(typeof(CompletionContract))]
[JsonSerializable(typeof(IAsyncEnumerable<StudentAnswerContract>))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
internal sealed partial class ApiJson : JsonSerializerContext;
