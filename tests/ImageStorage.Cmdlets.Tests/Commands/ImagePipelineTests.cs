using CsCheck;
using ImageStorage.Testing.Images;

namespace ImageStorage.Cmdlets.Commands;

public sealed class ImagePipelineTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Files_through_Optimize_Send_and_Url_arrive_in_their_order()
    {
        TestPictures.Write(_session.Folder, 12);

        var urls = _session.Invoke(
            "[IO.DirectoryInfo]::new($args[0]).GetFiles('*.png') | Optimize-Image | Send-S3Image | Get-ImageUrl", _session.Folder);

        var names = urls.AssertNoErrors().All<string>().Select(url => Path.GetFileNameWithoutExtension(new Uri(url).LocalPath)).ToList();
        Assert.Equal(new DirectoryInfo(_session.Folder).GetFiles("*.png").Select(file => Path.GetFileNameWithoutExtension(file.Name)), names);
    }

    [Fact]
    public void Optimize_Image_of_wildcards_bytes_and_strings_takes_them_all()
    {
        TestPictures.Write(_session.Folder, 3);

        Assert.Equal(3, _session.Invoke("Optimize-Image *.png").AssertNoErrors().Output.Count);
        Assert.Equal(2, _session.Invoke("'quiz-000.png', 'quiz-001.png' | Optimize-Image").AssertNoErrors().Output.Count);
        Assert.Equal(64, _session.Invoke(",$args[0] | Optimize-Image", TestPictures.Png()).One<OptimizedImage>().Width);
        Assert.Equal(64, _session.Invoke("$args[0] | Optimize-Image", TestPictures.Png()).One<OptimizedImage>().Width);
    }

    [Fact]
    public void Optimize_Image_with_a_missing_file_among_100_gives_99_and_one_error()
    {
        var files = TestPictures.Write(_session.Folder, 100).ToArray();
        File.Delete(files[50]);

        var invocation = _session.Invoke("$args[0] | Optimize-Image", new object[] { files });

        Assert.Equal(
            files.Where(file => file != files[50]).Select(Path.GetFileNameWithoutExtension),
            invocation.All<OptimizedImage>().Select(image => image.Name));
        Assert.Equal(files[50], invocation.AssertError(ImageStorageError.ImageNotFound).TargetObject);
    }

    [Fact]
    public void Optimize_Image_writes_into_a_folder_or_to_a_file()
    {
        TestPictures.Write(_session.Folder, 2);

        var images = _session.Invoke("Optimize-Image *.png -OutputPath out/").AssertNoErrors().All<OptimizedImage>();
        var single = _session.Invoke("Optimize-Image quiz-000.png -OutputPath small.webp -Quality 20").One<OptimizedImage>();

        Assert.All(images, image => Assert.Equal(image.Data, File.ReadAllBytes(Path.Combine(_session.Folder, "out", image.Name + ".webp"))));
        Assert.Equal(Path.Combine(_session.Folder, "small.webp"), single.Path);
    }

    [Fact]
    public void Optimize_Image_WhatIf_writes_no_file()
    {
        TestPictures.Write(_session.Folder, 1);

        Assert.Empty(_session.Invoke("Optimize-Image quiz-000.png -OutputPath small.webp -WhatIf").AssertNoErrors().Output);
        Assert.False(File.Exists(Path.Combine(_session.Folder, "small.webp")));
    }

    [Fact]
    public void Send_S3Image_the_same_bytes_again_writes_nothing_and_other_bytes_need_Force()
    {
        var png = TestPictures.Png();
        var first = _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1", png).One<StoredObject>();
        var again = _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1", png).One<StoredObject>();

        Assert.Equal((true, false), (first.Written, again.Written));
        Assert.Equal("generated_images/quiz-1.png", first.Key);
        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1", TestPictures.Png(2)).AssertError(ImageStorageError.ImageAlreadyExists);
        Assert.True(_session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1 -Force", TestPictures.Png(2)).One<StoredObject>().Written);
    }

    [Fact]
    public void Receive_S3Image_fetches_once_and_then_asks_the_cache()
    {
        var png = TestPictures.Png();
        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1", png).AssertNoErrors();

        var first = _session.Invoke("Receive-S3Image -Key generated_images/quiz-1.png").One<ReceivedImage>();
        var second = _session.Invoke("Receive-S3Image -Key generated_images/quiz-1.png -OutputPath copy.png").One<ReceivedImage>();

        Assert.Equal((false, true), (first.FromCache, second.FromCache));
        Assert.Equal(png, File.ReadAllBytes(first.Path));
        Assert.Equal(png, File.ReadAllBytes(Path.Combine(_session.Folder, "copy.png")));
    }

    [Fact]
    public void Receive_S3Image_after_a_replacement_fetches_the_new_picture()
    {
        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1; Receive-S3Image -Key generated_images/quiz-1.png", TestPictures.Png()).AssertNoErrors();
        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1 -Force", TestPictures.Png(2)).AssertNoErrors();

        var received = _session.Invoke("Receive-S3Image -Key generated_images/quiz-1.png").One<ReceivedImage>();

        Assert.False(received.FromCache);
        Assert.Equal(TestPictures.Png(2), File.ReadAllBytes(received.Path));
    }

    [Fact]
    [Trait("Property", "9")]
    public void Receive_S3Image_that_is_missing_gives_the_placeholder_and_no_error() =>
        Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"].Array[1, 128].Select(letters => new string(letters)).Sample(
            id =>
            {
                var invocation = _session.Invoke("Receive-S3Image -AssignmentId $args[0]", id);
                var image = invocation.One<ReceivedImage>();
                return image.IsPlaceholder && image.Error == ImageStorageError.ImageNotFound && invocation.Warnings.Count == 1
                    && File.ReadAllBytes(image.Path).Length == image.SizeBytes;
            },
            iter: 100, threads: 1);

    [Fact]
    public void Receive_and_Send_keep_the_assignment_id_and_refuse_a_placeholder()
    {
        _session.Invoke(",$args[0] | Optimize-Image | Send-S3Image -AssignmentId quiz-1", TestPictures.Png()).AssertNoErrors();

        Assert.Equal("quiz-1", _session.Invoke("Receive-S3Image quiz-1 | Send-S3Image").One<StoredObject>().AssignmentId);
        _session.Invoke("Receive-S3Image quiz-2 | Send-S3Image").AssertError(ImageStorageError.ImageNotFound);
    }

    [Fact]
    public void Receive_S3Image_of_an_assignment_without_a_picture_gives_the_placeholder()
    {
        _session.Invoke("New-Assignment -NoImage x -AssignmentId quiz-1").AssertNoErrors();

        Assert.True(_session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>().IsPlaceholder);
        Assert.True(_session.Invoke("Get-Assignment quiz-1 | Receive-S3Image").One<ReceivedImage>().IsPlaceholder);
    }

    [Fact]
    public void Remove_S3Image_deletes_it_and_its_record_says_so()
    {
        var image = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>();

        _session.Invoke("Remove-S3Image quiz-1 -Confirm:$false").AssertNoErrors();

        Assert.False(File.Exists(image.Url!.LocalPath));
        var record = _session.Invoke("Get-Assignment quiz-1").One<Assignment>();
        Assert.Equal(("no_image", S3UploadStatus.NoImage, null), (record.S3ImageKey, record.S3UploadStatus, record.ImageMetadata));
    }

    [Fact]
    public void Remove_S3Image_that_is_missing_is_an_error() =>
        _session.Invoke("Remove-S3Image quiz-1 -Confirm:$false").AssertError(ImageStorageError.ImageNotFound);

    [Fact]
    public void Get_ImageUrl_of_a_missing_picture_is_an_error_and_a_presigned_one_of_a_folder_too()
    {
        _session.Invoke("Get-ImageUrl quiz-1").AssertError(ImageStorageError.ImageNotFound);
        _session.Invoke("Get-ImageUrl quiz-1 -Presigned -ExpiresIn 60").AssertError(ImageStorageError.ConfigurationInvalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void Send_S3Image_over_a_picture_that_a_record_names_is_refused(string force)
    {
        var image = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").One<AssignmentImage>();

        var refused = _session.Invoke($",$args[0] | Optimize-Image | Send-S3Image -AssignmentId quiz-1 {force}", TestPictures.Png());

        Assert.Contains("New-AssignmentImage", refused.AssertError(ImageStorageError.ImageAlreadyExists).ToString(), StringComparison.Ordinal);
        Assert.Equal(image.OptimizedSizeBytes, new FileInfo(image.Url!.LocalPath).Length);
        Assert.Equal(image.Url.AbsoluteUri, _session.Invoke("Get-ImageUrl quiz-1").One<string>());
    }

    [Fact]
    public void Send_S3Image_Force_of_a_permanent_image_leaves_it_permanent()
    {
        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1 -Permanent", TestPictures.Png()).AssertNoErrors();

        _session.Invoke(",$args[0] | Send-S3Image -AssignmentId quiz-1 -Force", TestPictures.Png(2)).AssertNoErrors();

        var sidecar = File.ReadAllText(Path.Combine(_session.Home, "objects", ".metadata", "generated_images", "quiz-1.png.json"));
        Assert.Contains("\"permanent\"", sidecar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quiz.webp", ".")]
    [InlineData("quiz.webp", "quiz.webp")]
    [InlineData("sub/../quiz.webp", "./quiz.webp")]
    [InlineData("quiz.webp", "sub/../quiz.webp")]
    public void Optimize_Image_never_overwrites_its_original(string path, string output)
    {
        Directory.CreateDirectory(Path.Combine(_session.Folder, "sub"));
        var original = new ImageSpec(64, 48, PixelKind.Rgb8, ImageContent.Photo, ImageFormat.WebP, false, 1, false, 1).Encode();
        File.WriteAllBytes(Path.Combine(_session.Folder, "quiz.webp"), original);

        _session.Invoke($"Optimize-Image {path} -OutputPath {output} -Quality 5").AssertError(ImageStorageError.ImageAlreadyExists);

        Assert.Equal(original, File.ReadAllBytes(Path.Combine(_session.Folder, "quiz.webp")));
    }

    [Fact]
    public void Optimize_Image_of_two_inputs_to_one_file_writes_the_first_and_refuses_the_second()
    {
        TestPictures.Write(_session.Folder, 2);

        var invocation = _session.Invoke("'quiz-000.png', 'quiz-001.png' | Optimize-Image -OutputPath out.webp");

        Assert.Equal("quiz-001.png", Path.GetFileName(invocation.AssertError(ImageStorageError.ImageAlreadyExists).TargetObject.ToString()));
        Assert.Equal(Assert.Single(invocation.All<OptimizedImage>()).Data, File.ReadAllBytes(Path.Combine(_session.Folder, "out.webp")));
    }

    [Fact]
    public void Optimize_Image_of_two_inputs_of_one_name_to_a_folder_writes_the_first_and_refuses_the_second()
    {
        TestPictures.Write(Path.Combine(_session.Folder, "a"), 1);
        TestPictures.Write(Path.Combine(_session.Folder, "b"), 1);

        var invocation = _session.Invoke("'a/quiz-000.png', 'b/quiz-000.png' | Optimize-Image -OutputPath out/");

        invocation.AssertError(ImageStorageError.ImageAlreadyExists);
        Assert.Single(invocation.Output);
    }

    [Fact]
    public void Receive_S3Image_of_two_images_to_one_file_writes_the_first_and_refuses_the_second()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1; New-AssignmentImage whale -AssignmentId quiz-2").AssertNoErrors();

        var invocation = _session.Invoke("'quiz-1', 'quiz-2' | Receive-S3Image -OutputPath out.webp");

        Assert.Equal("quiz-2", invocation.AssertError(ImageStorageError.ImageAlreadyExists).TargetObject);
        Assert.Equal("generated_images/quiz-1.webp", Assert.Single(invocation.All<ReceivedImage>()).Key);
    }

    [Fact]
    public void Receive_S3Image_WhatIf_writes_nothing()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();

        Assert.Empty(_session.Invoke("Receive-S3Image quiz-1 -OutputPath out.webp -WhatIf").AssertNoErrors().Output);

        Assert.False(File.Exists(Path.Combine(_session.Folder, "out.webp")));
        Assert.False(Directory.Exists(Path.Combine(_session.Home, "cache")));
    }

    [Fact]
    public void Receive_S3Image_that_is_missing_writes_no_placeholder_over_a_file_that_is_there()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "mine.webp"), "mine");

        _session.Invoke("Receive-S3Image quiz-1 -OutputPath mine.webp").AssertError(ImageStorageError.ImageNotFound);

        Assert.Equal("mine", File.ReadAllText(Path.Combine(_session.Folder, "mine.webp")));
    }

    [Fact]
    public void Receive_S3Image_whose_cached_file_was_changed_fetches_it_again()
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();
        var path = _session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>().Path;
        var stored = File.ReadAllBytes(path);
        File.WriteAllBytes(path, new byte[stored.Length]);

        var received = _session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>();

        Assert.False(received.FromCache);
        Assert.Equal(stored, File.ReadAllBytes(received.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ab")]
    [InlineData("zz")]
    public void Get_ImageUrl_Sha256_must_be_a_hash(string sha256)
    {
        _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();

        var invocation = _session.Invoke("Get-ImageUrl -Key generated_images/quiz-1.webp -Sha256 $args[0]", sha256);

        // A row without one: the store is asked.
        if (sha256.Length == 0)
            Assert.Contains("?v=", invocation.One<string>(), StringComparison.Ordinal);
        else
            Assert.StartsWith("ParameterArgumentValidationError", Assert.Single(invocation.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentinel_of_no_picture_is_never_taken_for_an_assignment()
    {
        foreach (var command in new[] { "New-AssignmentImage kite", "New-Assignment kite", "New-Assignment -NoImage kite", "Get-Assignment" })
            _session.Invoke($"{command} -AssignmentId no_image").AssertError(ImageStorageError.InvalidAssignmentId);

        var received = _session.Invoke("Receive-S3Image no_image").One<ReceivedImage>();
        Assert.Equal(("no_image", true), (received.Key, received.IsPlaceholder));
        _session.Invoke("Get-ImageUrl no_image").AssertError(ImageStorageError.ImageNotFound);
    }

    public void Dispose() => _session.Dispose();
}
