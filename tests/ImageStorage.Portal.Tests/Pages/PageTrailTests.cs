namespace ImageStorage.Portal.Pages;

public sealed class PageTrailTests
{
    [Fact]
    public void Newer_after_any_number_of_pages_is_the_page_before()
    {
        var way = new Stack<PageTrail>([new PageTrail(null, null)]);
        for (var page = 1; page <= 20; page++)
            way.Push(way.Peek().Older($"cursor-{page}"));

        while (way.Pop() is var at && way.TryPeek(out var before))
            Assert.Equal(before, at.Newer);
    }

    [Fact]
    public void Older_without_end_keeps_the_URL_short_and_the_way_back_as_far_as_it_is_known()
    {
        var at = new PageTrail(null, null);
        for (var page = 1; page <= 1000; page++)
            at = at.Older($"cursor-{page}");

        Assert.InRange(at.From!.Length, 1000, 2000);
        Assert.Equal("cursor-999", at.Newer!.After);
        var back = 0;
        for (; at.Newer is { } newer; back++)
            at = newer;
        Assert.InRange(back, 50, 1000);
        Assert.NotNull(at.After);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "0.cursor")]
    [InlineData("cursor", null)]
    [InlineData("cursor", "")]
    public void Newer_of_the_first_page_or_one_whose_way_is_not_known_is_none(string? after, string? from) =>
        Assert.Null(new PageTrail(after, from).Newer);
}
