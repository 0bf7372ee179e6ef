using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using System.Xml.Linq;

namespace ImageStorage.Cmdlets;

/// <summary>The module as a whole holds together: manifest, cmdlets, views, errors, references.</summary>
public sealed class ModuleTests : IDisposable
{
    private static readonly IReadOnlyList<Type> Commands =
        [.. typeof(Errors.ErrorRecords).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), false))];

    private readonly ModuleSession _session = new();

    [Fact]
    public void Manifest_exports_exactly_the_cmdlets_that_there_are()
    {
        var exported = _session.Invoke("(Get-Module ImageStorage).ExportedCmdlets.Keys").All<string>();

        Assert.Equal(Commands.Select(Name).Order(), exported.Order());
    }

    [Fact]
    public void Every_cmdlet_is_sealed_and_named_after_its_verb_and_noun() =>
        Assert.All(Commands, type =>
        {
            Assert.True(type.IsSealed);
            Assert.Equal(Name(type).Replace("-", "", StringComparison.Ordinal) + "Command", type.Name);
        });

    [Fact]
    public void Every_cmdlet_that_changes_something_has_WhatIf() =>
        Assert.All(
            Commands.Where(type => Attribute(type).VerbName is not ("Get" or "Show" or "Test")),
            type => Assert.True(Attribute(type).SupportsShouldProcess, type.Name));

    [Fact]
    public void Every_output_type_of_ours_has_a_format_view()
    {
        var views = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, "ImageStorage.Format.ps1xml"))
            .Descendants("TypeName").Select(element => element.Value).ToHashSet();
        var outputs = Commands.SelectMany(type => type.GetCustomAttributes(typeof(OutputTypeAttribute), false).Cast<OutputTypeAttribute>())
            .SelectMany(attribute => attribute.Type).Select(type => type.Name).Where(name => name.StartsWith("ImageStorage.", StringComparison.Ordinal)).Distinct();

        Assert.All(outputs, output => Assert.Contains(output, views));
    }

    [Fact]
    public void Every_error_has_a_category_of_its_own_choice() =>
        Assert.All(Enum.GetValues<ImageStorageError>(), error => Assert.NotEqual(ErrorCategory.NotSpecified, Errors.ErrorRecords.Category(error)));

    [Fact]
    public void Abstractions_know_nothing_but_the_framework() =>
        Assert.All(
            typeof(ImageStorageException).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void The_core_and_its_dependencies_are_not_in_the_session_s_load_context()
    {
        _session.Invoke("New-AssignmentImage kite").AssertNoErrors();

        var session = AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName().Name);
        Assert.DoesNotContain("ImageStorage.Core", session);
        Assert.DoesNotContain("AWSSDK.S3", session);
        Assert.DoesNotContain("Microsoft.Data.Sqlite", session);
    }

    [Fact]
    public void Another_module_s_build_of_MongoDB_s_assemblies_does_not_disturb()
    {
        AssemblyLoadContext.Default.LoadFromAssemblyPath(ForeignAssembly("MongoDB.Bson", _session.Folder));

        Environment.SetEnvironmentVariable("MONGO_OF_NOBODY", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200");
        _session.Configure(new { bucket = "my-bucket", endpoint = "http://127.0.0.1:1", records = new { mongodbVariable = "MONGO_OF_NOBODY" } });

        var result = _session.Invoke("Get-Assignment");

        Assert.StartsWith("StorageUnavailable", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var session = AssemblyLoadContext.Default.Assemblies.Select(assembly => assembly.GetName()).ToList();
        Assert.DoesNotContain(session, name => name.Name == "MongoDB.Driver");
        Assert.Equal(new Version(1, 0, 0, 0), Assert.Single(session, name => name.Name == "MongoDB.Bson").Version);
    }

    [Fact]
    public void Import_Force_in_the_middle_of_a_session_leaves_it_working()
    {
        _session.Invoke("New-AssignmentImage kite; Import-Module $args[0] -Force; New-AssignmentImage kite", ModuleSession.ModulePath).AssertNoErrors();
    }

    [Fact]
    public async Task Six_sessions_at_once_do_not_meet()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            using var session = new ModuleSession();
            session.Invoke("1..5 | ForEach-Object { \"Picture $_\" } | New-AssignmentImage").AssertNoErrors();
            Assert.Equal(5, session.Invoke("Get-Assignment").AssertNoErrors().Output.Count);
        })));
    }

    public void Dispose() => _session.Dispose();

    /// <summary>An assembly of that name with nothing that its namesake has.</summary>
    private static string ForeignAssembly(string name, string folder)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        assembly.DefineDynamicModule(name).DefineType("Foreign." + name).CreateType();
        var path = Path.Combine(folder, name + ".dll");
        assembly.Save(path);
        return path;
    }

    private static CmdletAttribute Attribute(Type type) => (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), false).Single();

    private static string Name(Type type) => $"{Attribute(type).VerbName}-{Attribute(type).NounName}";
}
