using CsCheck;


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

    public void Dispose() => _session.Dispose();
}
