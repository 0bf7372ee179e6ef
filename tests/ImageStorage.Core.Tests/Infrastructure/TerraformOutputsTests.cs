namespace ImageStorage.Infrastructure;

public sealed class TerraformOutputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReadAsync_takes_names_settings_and_alarms()
    {
        var expectations = await ReadAsync(
            """
            {
              "bucket_name": {"sensitive": false, "type": "string", "value": "school-images"},
              "distribution_id": {"type": "string", "value": "E2EXAMPLE"},
              "image_domain": {"type": "string", "value": "images.example.org"},
              "distribution_domain": {"type": "string", "value": "d111.cloudfront.net"},
              "instance_role_name": {"type": "string", "value": "school-instance"},
              "mongo_uri_parameter": {"type": "string", "value": "/school/mongo-uri"},
              "table_name": {"type": "string", "value": null},
              "alarm_names": {"type": ["object", {"upload_failures": "string"}], "value": {"upload_failures": "school-upload-failures"}},
              "expected": {"type": "object", "value": {"archive_after_days": 300, "default_ttl_seconds": 3600, "cors_allowed_origins": ["https://a"],
                "model_profiles": {"amazon.nova-lite-v1:0": {"profile_id": "us.amazon.nova-lite-v1:0", "regions": ["us-east-1", "us-west-2"]}},
                "alarms": {"upload_failures": {"name": "school-upload-failures", "threshold": 7.5, "action": "arn:aws:sns:eu-central-1:1:a"}}}}
            }
            """);

        Assert.Equal(
            ("school-images", "E2EXAMPLE", "images.example.org", "school-instance", null),
            (expectations.BucketName, expectations.DistributionId, expectations.DistributionDomain, expectations.RoleName, expectations.TableName));
        Assert.Equal(
            (300, 90, TimeSpan.FromHours(1)),
            (expectations.GlacierInstantRetrievalDays, expectations.StandardInfrequentAccessDays, expectations.DefaultTimeToLive));
        Assert.Equal(["https://a"], expectations.CorsOrigins);
        Assert.Equal(new AlarmExpectation("school-upload-failures", 7.5, "arn:aws:sns:eu-central-1:1:a"), expectations.Alarms.UploadFailures);
        Assert.Null(expectations.Alarms.CacheHitRatio);
        Assert.Equal("/school/mongo-uri", expectations.MongoUriParameter);
        var (model, profile) = Assert.Single(expectations.ModelProfiles);
        Assert.Equal(("amazon.nova-lite-v1:0", "us.amazon.nova-lite-v1:0"), (model, profile.Id));
        Assert.Equal(["us-east-1", "us-west-2"], profile.Regions);
    }

    [Fact]
    public async Task ReadAsync_takes_where_the_stack_its_models_and_its_records_are()
    {
        var expectations = await ReadAsync(
            """
            {
              "aws_region": {"type": "string", "value": "eu-central-1"},
              "expected": {"type": "object", "value": {"bedrock_region": "us-west-2", "record_store": "mongodb"}}
            }
            """);

        Assert.Equal(("eu-central-1", "us-west-2", "mongodb"), (expectations.Region, expectations.BedrockRegion, expectations.RecordStore));
    }

    [Fact]
    public async Task ReadAsync_of_a_stack_that_was_applied_half_way_leaves_out_what_is_not_there()
    {
        var expectations = await ReadAsync("""{"bucket_name": {"type": "string", "value": "school-images"}}""");

        Assert.Equal(("school-images", null), (expectations.BucketName, expectations.GroupName));
        Assert.Equal((null, null, null), (expectations.Region, expectations.BedrockRegion, expectations.RecordStore));
    }

    [Theory]
    [InlineData("not JSON", "is not JSON")]
    [InlineData("{}", "has no outputs of Terraform")]
    [InlineData("[1]", "has no outputs of Terraform")]
    [InlineData("""{"bucket_name": "school-images"}""", "has no outputs of Terraform")]
    [InlineData("""{"bucket_name": {"value": ["school-images"]}}""", "bucket_name of")]
    [InlineData("""{"expected": {"value": "all"}}""", "expected of")]
    [InlineData("""{"expected": {"value": {"model_profiles": {"a": "us.a"}}}}""", "expected.model_profiles.a of")]
    [InlineData("""{"expected": {"value": {"archive_after_days": "soon"}}}""", "expected.archive_after_days of")]
    [InlineData("""{"expected": {"value": {"archive_after_days": 1.5}}}""", "should be a whole number")]
    [InlineData("""{"expected": {"value": {"cors_allowed_origins": [1]}}}""", "expected.cors_allowed_origins of")]
    public async Task ReadAsync_of_what_is_no_such_file_says_what_is_wrong(string content, string message)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => ReadAsync(content));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("terraform output -json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_of_a_file_that_is_not_there_names_it()
    {
        var path = _folder.File("none.json");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => TerraformOutputs.ReadAsync(path, default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<InfrastructureExpectations> ReadAsync(string content)
    {
        var path = _folder.File("outputs.json");
        await File.WriteAllTextAsync(path, content);
        return await TerraformOutputs.ReadAsync(path, default);
    }
}
