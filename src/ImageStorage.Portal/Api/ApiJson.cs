using System.Text.Json;
using System.Text.Json.Serialization;
using ImageStorage.Portal.Api.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Api;

/// <summary>How the contracts are read and written, made when the portal is built.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
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
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Sets the rules where they count: those of a context are not used by the server, which has options of its own.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
