using ImageStorage.Testing;

namespace ImageStorage.Configuration;

/// <summary>The role of a machine of AWS; moto answers as the metadata service of EC2 does.</summary>
public sealed class MachineRoleTests(MotoServer moto)
{
    [Theory]
    [InlineData("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")]
    [InlineData("AWS_WEB_IDENTITY_TOKEN_FILE")]
    [InlineData("AWS_LAMBDA_FUNCTION_NAME")]
    public void Find_in_a_container_pod_or_function_names_the_variable(string variable) =>
        Assert.Equal($"an AWS role (the environment variable {variable} is set)", Role(new() { [variable] = "x" }).Find());

    [Fact]
    public async Task Find_on_an_instance_asks_the_metadata_service_for_the_roles_name()
    {
        var endpoint = await moto.RequireAsync();

        var role = Role(new() { ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = endpoint.GetLeftPart(UriPartial.Authority) }).Find();

        Assert.Equal("the AWS role 'default-role' of its EC2 instance", role);
    }

    [Fact]
    public void Find_where_no_metadata_service_answers_finds_none() =>
        Assert.Null(Role(new() { ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "http://127.0.0.1:9" }).Find());

    [Fact]
    public void Find_where_the_metadata_service_is_switched_off_does_not_ask() =>
        Assert.Null(Role(new() { ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = "not a URL" }).Find());

    private static MachineRole Role(Dictionary<string, string> variables) => new(variables.GetValueOrDefault);
}
