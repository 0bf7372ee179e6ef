#requires -Version 7.6
<#
.SYNOPSIS
    Holds what is really there to what terraform/ says should be there.
.DESCRIPTION
    A table for people, reports for pipelines; in GitHub Actions also annotations and a job summary. Changes nothing, but for -Canary.
    Exit code 0: every check that ran passed. 1: a check failed. 2: the checks could not run; the last line says why.
.PARAMETER TerraformOutput
    A file that 'terraform output -json' wrote. Without it terraform is asked, in terraform/.
.PARAMETER Area
    Only these areas: Identity, Storage, Cdn, Access, Model, Records, Compute, Monitoring.
.PARAMETER Canary
    A live round trip too: a small image is stored, read through the distribution, compared and deleted.
.PARAMETER ReportPath
    Reports to write: .json, .xml (JUnit), .md.
.EXAMPLE
    ./scripts/check-infrastructure.ps1 -Canary -ReportPath checks.xml
#>
[CmdletBinding()]
param(
    [string] $TerraformOutput,
    [string[]] $Area,
    [switch] $Canary,
    [string[]] $ReportPath = @()
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$asked = $null
$summary = $null
try {
    if (-not (Get-Module ImageStorage)) {
        $module = [IO.Path]::GetFullPath("$PSScriptRoot/../module/out/ImageStorage/ImageStorage.psd1")
        if (-not [IO.File]::Exists($module)) { throw "The module is not built yet. Run 'dotnet build' in the project's folder first." }
        Import-Module $module
    }
    if (-not $TerraformOutput) {
        if (-not (Get-Command terraform -CommandType Application -ErrorAction Ignore)) { throw "'terraform' is not on PATH. Install it, or give -TerraformOutput <file>." }
        $outputs = (terraform "-chdir=$PSScriptRoot/../terraform" output -json) -join "`n"
        $TerraformOutput = $asked = [IO.Path]::GetTempFileName()
        [IO.File]::WriteAllText($asked, $outputs)
    }
    if ($env:GITHUB_STEP_SUMMARY) {
        $summary = [IO.Path]::GetTempFileName() + '.md'
        $ReportPath += $summary
    }

    $which = @{}
    if ($Area) { $which.Area = $Area }
    if ($ReportPath) { $which.ReportPath = $ReportPath }
    $checks = @(Test-ImageInfrastructure -TerraformOutput $TerraformOutput -Canary:$Canary @which)
    $checks | Out-Host
    if ($summary) { [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, [IO.File]::ReadAllText($summary)) }
}
catch {
    [Console]::Error.WriteLine("check-infrastructure: $($_.Exception.Message)")
    exit 2
}
finally {
    foreach ($file in $asked, $summary) { if ($file) { [IO.File]::Delete($file) } }
}

if ($env:GITHUB_ACTIONS -eq 'true') {
    foreach ($check in $checks) {
        $level = @{ Failed = 'error'; Warning = 'warning' }["$($check.Status)"]
        if ($level) { "::$level title=$($check.Name)::$("$($check.Detail) $($check.Remedy)" -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A')" }
    }
}

# Without these nothing else can be seen.
$blocked = $checks.Where({ $_.Name -in 'CallerIdentity', 'BucketExists' -and "$($_.Status)" -eq 'Failed' })
if (-not $blocked -and -not $checks.Where({ "$($_.Status)" -ne 'Skipped' })) { $blocked = $checks[0..0] }
if ($blocked) {
    [Console]::Error.WriteLine("check-infrastructure: $($blocked[0].Detail) $($blocked[0].Remedy)")
    exit 2
}
exit [int]($checks.Where({ "$($_.Status)" -eq 'Failed' }).Count -gt 0)
