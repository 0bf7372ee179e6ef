namespace ImageStorage.Infrastructure.Terraform;

/// <summary>What a run of Terraform said.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
public sealed record TerraformResult(int ExitCode, string Output, string Error)
{
    /// <summary>This result, when the run succeeded; else a failed test that shows all that Terraform said.</summary>
    public TerraformResult OrFail(string what)
    {
        if (ExitCode != 0)
            Assert.Fail($"{what} ended with {ExitCode}.\n{Output}\n{Error}");
        return this;
    }
}
