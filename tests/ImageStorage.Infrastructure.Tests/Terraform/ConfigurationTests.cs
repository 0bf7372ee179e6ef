using System.Diagnostics;
using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Terraform;

/// <summary>Terraform's own judgements of the configuration.</summary>
public sealed class ConfigurationTests(Workspace workspace)
{
    private const string UnitTests = "tests/unit";

    public static TheoryData<string> TestFiles { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Workspace.Repository, "terraform", UnitTests), "*.tftest.hcl").Select(file => Path.GetFileName(file)!).Order()];

    [Fact]
    public async Task Configuration_is_formatted() =>
        (await (await workspace.RequireAsync()).RunAsync("fmt", "-check", "-recursive", "-diff")).OrFail("terraform fmt");

    [Fact]
    public async Task Configuration_is_valid() =>
        (await (await workspace.RequireAsync()).RunAsync("validate", "-no-color")).OrFail("terraform validate");

    [Theory]
    [MemberData(nameof(TestFiles))]
    public async Task Every_run_of_the_unit_tests_passes(string file)
    {
        var terraform = await workspace.RequireAsync();

        // Its output has a line for each run, and a failed one's reason.
        var result = await terraform.RunAsync("test", "-no-color", $"-test-directory={UnitTests}", $"-filter={UnitTests}/{file}");

        Assert.Matches(@"Success! [1-9]\d* passed, 0 failed", result.OrFail($"terraform test of {file}").Output);
    }

    [Fact]
    public async Task User_data_is_a_shell_script()
    {
        var shell = PathSearch.Find("bash");
        if (shell is null)
            Assert.Skip("bash is not on PATH");

        using var process = Process.Start(new ProcessStartInfo(shell, ["-n", Path.Combine(Workspace.Repository, "scripts", "user_data.sh")]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, error);
    }
}
