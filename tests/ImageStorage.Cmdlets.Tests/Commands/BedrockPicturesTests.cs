using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>The main job with a model of Bedrock, from the command line to the stub. The environment is the whole process's: alone.</summary>
[CollectionDefinition(nameof(BedrockPicturesTests), DisableParallelization = true)]
[Collection(nameof(BedrockPicturesTests))]
public sealed class BedrockPicturesTests : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-tests";

    private static readonly Dictionary<string, string?> Before = [];

    private readonly BedrockStub _stub = new(Secret);
    private readonly ModuleSession _session = new();

    public BedrockPicturesTests()
    {
        Set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", _stub.Endpoint.AbsoluteUri);
        Set("AWS_ENDPOINT_URL_BEDROCK", _stub.Endpoint.AbsoluteUri);
        Set("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Set("AWS_SECRET_ACCESS_KEY", Secret);
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SESSION_TOKEN", null);
        Set("AWS_PROFILE", null);
    }

    [Fact]
    public void New_AssignmentImage_with_a_model_of_Bedrock_records_what_was_billed()
    {
        _stub.AnswerInOrder(BedrockAnswer.Stability(TestPictures.Png(), 42));

        var image = _session.Invoke("New-AssignmentImage '🪁 über dem Meer' -AssignmentId quiz-1 -ModelId stability.stable-image-core-v1:1").One<AssignmentImage>();

        var metadata = image.Assignment.ImageMetadata!;
        Assert.Empty(_stub.Problems);
        Assert.Equal(("stability.stable-image-core-v1:1", 42L, BedrockStub.RequestId(1), 0.04m), (metadata.Model, metadata.Seed, metadata.RequestId, metadata.PriceUsd));
    }

    [Fact]
    public void New_AssignmentImage_in_bulk_warns_of_its_model_once()
    {
        _stub.AnswerInOrder(BedrockAnswer.Amazon(TestPictures.Png()));

        var images = _session.Invoke("'one', 'two', 'three' | New-AssignmentImage -ModelId amazon.nova-canvas-v1:0 -Seed 1");

        Assert.Equal(3, images.AssertNoErrors().Output.Count);
        Assert.Contains("stability.stable-image-core-v1:1", Assert.Single(images.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_whose_prompt_is_filtered_says_what_to_do()
    {
        _stub.AnswerInOrder(BedrockAnswer.Filtered("Filter reason: prompt"));

        var error = _session.Invoke("New-AssignmentImage 'A kite' -ModelId stability.stable-image-core-v1:1").AssertError(ImageStorageError.PromptRejected);

        Assert.Contains("Change the prompt", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void New_Assignment_GenerateQuestion_records_what_the_model_writes()
    {
        _stub.AnswerInOrder(BedrockAnswer.Converse("[" + string.Join(',', Enumerable.Range(1, 5).Select(number => $"{{\"question\":\"q{number}\",\"answer\":\"a{number}\"}}")) + "]"));

        var assignment = _session.Invoke("New-Assignment -NoImage Flowers -GenerateQuestion -QuestionModelId us.amazon.nova-micro-v1:0").One<Assignment>();

        Assert.Empty(_stub.Problems);
        Assert.Equal(["q1", "q2", "q3", "q4", "q5"], assignment.QuestionAnswers.Select(question => question.Question));
    }

    [Fact]
    public void Complete_Assignment_with_a_model_scores_by_its_embeddings()
    {
        _session.Invoke("New-Assignment -NoImage x -AssignmentId quiz-1 -QuestionAnswer @{ Question = 'q'; Answer = 'Paris' }").AssertNoErrors();
        float[] sameMeaning = [.. Enumerable.Repeat(1f, 1024)];
        _stub.AnswerInOrder(BedrockAnswer.CohereEmbeddings(sameMeaning, sameMeaning));

        var completed = _session.Invoke("Complete-Assignment quiz-1 -Answer Lutetia -ModelId cohere.embed-english-v3").One<CompletedAssignment>();

        Assert.Empty(_stub.Problems);
        Assert.Equal(100.0, completed.Score);
    }

    [Fact]
    public void Get_ImageModel_Live_asks_AWS()
    {
        _stub.AnswerInOrder(BedrockAnswer.Model("stability.stable-image-core-v1:1", "LEGACY"));

        var model = _session.Invoke("Get-ImageModel stability.stable-image-core-v1:1 -Live -Region us-west-2").One<ImageModel>();

        Assert.Empty(_stub.Problems);
        Assert.Equal(ImageModelState.Legacy, model.LiveState);
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _stub.DisposeAsync();
        foreach (var (name, value) in Before)
            Environment.SetEnvironmentVariable(name, value);
    }

    private static void Set(string name, string? value)
    {
        Before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
