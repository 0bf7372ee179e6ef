#requires -Version 7.6
<#
.SYNOPSIS
    What the scripts about a deployed stack begin with: imports the module, and gives the file of Terraform's outputs.
.PARAMETER TerraformOutput
    The file, where there is one. Without it terraform is asked, in terraform/, and the file that is given is the caller's to delete.
.PARAMETER ModuleOnly
    Imports the module and asks for nothing.
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

if (-not (Get-Command terraform -CommandType Application -ErrorAction Ignore)) { throw "'terraform' is not on PATH. Install it, or give -TerraformOutput <file>." }
$outputs = (terraform "-chdir=$PSScriptRoot/../terraform" output -json) -join "`n"
$file = [IO.Path]::GetTempFileName()
[IO.File]::WriteAllText($file, $outputs)
$file
