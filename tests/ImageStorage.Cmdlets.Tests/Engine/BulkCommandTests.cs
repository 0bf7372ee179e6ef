namespace ImageStorage.Cmdlets.Engine;

public sealed class BulkCommandTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void An_exception_that_nobody_expected_is_one_error_in_its_place_and_the_rest_goes_on()
    {
        var invocation = _session.Invoke("Import-Module -Assembly $args[0]; 1, 2, 0, 3 | Invoke-Divide", typeof(DivideCommand).Assembly);

        Assert.Equal([12, 6, 4], invocation.All<int>());
        var error = Assert.Single(invocation.Errors);
        Assert.StartsWith("UnexpectedError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.IsType<DivideByZeroException>(error.Exception);
        Assert.Equal(0, error.TargetObject);
    }

    public void Dispose() => _session.Dispose();
}
