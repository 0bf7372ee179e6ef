#requires -Version 7.6
<#
.SYNOPSIS
    Compares the deployed infrastructure with what terraform/ defines.
.DESCRIPTION
    Shows a table and writes reports; in GitHub Actions also annotations and a job summary. Changes nothing, except with -Canary.
    The region comes from the stack's outputs, not from AWS_REGION.
    Exit code 0: every check that applies was made and passed. 1: a check failed. 2: a check could not be made, or the stack is
    incomplete; the last line says why. Test-ImageInfrastructure -Quiet judges by the same rule.
.PARAMETER TerraformOutput
    A file that 'terraform output -json' wrote. Without it, 'terraform output' runs in terraform/.
.PARAMETER Area
    Checks only these areas: Identity, Storage, Cdn, Access, Model, Records, Compute, Monitoring.
.PARAMETER Canary
    Also makes a live round trip: stores a small image, reads it through the distribution, compares it and deletes it.
.PARAMETER ReportPath
    The reports to write: .json, .xml (JUnit) or .md.
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
$written = $null
$summary = $null
try {
    $stack = & "$PSScriptRoot/stack.ps1" -TerraformOutput $TerraformOutput
    if (-not $TerraformOutput) { $TerraformOutput = $written = $stack }
    if ($env:GITHUB_STEP_SUMMARY) {
        $summary = [IO.Path]::GetTempFileName() + '.md'
        $ReportPath += $summary
    }

    $which = @{}
    if ($Area) { $which.Area = $Area }
    if ($ReportPath) { $which.ReportPath = $ReportPath }
    $checks = @(Test-ImageInfrastructure -TerraformOutput $TerraformOutput -Canary:$Canary @which)
    $checks | Out-Host
    $outputFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($TerraformOutput)
    $outputs = [Text.Json.Nodes.JsonNode]::Parse([IO.File]::ReadAllText($outputFile))
    $names = 'bucket_name', 'distribution_id', 'instance_role_name', 'group_name', 'dashboard_name', 'alarm_names', 'expected'
    $missing = $names.Where({ -not $outputs[$_] })
    if ($summary) { [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, [IO.File]::ReadAllText($summary)) }
}
catch {
    [Console]::Error.WriteLine("check-infrastructure: $($_.Exception.Message)")
    exit 2
}
finally {
    foreach ($file in $written, $summary) { if ($file) { [IO.File]::Delete($file) } }
}

foreach ($check in $checks) {
    $level = @{ Failed = 'error'; Unknown = 'error'; Warning = 'warning' }["$($check.Status)"]
    if (-not $level) { continue }
    if ($env:GITHUB_ACTIONS -ne 'true') { "$($check.Status) $($check.Name): $($check.Remedy)" }
    else { "::$level title=$($check.Name)::$("$($check.Detail) $($check.Remedy)" -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A')" }
}

$verdict = [ImageStorage.InfrastructureVerdict]::Of([ImageStorage.InfrastructureCheck[]] $checks)
if ($verdict.ExitCode -eq 2) { [Console]::Error.WriteLine("check-infrastructure: $($verdict.Reason)") }
if ($missing) {
    $problem = "The stack was applied half-way: its outputs lack $($missing -join ', ')."
    [Console]::Error.WriteLine("check-infrastructure: $problem Run deploy.ps1 again.")
    exit 2
}
exit $verdict.ExitCode
