namespace ImageStorage.Service;

/// <inheritdoc />
internal sealed record ImageStorageServices(IAssignmentService Assignments, IImageService Images, IImageModelService Models) : IImageStorage;
