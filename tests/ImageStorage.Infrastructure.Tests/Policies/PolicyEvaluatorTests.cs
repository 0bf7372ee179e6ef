namespace ImageStorage.Infrastructure.Policies;

public sealed class PolicyEvaluatorTests
{
    private static readonly PolicyRequest Request = new("s3:GetObject", "arn:aws:s3:::bucket/key", new Dictionary<string, string>());

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":["s3:Put*","S3:getobject"],"Resource":"arn:aws:s3:::bucket/*"}""", true)]
    [InlineData("""{"Effect":"Allow","Action":"s3:Get?bject","Resource":"arn:aws:s3:::bucket"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObjectTagging","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"s3:Get*","Resource":"*"}""", false)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/x":"y"}}}""", false)]
    public void Allows_follows_deny_wildcards_and_absent_condition_keys(string statements, bool expected) =>
        Assert.Equal(expected, new PolicyEvaluator($$"""{"Statement":[{{statements}}]}""").Allows(Request));

    [Fact]
    public void Allows_refuses_to_guess_an_unknown_operator()
    {
        var policy = new PolicyEvaluator("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}""");

        Assert.Throws<NotSupportedException>(() => policy.Allows(Request with { Context = new Dictionary<string, string> { ["aws:sourceip"] = "10.0.0.1" } }));
    }
}
