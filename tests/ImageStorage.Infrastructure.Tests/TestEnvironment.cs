using ImageStorage.Infrastructure.Stack;
using ImageStorage.Infrastructure.Terraform;

[assembly: AssemblyFixture(typeof(Workspace))]
[assembly: AssemblyFixture(typeof(AppliedStack))]
