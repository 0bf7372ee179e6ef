#requires -Version 7.6
<#
.SYNOPSIS
    Holds what is really there to what terraform/ says should be there.
.DESCRIPTION
    A table for people, reports for pipelines; in GitHub Actions also annotations and a job summary. Changes nothing, but for -Canary.
    The stack's region is that of its outputs, whatever AWS_REGION says.
    Exit code 0: every check that ran passed. 1: a check failed. 2: the checks could not run, or the stack is not whole; the last line
    says why.
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
$asked = $null
$summary = $null
try {
    $stack = & "$PSScriptRoot/stack.ps1" -TerraformOutput $TerraformOutput
    if (-not $TerraformOutput) { $TerraformOutput = $asked = $stack }
    if ($env:GITHUB_STEP_SUMMARY) {
        $summary = [IO.Path]::GetTempFileName() + '.md'
        $ReportPath += $summary
    }

    $which = @{}
    if ($Area) { $which.Area = $Area }
    if ($ReportPath) { $which.ReportPath = $ReportPath }
    $checks = @(Test-ImageInfrastructure -TerraformOutput $TerraformOutput -Canary:$Canary @which)
    $checks | Out-Host
    $outputs = [Text.Json.Nodes.JsonNode]::Parse([IO.File]::ReadAllText($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($TerraformOutput)))
    $missing = @('bucket_name', 'distribution_id', 'instance_role_name', 'group_name', 'dashboard_name', 'alarm_names', 'expected').Where({ -not $outputs[$_] })
    if ($summary) { [IO.File]::AppendAllText($env:GITHUB_STEP_SUMMARY, [IO.File]::ReadAllText($summary)) }
}
catch {
    [Console]::Error.WriteLine("check-infrastructure: $($_.Exception.Message)")
    exit 2
}
finally {
    foreach ($file in $asked, $summary) { if ($file) { [IO.File]::Delete($file) } }
}

foreach ($check in $checks) {
    $level = @{ Failed = 'error'; Warning = 'warning' }["$($check.Status)"]
    if (-not $level) { continue }
    if ($env:GITHUB_ACTIONS -ne 'true') { "$($check.Status) $($check.Name): $($check.Remedy)" }
    else { "::$level title=$($check.Name)::$("$($check.Detail) $($check.Remedy)" -replace '%', '%25' -replace "`r", '%0D' -replace "`n", '%0A')" }
}

# Without these nothing else can be seen.
$blocked = $checks.Where({ $_.Name -in 'CallerIdentity', 'BucketExists' -and "$($_.Status)" -eq 'Failed' })
if (-not $blocked -and -not $checks.Where({ "$($_.Status)" -ne 'Skipped' })) { $blocked = $checks[0..0] }
if ($blocked) {
    [Console]::Error.WriteLine("check-infrastructure: $($blocked[0].Detail) $($blocked[0].Remedy)")
    exit 2
}
if ($missing) {
    [Console]::Error.WriteLine("check-infrastructure: The stack was applied half-way: its outputs lack $($missing -join ', '). Run deploy.ps1 again.")
    exit 2
}
exit [int]($checks.Where({ "$($_.Status)" -eq 'Failed' }).Count -gt 0)
