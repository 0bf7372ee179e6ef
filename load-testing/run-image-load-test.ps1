#requires -Version 7.6
<#
.SYNOPSIS
    Puts a load on the portal, and reports whether it met the thresholds.
.DESCRIPTION
    Warms up, drives the portal's API with Locust, leaves the ramp out, judges the rest by thresholds, and writes report.html, result.json,
    operations.csv, timeline.csv and junit.xml into a folder of its own. Ctrl+C ends the run cleanly and still reports.

    Needs Python 3.10 or newer, and Locust 2.12 or newer on PATH.
    Exit code 0: every threshold is met. 1: one is missed. 2: it could not be run; the last line says why. 130: ended by Ctrl+C.
.PARAMETER LoadProfile
    -Profile: smoke, baseline, stress, spike, endurance, or another of -ProfilesFile.
.PARAMETER TargetHost
    The portal's address.
.PARAMETER Portal
    A built portal (ImageStorage.Portal or its .dll) that is started for the run instead, with its CPU and memory in the report. Its
    pictures and records are in a folder that is deleted afterwards, or where the environment says (S3_BUCKET_NAME, MONGO_URI, ...).
.PARAMETER TokenFile
    The API's tokens, as the portal writes them with Portal__TokenFile; without it those of IMAGESTORAGE_API_TOKENS.
.PARAMETER Users
    The number of users, instead of the profile's.
.PARAMETER SpawnRate
    How many users start in a second.
.PARAMETER Duration
    The duration with the ramp: 90, 90s, 10m, 1h.
.PARAMETER Workers
    The number of generator processes on this machine, besides the one that collects the results. With 0, one process does everything.
.PARAMETER RemoteWorkers
    The number of generator processes on other machines to wait for (README.md).
.PARAMETER Thresholds
    The file with the limits.
.PARAMETER Baseline
    The result.json of an earlier run: a p95 that has grown too much misses.
.PARAMETER Output
    The folder that gets a folder for each run.
.EXAMPLE
    ./load-testing/run-image-load-test.ps1 -Profile stress -TargetHost https://quiz.example.org -TokenFile tokens.txt -Baseline baseline.json
#>
[CmdletBinding()]
param(
    [Alias('Profile')] [string] $LoadProfile = 'smoke',
    [string] $TargetHost = 'http://127.0.0.1:8080',
    [string] $Portal,
    [string] $TokenFile,
    [string] $Users,
    [string] $SpawnRate,
    [string] $Duration,
    [string] $Workers = '0',
    [string] $RemoteWorkers = '0',
    [string] $Thresholds = "$PSScriptRoot/thresholds.json",
    [string] $ProfilesFile = "$PSScriptRoot/profiles.json",
    [string] $Baseline,
    [string] $Output = 'load-test-results'
)

$ErrorActionPreference = 'Stop'
$python = @(Get-Command python3, python -CommandType Application -ErrorAction Ignore)
if (-not $python) {
    [Console]::Error.WriteLine('load test: Python is not on PATH. Install Python 3.10 or newer and Locust (Debian and Ubuntu: apt-get install python3-locust).')
    exit 2
}

$start = [Diagnostics.ProcessStartInfo]::new($python[0].Source)
$start.WorkingDirectory = $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
$start.ArgumentList.Add("$PSScriptRoot/load_test.py")
$given = [ordered]@{
    profile = $LoadProfile; profiles = $ProfilesFile; host = $TargetHost; portal = $Portal; 'token-file' = $TokenFile; users = $Users; 'spawn-rate' = $SpawnRate
    duration = $Duration; workers = $Workers; 'remote-workers' = $RemoteWorkers; thresholds = $Thresholds; baseline = $Baseline; output = $Output
}
foreach ($name in $given.Keys) { if ($given[$name]) { $start.ArgumentList.Add("--$name=$($given[$name])") } }

$run = [Diagnostics.Process]::Start($start)
$isOver = $false
try {
    while (-not $run.WaitForExit(200)) { }
    $isOver = $true
}
finally {
    if (-not $isOver) {
        # A terminal's Ctrl+C has reached the run too. A signal to this process alone has not. A second one does no harm.
        if (-not $IsWindows -and -not $run.HasExited) { [Diagnostics.Process]::Start('kill', "-INT $($run.Id)").WaitForExit() }
        $run.WaitForExit()
        # Nothing below runs, and pwsh would end with 0.
        $Host.SetShouldExit(130)
    }
}
exit $run.ExitCode
