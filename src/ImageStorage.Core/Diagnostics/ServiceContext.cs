using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>What every service of one opened product shares. It stands here, and not in Composition, so that the services may depend on it.</summary>
/// <param name="Configuration">The resolved settings.</param>
/// <param name="Operations">Runs each user-visible operation.</param>
/// <param name="Logger">Gets the log.</param>
/// <param name="Time">The clock.</param>
internal sealed record ServiceContext(ImageStorageConfiguration Configuration, OperationRunner Operations, ILogger Logger, TimeProvider Time);
