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
    public void New_AssignmentImage_WhatIf_asks_no_model_and_says_the_price()
    {
        var plan = _session.Invoke("1..3 | ForEach-Object { \"kite $_\" } | New-AssignmentImage -ModelId stability.stable-image-core-v1:1 -WhatIf -Plan")
            .AssertNoErrors().All<ImagePlanItem>();

        Assert.All(plan, item => Assert.Equal((PlanAction.Make, "stability.stable-image-core-v1:1", 0.04m), (item.Action, item.ModelId, item.PriceUsd)));
        Assert.Empty(_stub.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void New_AssignmentImage_Budget_refuses_what_would_go_over_before_the_model_is_asked(int throttleLimit)
    {
        _stub.AnswerInOrder(BedrockAnswer.Stability(TestPictures.Png(), 42));

        var made = _session.Invoke(
            "1..6 | ForEach-Object { \"kite $_\" } | New-AssignmentImage -ModelId stability.stable-image-core-v1:1 -Budget 0.13 -ThrottleLimit $args[0]",
            throttleLimit);

        Assert.Equal((3, 3, 3), (made.Output.Count, made.Errors.Count, _stub.Requests.Count));
        Assert.All(made.Errors, error =>
        {
            Assert.StartsWith("BudgetExceeded,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("The budget of 0.13 USD", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("0.12 USD are spent", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("costs 0.04 USD", error.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void New_AssignmentImage_Budget_pays_nothing_for_pictures_that_are_there()
    {
        _stub.AnswerInOrder(BedrockAnswer.Stability(TestPictures.Png(), 42));
        const string List = "'A kite', 'A kite', 'A kite' | New-AssignmentImage -ModelId stability.stable-image-core-v1:1 -ReuseExisting -ThrottleLimit 1";

        _session.Invoke($"{List} -Budget 0.04").AssertNoErrors();
        _session.Invoke($"{List} -Budget 0").AssertNoErrors();

        Assert.Single(_stub.Requests);
    }

    [Fact]
    public void New_AssignmentImage_WhatIf_Budget_shows_which_items_it_would_refuse()
    {
        var plan = _session.Invoke("1..3 | ForEach-Object { \"kite $_\" } | New-AssignmentImage -ModelId stability.stable-image-core-v1:1 -WhatIf -Plan -Budget 0.08")
            .AssertNoErrors().All<ImagePlanItem>();

        Assert.Equal([PlanAction.Make, PlanAction.Make, PlanAction.Invalid], plan.Select(item => item.Action));
        Assert.Contains("budget of 0.08 USD", plan[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void New_AssignmentImage_carries_out_its_plan_within_the_budget()
    {
        _stub.AnswerInOrder(BedrockAnswer.Stability(TestPictures.Png(), 42));
        _session.Invoke("$plan = 'one', 'two' | New-AssignmentImage -ModelId stability.stable-image-core-v1:1 -WhatIf -Plan").AssertNoErrors();

        var made = _session.Invoke(PlanTests.AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage -Budget 0.08").AssertNoErrors().All<AssignmentImage>();

        var planned = _session.Invoke("$plan").All<ImagePlanItem>();
        Assert.Equal(planned.Select(item => item.AssignmentId), made.Select(image => image.AssignmentId));
        Assert.Equal(2, _stub.Requests.Count);
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
