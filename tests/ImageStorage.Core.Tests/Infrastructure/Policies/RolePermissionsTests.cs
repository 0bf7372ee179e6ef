using ImageStorage.Infrastructure.Checks;
using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>The role must be able to do all that the stack's portal asks for: each named model, the tables, the parameter.</summary>
public sealed class RolePermissionsTests(MotoServer moto)
{
    private const string Core = "stability.stable-image-core-v1:1";
    private const string Ultra = "stability.stable-image-ultra-v1:1";
    private const string Lite = "amazon.nova-lite-v1:0";
    private const string Profile = "us.amazon.nova-lite-v1:0";
    private const string ProfileArn = "arn:aws:bedrock:us-west-2:123456789012:inference-profile/" + Profile;

    private const string AllowProfile = $$"""
        allow("bedrock:InvokeModel", "{{ProfileArn}}")
        allow("bedrock:InvokeModel", "arn:aws:bedrock:us-west-2::foundation-model/{{Lite}}",
              {"StringEquals": {"bedrock:InferenceProfileArn": "{{ProfileArn}}"} })
        """;

    private const string AllowOtherRegion = $$"""
        allow("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/{{Lite}}",
              {"StringEquals": {"bedrock:InferenceProfileArn": "{{ProfileArn}}"} })
        """;

    private const string Tables = "arn:aws:dynamodb:us-east-1:123456789012:table/";

    private const string AllowTable = $$"""
        allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:Scan",
               "dynamodb:BatchWriteItem"], "{{Tables}}records%s")
        """;

    private static InfrastructureExpectations OnProfile(InfrastructureExpectations expected) => expected with
    {
        ModelIds = [Core, Lite],
        ModelProfiles = new Dictionary<string, ModelProfile> { [Lite] = new(Profile, ["us-east-1", "us-west-2"]) },
    };

    [Fact]
    public async Task A_second_model_that_may_not_be_invoked_fails_and_is_named()
    {
        var check = await CheckAsync(expected => expected with { ModelIds = [Core, Ultra] });

        Assert.Equal(
            (CheckStatus.Failed, $"missing: bedrock:InvokeModel of {Ultra}, bedrock:GetFoundationModel of {Ultra}"),
            (check.Status, check.Actual));
    }

    [Fact]
    public async Task Every_named_model_that_may_be_invoked_passes()
    {
        var check = await CheckAsync(
            expected => expected with { ModelIds = [Core, Ultra] },
            $"""allow(["bedrock:InvokeModel", "bedrock:GetFoundationModel"], "arn:aws:bedrock:us-west-2::foundation-model/{Ultra}")""");

        Assert.True(check.Status == CheckStatus.Passed, check.Detail);
    }

    [Fact]
    public async Task A_model_of_an_inference_profile_passes_through_it()
    {
        var check = await CheckAsync(OnProfile, AllowProfile + "\n" + AllowOtherRegion);

        Assert.True(check.Status == CheckStatus.Passed, check.Detail);
    }

    [Fact]
    public async Task A_model_that_one_of_the_profiles_regions_does_not_allow_fails()
    {
        var check = await CheckAsync(OnProfile, AllowProfile);

        Assert.Equal((CheckStatus.Failed, $"missing: bedrock:InvokeModel of {Lite}"), (check.Status, check.Actual));
    }

    [Theory]
    [InlineData("us." + Core)]
    [InlineData("arn:aws:bedrock:us-west-2:123456789012:inference-profile/us." + Core)]
    public async Task A_configured_profile_passes_with_what_it_leads_to(string configured)
    {
        const string Arn = "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us." + Core;

        var check = await CheckAsync(expected => expected with { ModelIds = [] }, $"""allow("bedrock:InvokeModel", "{Arn}")""", configured);

        Assert.True(check.Status == CheckStatus.Passed, check.Detail);
    }

    [Fact]
    public async Task A_configured_profile_that_may_not_be_invoked_fails_though_its_model_may()
    {
        var check = await CheckAsync(expected => expected with { ModelIds = [] }, configured: "us." + Core);

        Assert.Equal((CheckStatus.Failed, $"missing: bedrock:InvokeModel of us.{Core}"), (check.Status, check.Actual));
    }

    [Theory]
    [InlineData("*", CheckStatus.Passed)]
    [InlineData("", CheckStatus.Failed)]
    [InlineData("/index/*", CheckStatus.Failed)]
    public async Task The_tables_of_records_and_answers_must_be_allowed(string suffix, CheckStatus status)
    {
        var check = await CheckAsync(expected => expected with { TableName = "records" }, AllowTable.Replace("%s", suffix, StringComparison.Ordinal));

        Assert.True(check.Status == status, check.Detail);
    }

    [Theory]
    [InlineData("/quiz/mongo-uri", CheckStatus.Passed)]
    [InlineData("/quiz/another", CheckStatus.Failed)]
    public async Task The_parameter_of_the_connection_string_must_be_allowed(string allowed, CheckStatus status)
    {
        var check = await CheckAsync(
            expected => expected with { MongoUriParameter = "/quiz/mongo-uri" },
            $"""allow("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter{allowed}")""");

        Assert.True(check.Status == status, check.Detail);
    }

    private async Task<InfrastructureCheck> CheckAsync(
        Func<InfrastructureExpectations, InfrastructureExpectations> expect, string grants = "", string configured = ImageModelId.Offline)
    {
        const string Allow = """
            def allow(action, resource, condition=None):
                p = iam.get_role_policy(RoleName=name, PolicyName="portal")["PolicyDocument"]
                p["Statement"].append({"Effect": "Allow", "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})})
                iam.put_role_policy(RoleName=name, PolicyName="portal", PolicyDocument=json.dumps(p))

            """;
        using var stack = await MotoStack.CreateAsync(moto, Allow + grants);
        stack.Expectations = expect(stack.Expectations);
        stack.Configuration = stack.Configuration with { ImageModelId = configured };
        var checks = await stack.TestAsync(areas: CheckArea.Access);
        return checks["RolePermissions"];
    }
}
