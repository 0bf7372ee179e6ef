using System.Text.Json;
using System.Text.Json.Serialization;
using ImageStorage.Portal.Api.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Api;

/// <summary>JSON serialization of the contracts, generated at compile time.</summary>
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
    /// <summary>Applies the rules to the server's options, because it does not use the options of this context.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
    }
}
