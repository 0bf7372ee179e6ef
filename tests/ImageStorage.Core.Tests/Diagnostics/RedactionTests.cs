using System.Diagnostics;
using CsCheck;

namespace ImageStorage.Diagnostics;

public class RedactionTests
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static readonly Gen<string> KeyId =
        Gen.Select(Gen.Bool, Gen.Char[Upper].Array[16], (temporary, rest) => (temporary ? "ASIA" : "AKIA") + new string(rest));

    private static readonly Gen<string> Secret = Gen.Char[Base64].Array[40].Select(c => new string(c));

    private static readonly Gen<string> Hex = Gen.Char["0123456789abcdef"].Array[64].Select(c => new string(c));

    private static readonly Gen<string> Password = Gen.Char["abcXYZ019!$%^()_-+=:/?#@.,~"].Array[8, 30].Select(c => new string(c));

    /// <summary>A text that holds a secret in one of the ways that logs come to hold them, and the secret.</summary>
    private static readonly Gen<(string Text, string Secret)> Leak = Gen.OneOf(
        KeyId.Select(id => (id, id)),
        KeyId.Select(id => ($"scope={id}%2F20261001%2Fus-east-1", id)),
        KeyId.Select(id => ($"The key id {id}, does not exist", id)),
        Hex.Select(hex => ($"GET https://b.s3.amazonaws.com/k?versionId=1&X-Amz-Signature={hex}&x-id=GetObject", hex)),
        Hex.Select(hex => ($"x-amz-signature={hex}", hex)),
        Hex.Select(hex => ($"https%3A%2F%2Fb%2Fk%3FX-Amz-Signature%3D{hex}", hex)),
        Secret.Select(token => ($"'https://b/k?X-Amz-Security-Token={token}'", token)),
        Secret.Select(token => ($"x-amz-security-token: {token}", token)),
        Secret.Select(scope => ($"https://b/k?X-Amz-Algorithm=a&X-Amz-Credential={scope}&X-Amz-Date=2", scope)),
        Hex.Select(hex => ($"https://d1.cloudfront.net/k?Expires=1&Signature={hex}&Key-Pair-Id=K1", hex)),
        Password.Select(password => ($"mongodb://teacher:{password}@db.example.org:27017/x?ssl=true", password)),
        Password.Select(password => ($"Cannot reach 'mongodb+srv://teacher:{password}@db.example.org'.", password)),
        Secret.Select(token => ($"https://{token.Replace('/', '_')}@git.example.org/", token.Replace('/', '_'))),
        Hex.Select(hex => ($"Authorization: AWS4-HMAC-SHA256 Credential=x/y, SignedHeaders=host;date, Signature={hex}", hex)),
        Secret.Select(token => ($$"""{"Authorization": "Basic {{token}}"}""", token)),
        Secret.Select(token => ($"[authorization, token {token}]", token)),
        Secret.Select(token => ($"got 401 for Bearer {token}==", token)),
        Secret.Select(key => ($"aws_secret_access_key = {key}", key)),
        Secret.Select(key => ($"export AWS_SECRET_ACCESS_KEY='{key}'", key)),
        Secret.Select(key => ($$"""{"SecretAccessKey":"{{key}}","n":1}""", key)),
        Secret.Select(key => ($$"""{\"SecretAccessKey\":\"{{key}}\"}""", key)),
        Secret.Select(token => ($"AWS_SESSION_TOKEN={token}", token)),
        Secret.Select(password => ($"Server=x;Password={password};Pooling=true", password)));

    private static readonly Gen<string> Around = Gen.Char["abc XYZ.,:/\n\t()"].Array[0, 20].Select(c => new string(c));

    [Fact]
    public void Text_of_any_text_with_a_secret_has_it_no_more() =>
        Gen.Select(Around, Leak, Around).Sample(
            (before, leak, after) => !Redaction.Text($"{before} {leak.Text} {after}").Contains(leak.Secret, StringComparison.OrdinalIgnoreCase),
            iter: 5000);

    [Fact]
    public void Text_of_a_redacted_text_is_the_same() =>
        Gen.Select(Around, Leak, Around).Sample(
            (before, leak, after) =>
            {
                var once = Redaction.Text($"{before} {leak.Text} {after}");
                return Redaction.Text(once) == once;
            },
            iter: 2000);

    [Theory]
    [InlineData("generated_images/quiz-1.webp")]
    [InlineData("https://d111.cloudfront.net/generated_images/quiz-1.webp?v=0123456789ab")]
    [InlineData("http://127.0.0.1:5000/bucket/key")]
    [InlineData("mongodb://db.example.org:27017/assignments_db")]
    [InlineData("The bucket 'quiz' answered 403 AccessDenied to s3:PutObject.")]
    [InlineData("4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("teacher@example.org")]
    public void Text_of_a_text_without_secrets_is_the_same(string text) => Assert.Equal(text, Redaction.Text(text));

    [Fact]
    public void Text_keeps_the_host_of_a_connection_string() =>
        Assert.Equal("mongodb://***@db1:27017,db2:27017/x", Redaction.Text("mongodb://teacher:p@ss/word@db1:27017,db2:27017/x"));

    [Theory]
    [InlineData("aws_secret_access_key")]
    [InlineData("Authorization")]
    [InlineData("Password")]
    [InlineData("X-Amz-Security-Token")]
    public void Value_of_a_field_with_a_secrets_name_is_masked(string name) => Assert.Equal("***", Redaction.Value(name, "anything"));

    [Theory]
    [InlineData("://a:")]
    [InlineData("?X-Amz-")]
    [InlineData("     ")]
    [InlineData("password=\"\\")]
    [InlineData("Authorization:")]
    public void Text_of_a_long_hostile_text_takes_no_long_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        var started = Stopwatch.GetTimestamp();

        _ = Redaction.Text(text);

        // It takes under half a second alone; the rest is room for a busy machine.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
    }
}
