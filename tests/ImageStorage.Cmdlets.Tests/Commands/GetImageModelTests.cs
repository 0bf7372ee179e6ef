namespace ImageStorage.Cmdlets.Commands;

public sealed class GetImageModelTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Get_ImageModel_lists_the_models_on_offer_first()
    {
        var models = _session.Invoke("Get-ImageModel").AssertNoErrors().All<ImageModel>();

        Assert.Equal(ImageModelId.Offline, models[0].Id);
        Assert.Contains(models, model => model is { Id: "stability.stable-image-core-v1:1", State: ImageModelState.Active, ListPriceUsd: 0.04m });
        Assert.Equal(models.OrderBy(model => model.State), models);
    }

    [Fact]
    public void Get_ImageModel_of_an_unknown_id_is_one_error_and_the_rest_goes_on()
    {
        var result = _session.Invoke("'offline', 'no-such-model', 'amazon.nova-canvas-v1:0' | Get-ImageModel");

        result.AssertError(ImageStorageError.ModelUnavailable);
        Assert.Equal(["offline", "amazon.nova-canvas-v1:0"], result.All<ImageModel>().Select(model => model.Id));
    }

    [Fact]
    public void Get_ImageModel_pipes_its_ids_into_itself() =>
        Assert.Equal(
            "stability.sd3-5-large-v1:0",
            _session.Invoke("Get-ImageModel | Where-Object Id -Like *sd3* | Get-ImageModel").One<ImageModel>().Id);

    public void Dispose() => _session.Dispose();
}
