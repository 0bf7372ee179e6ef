using System.Management.Automation;
using System.Reflection;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Rows as Import-Csv gives them: a blank cell is none, a cell that cannot be used is an error for its row.</summary>
public sealed class CsvRowTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    /// <summary>The optional texts that a row can bind. Set-ImageStorageConfiguration clears a setting with an empty text.</summary>
    public static TheoryData<Type, string> OptionalTexts => [.. typeof(SetImageStorageConfigurationCommand).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(CmdletAttribute)) && type != typeof(SetImageStorageConfigurationCommand))
        .SelectMany(type => type.GetProperties().Where(IsOptionalText).Select(property => (type, property.Name)))];

    [Theory]
    [MemberData(nameof(OptionalTexts))]
    public void A_blank_cell_of_an_optional_text_is_none(Type cmdlet, string name)
    {
        var property = cmdlet.GetProperty(name)!;
        var instance = Activator.CreateInstance(cmdlet)!;

        property.SetValue(instance, " ");

        Assert.Null(property.GetValue(instance));
        Assert.DoesNotContain(
            property.GetCustomAttributes<ValidateArgumentsAttribute>(),
            attribute => attribute is ValidateNotNullOrEmptyAttribute or ValidateLengthAttribute or ValidateRangeAttribute);
    }

    [Fact]
    public void A_row_with_blank_cells_has_the_defaults()
    {
        var image = _session.Invoke(
            "[pscustomobject]@{ AssignmentId = ''; Prompt = 'A kite'; Seed = ''; TeacherId = ''; ModelId = ' '; Path = '' } | New-AssignmentImage")
            .One<AssignmentImage>();

        Assert.NotEmpty(image.AssignmentId);
        Assert.Equal(Environment.UserName, image.Assignment.TeacherId);
        Assert.Equal("A kite", image.Assignment.Prompt);
    }

    [Theory]
    [InlineData("abc", "It is not a whole number from 0 to 4294967294.")]
    [InlineData("1.5", "It is not a whole number from 0 to 4294967294.")]
    [InlineData("-5", "-5 is not from 0 to 4294967294.")]
    public void A_row_whose_seed_cannot_be_used_is_an_error_for_that_row_and_the_others_are_made(string seed, string expected)
    {
        var run = _session.Invoke(
            "'1', $args[0], '3' | ForEach-Object { [pscustomobject]@{ AssignmentId = \"row$_\".Replace('.', ''); Prompt = 'A kite'; Seed = $_ } } | New-AssignmentImage",
            seed);

        Assert.Equal(["row1", "row3"], run.All<AssignmentImage>().Select(image => image.AssignmentId));
        var error = Assert.Single(run.Errors);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(seed, PSObject.AsPSObject(error.TargetObject).Properties["Seed"].Value.ToString());
    }

    [Theory]
    [InlineData("Repair-AssignmentImage -GracePeriod -1")]
    [InlineData("Repair-AssignmentImage -GracePeriod '400.00:00:00'")]
    [InlineData("Repair-AssignmentImage -MaxRemove -1")]
    [InlineData("Repair-AssignmentImage -MaxRemovePercent 101")]
    [InlineData("Get-ImageUrl quiz-1 -Presigned -ExpiresIn 0")]
    [InlineData("Get-ImageUrl quiz-1 -Presigned -ExpiresIn '8.00:00:00'")]
    [InlineData("Test-ImageInfrastructure -Timeout 0")]
    [InlineData("Test-ImageScaling -Last 0 -GroupName g")]
    [InlineData("Get-ImageMetric -Last -5")]
    [InlineData("New-AssignmentImage kite -Seed -1")]
    [InlineData("New-AssignmentImage kite -Budget -1")]
    [InlineData("New-AssignmentImage kite -ThrottleLimit 0")]
    [InlineData("Optimize-Image a.png -Quality 101")]
    public void A_senseless_value_is_a_validation_error(string command) =>
        Assert.StartsWith(
            "ParameterArgumentValidationError", Assert.Single(_session.Invoke(command).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Get_ImageUrl_with_an_expiry_that_has_no_effect_is_refused() =>
        Assert.Contains(
            "-ExpiresIn works only with -Presigned",
            _session.Invoke("Get-ImageUrl quiz-1 -ExpiresIn 60").AssertError(ImageStorageError.ConfigurationInvalid).ToString(), StringComparison.Ordinal);

    private static bool IsOptionalText(PropertyInfo property) =>
        property.PropertyType == typeof(string)
        && property.GetCustomAttributes<ParameterAttribute>().ToList() is { Count: > 0 } parameters
        && parameters.TrueForAll(parameter => !parameter.Mandatory) && parameters.Exists(parameter => parameter.ValueFromPipelineByPropertyName);
}
