using ImageStorage.Infrastructure.Scripts;
using ImageStorage.Infrastructure.Stack;
using ImageStorage.Infrastructure.Terraform;

[assembly: AssemblyFixture(typeof(Workspace))]
[assembly: AssemblyFixture(typeof(AppliedStack))]
[assembly: AssemblyFixture(typeof(DeployedStack))]
