using CsCheck;

namespace ImageStorage.Records.Mapping;

public class AssignmentMapperTests
{
    [Fact]
    public void FromFields_of_any_records_fields_gives_the_record() =>
        AssignmentGen.Assignment.Sample(
            assignment => AssignmentGen.Same(assignment, AssignmentMapper.FromFields(AssignmentMapper.ToFields(assignment).ToDictionary())),
            iter: 100);

    [Fact]
    public void FromFields_of_metadata_as_text_gives_the_record() =>
        AssignmentGen.Assignment.Sample(
            assignment =>
            {
                var fields = AssignmentMapper.ToFields(assignment).ToDictionary();
                fields[AssignmentFields.ImageMetadata] =
                    JsonFields.Write((IReadOnlyDictionary<string, object?>?)fields[AssignmentFields.ImageMetadata]);
                return AssignmentGen.Same(assignment, AssignmentMapper.FromFields(fields));
            },
            iter: 100);

    [Fact]
    public void ToFields_names_every_field_once_in_order() =>
        Assert.Equal(AssignmentFields.All, AssignmentMapper.ToFields(Sample()).Select(field => field.Key));

    [Fact]
    public void Changes_between_any_two_records_turn_one_into_the_other() =>
        Gen.Select(AssignmentGen.Assignment, AssignmentGen.Assignment).Sample(
            (current, other) =>
            {
                var changed = other with { AssignmentId = current.AssignmentId, Revision = current.Revision };
                var fields = AssignmentMapper.ToFields(current).ToDictionary();
                foreach (var (name, value) in AssignmentMapper.Changes(current, changed))
                    fields[name] = value;
                return AssignmentGen.Same(changed, AssignmentMapper.FromFields(fields));
            },
            iter: 100);

    [Fact]
    public void Changes_of_any_record_to_an_equal_one_are_none() =>
        AssignmentGen.Assignment.Sample(
            current => AssignmentMapper.Changes(current, AssignmentMapper.FromFields(AssignmentMapper.ToFields(current).ToDictionary())).Count == 0,
            iter: 100);

    [Fact]
    public void Changes_names_only_the_fields_that_differ()
    {
        var current = Sample();

        var changes = AssignmentMapper.Changes(current, current with { S3UploadStatus = S3UploadStatus.Failed, S3UploadAttempts = 3, Revision = 9 });

        Assert.Equal([new("s3_upload_status", "failed"), new KeyValuePair<string, object?>("s3_upload_attempts", 3L)], changes);
    }

    [Fact]
    public void Changes_of_the_id_is_refused() =>
        Assert.Throws<ArgumentException>(() => AssignmentMapper.Changes(Sample(), Sample() with { AssignmentId = "other" }));

    [Theory]
    [InlineData("s3_image_key", "generated_images/a.webp", "generated_images/a.webp", S3UploadStatus.Success)]
    [InlineData("s3_image_name", "generated_images/a.webp", "generated_images/a.webp", S3UploadStatus.Success)]
    [InlineData("s3_image_name", "no image created", "no_image", S3UploadStatus.NoImage)]
    [InlineData("s3_image_key", "no image created", "no_image", S3UploadStatus.NoImage)]
    [InlineData("s3_image_key", "no_image", "no_image", S3UploadStatus.NoImage)]
    [InlineData("s3_image_key", "", "no_image", S3UploadStatus.NoImage)]
    [InlineData("prompt", "no key at all", "no_image", S3UploadStatus.NoImage)]
    public void FromFields_of_an_older_record_infers_key_and_status(string field, string value, string key, S3UploadStatus status)
    {
        var assignment = AssignmentMapper.FromFields(new Dictionary<string, object?> { ["assignment_id"] = "a", [field] = value });

        Assert.Equal((key, status), (assignment.S3ImageKey, assignment.S3UploadStatus));
    }

    [Fact]
    public void FromFields_with_both_names_reads_the_new_one()
    {
        var assignment = AssignmentMapper.FromFields(new Dictionary<string, object?>
        {
            ["assignment_id"] = "a",
            ["s3_image_name"] = "old",
            ["s3_image_key"] = "new",
        });

        Assert.Equal("new", assignment.S3ImageKey);
    }

    [Theory]
    [InlineData("PENDING", "k", S3UploadStatus.Pending)]
    [InlineData("uploading", "k", S3UploadStatus.Pending)]
    [InlineData("uploading", null, S3UploadStatus.NoImage)]
    public void FromFields_of_a_foreign_status_never_claims_success(string stored, string? key, S3UploadStatus expected)
    {
        var assignment = AssignmentMapper.FromFields(new Dictionary<string, object?>
        {
            ["assignment_id"] = "a",
            ["s3_upload_status"] = stored,
            ["s3_image_key"] = key,
        });

        Assert.Equal(expected, assignment.S3UploadStatus);
    }

    [Fact]
    public void FromFields_takes_numbers_of_any_type()
    {
        var assignment = AssignmentMapper.FromFields(new Dictionary<string, object?>
        {
            ["assignment_id"] = "a",
            ["created_at"] = 1_700_000_000,
            ["s3_upload_attempts"] = 2.0m,
            ["revision"] = "7",
        });

        Assert.Equal(
            (1_700_000_000, 2, 7), (assignment.CreatedAt.ToUnixTimeSeconds(), assignment.S3UploadAttempts, assignment.Revision));
    }

    [Theory]
    [InlineData("question_answers", "no json")]
    [InlineData("question_answers", "{\"Id\":1}")]
    [InlineData("image_metadata", "[1]")]
    [InlineData("created_at", "yesterday")]
    public void FromFields_of_an_unreadable_value_names_record_and_field(string field, string value)
    {
        var exception = Assert.Throws<ImageStorageException>(
            () => AssignmentMapper.FromFields(new Dictionary<string, object?> { ["assignment_id"] = "quiz-1", [field] = value }));

        Assert.Equal(ImageStorageError.StorageUnavailable, exception.Error);
        Assert.Contains("quiz-1", exception.Message, StringComparison.Ordinal);
        Assert.Contains(field, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_of_metadata_keeps_unknown_keys_and_drops_ours_that_are_gone()
    {
        var stored = JsonFields.Read("""{"format":"png","sha256":"old","alt_text":"a cat","nested":{"n":1.50}}""");

        var merged = ImageMetadataMapper.Merge(stored, new Dictionary<string, object?> { ["format"] = "webp" });

        Assert.Equal("""{"format":"webp","alt_text":"a cat","nested":{"n":1.50}}""", JsonFields.Write(merged));
    }

    private static Assignment Sample() => new()
    {
        AssignmentId = "quiz-1",
        TeacherId = "t",
        Prompt = "p",
        CreatedAt = DateTimeOffset.UnixEpoch,
        S3ImageKey = ObjectKey.For("quiz-1"),
        S3UploadStatus = S3UploadStatus.Success,
    };
}
