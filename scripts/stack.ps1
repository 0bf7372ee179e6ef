#requires -Version 7.6
<#
.SYNOPSIS
    Imports the module and returns the file of Terraform's outputs, for the scripts that work on a deployed stack.
.PARAMETER TerraformOutput
    An existing file. Without it, 'terraform output' runs in terraform/ and writes a temporary file, which the caller deletes.
.PARAMETER ModuleOnly
    Only imports the module.
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [string] $TerraformOutput,
    [switch] $ModuleOnly
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
if (-not (Get-Module ImageStorage)) {
    $module = [IO.Path]::GetFullPath("$PSScriptRoot/../module/out/ImageStorage/ImageStorage.psd1")
    if (-not [IO.File]::Exists($module)) { throw "The module is not built yet. Run 'dotnet build' in the project's folder first." }
    Import-Module $module
}
if ($ModuleOnly) { return }
if ($TerraformOutput) { return $TerraformOutput }

if (-not (Get-Command terraform -CommandType Application -ErrorAction Ignore)) {
    throw "'terraform' is not on PATH. Install it, or give -TerraformOutput <file>."
}
$outputs = (terraform "-chdir=$PSScriptRoot/../terraform" output -json) -join "`n"
$file = [IO.Path]::GetTempFileName()
[IO.File]::WriteAllText($file, $outputs)
$file
