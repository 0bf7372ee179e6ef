using ImageStorage.Portal.Hosting;

return await PortalApplication.RunAsync(args);
