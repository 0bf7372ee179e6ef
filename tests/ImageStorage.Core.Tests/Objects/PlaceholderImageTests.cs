using System.Text;
using NetVips;

namespace ImageStorage.Objects;

public class PlaceholderImageTests
{
    [Fact]
    public void WebP_decodes_as_a_webp_of_its_size()
    {
        var data = PlaceholderImage.WebP.ToArray();
        Assert.Equal("RIFF", Encoding.ASCII.GetString(data, 0, 4));
        Assert.Equal("WEBP", Encoding.ASCII.GetString(data, 8, 4));
        using var image = Image.NewFromBuffer(data);
        Assert.Equal((PlaceholderImage.Size, PlaceholderImage.Size), (image.Width, image.Height));
        Assert.True(image.Deviate() > 8);
    }

    [Fact]
    public void WebP_is_a_few_kilobytes() =>
        Assert.InRange(PlaceholderImage.WebP.Length, 1_000, 10_000);
}
