namespace ImageStorage.Portal.Creation;

/// <summary>The jobs that make pictures.</summary>
internal static class CreationServices
{
    /// <summary>Adds the jobs, which stop with the host.</summary>
    public static void AddCreation(this IServiceCollection services) =>
        services.AddSingleton<CreationJobs>().AddHostedService(provider => provider.GetRequiredService<CreationJobs>());
}
