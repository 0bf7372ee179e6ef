#requires -Version 7.6
# Holds the scripts against PSScriptAnalyzer, and runs the Pester tests against the module as it is laid out. Exit code 1 on any finding.
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)

$findings = foreach ($path in 'scripts', 'load-testing', 'module', 'tests/Pester') {
    Invoke-ScriptAnalyzer -Path (Join-Path $root $path) -Recurse -Settings (Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1')
}
$findings | Format-Table -AutoSize | Out-Host

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration
if ($findings -or $result.Result -ne 'Passed') { exit 1 }
