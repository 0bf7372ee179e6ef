using System.Reflection;
using ImageStorage.Composition;

namespace ImageStorage.Portal.Hosting;

/// <summary>The product on the settings that the module has too.</summary>
internal static class StoreServices
{
    private static readonly string[] SettingNames = [.. typeof(SettingName)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Adds <see cref="IImageStorage"/> and the settings it stands on.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>.</exception>
    public static void AddStores(this WebApplicationBuilder builder)
    {
        var factory = new ImageStorageFactory();
        var configuration = factory.Resolve(new SettingRequest { Parameters = OwnSettings(builder.Configuration) });
        builder.Services.AddSingleton(configuration);
        builder.Services.AddSingleton(_ => factory.Open(configuration));
        if (configuration.S3BucketName is not null)
            builder.Services.AddHostedService<StartCanary>();
    }

    /// <summary>What the command line or a settings file says; the environment is the core's to read, which names it in its errors.</summary>
    private static Dictionary<string, string> OwnSettings(ConfigurationManager configuration) => SettingNames
        .Select(name => (Name: name, Value: configuration[name]))
        .Where(setting => setting.Value is not null && setting.Value != Environment.GetEnvironmentVariable(setting.Name))
        .ToDictionary(setting => setting.Name, setting => setting.Value!);
}
