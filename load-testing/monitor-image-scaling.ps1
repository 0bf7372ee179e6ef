#requires -Version 7.6
<#
.SYNOPSIS
    Follows the portal's group through a load, and reports whether it scaled as it should.
.DESCRIPTION
    Started before the load, beside it: reads the metrics of each minute again and again, shows them as a table (lines where the output is
    redirected), and keeps them in a folder of its own: metrics.csv, metrics.json, metrics.svg. At the end Test-ImageScaling judges them
    into scaling.json, scaling.xml (JUnit) and scaling.md: when the CPU passed the target, whether an instance was added within 5 minutes
    and the group was back within 10, whether 95 % succeeded meanwhile, and whether each new instance wrote and read the bucket.
    Ctrl+C ends it: what was read until then is written and judged.

    Exit code 0: every check passed. 1: one failed. 2: the group could not be followed, or a check has no answer; the last line says why.
    130: ended by Ctrl+C.
.PARAMETER TerraformOutput
    A file that 'terraform output -json' wrote. Without it and -GroupName the script runs terraform, in terraform/.
.PARAMETER GroupName
    The Auto Scaling group, when it is not that of the outputs.
.PARAMETER BucketName
    The bucket, when it is not that of the outputs; without outputs, the configured one by default.
.PARAMETER DistributionId
    The distribution, when it is not that of the outputs.
.PARAMETER StartTime
    The beginning, such as 2026-11-24T09:00Z, for a load that has begun or is over. Now by default.
.PARAMETER Duration
    The time from the beginning until 15 minutes after the load: 90, 90s, 30m, 1h30m.
.PARAMETER Interval
    How often CloudWatch is asked.
.PARAMETER Output
    The folder that gets a folder for each observation.
.EXAMPLE
    ./load-testing/monitor-image-scaling.ps1 -TerraformOutput outputs.json -Duration 35m
.EXAMPLE
    ./load-testing/monitor-image-scaling.ps1 -StartTime 2026-11-24T09:00Z -Duration 45m

    Judges a load that is over.
#>
[CmdletBinding()]
param(
    [string] $TerraformOutput,
    [string] $GroupName,
    [string] $BucketName,
    [string] $DistributionId,
    [string] $StartTime,
    [string] $Duration = '30m',
    [string] $Interval = '60s',
    [string] $Output = 'load-test-results'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$columns = [ordered]@{
    'CPU %' = 'AutoScaling CPUUtilization'; 'desired' = 'AutoScaling GroupDesiredCapacity'; 'serving' = 'AutoScaling GroupInServiceInstances'
    'uploads' = 'ImageStorage UploadAttempts'; 'failed' = 'ImageStorage UploadFailures'
    'viewed' = 'CloudFront Requests'; 'hits %' = 'CloudFront CacheHitRate'; '5xx %' = 'CloudFront 5xxErrorRate'
    'S3 asked' = 'S3 AllRequests'; 'S3 5xx' = 'S3 5xxErrors'
}
# Without OperationDuration, because it would include this script's own requests.
$names = @($columns.Values.ForEach({ "$_".Split(' ')[1] })) + 'GroupMinSize', 'GroupMaxSize', 'StartCanaries', 'StartCanaryFailures', 'FirstByteLatency', 'BytesStored'
$isTerminal = -not [Console]::IsOutputRedirected -and $env:TERM -ne 'dumb'
$asked = $null
$seen = @{}
$shown = @{ Until = [DateTimeOffset]::MinValue; Verdict = @(); Height = 0 }

# Reads all minutes again, since metrics arrive late, and writes them to files, so that nothing is lost however this ends.
$read = {
    $now = [DateTimeOffset]::UtcNow
    $to = if ($now -lt $until) { $now } else { $until }
    $points = @(Get-ImageMetric @stack -Name $names -StartTime $from -EndTime $to -Period 60 -Chart "$folder/metrics.svg")
    $checks = @(Test-ImageScaling @stack -StartTime $from -EndTime $to -ReportPath "$folder/scaling.json", "$folder/scaling.xml", "$folder/scaling.md")
    $seen.Verdict = $checks.ForEach({ "$("$($_.Status)".PadRight(8))$($_.Name.PadRight(16))$($_.Detail)" })
    $rows = foreach ($point in $points) { "$($point.Timestamp.ToString('yyyy-MM-ddTHH:mm:ssZ')),$($point.Source),$($point.Name),$($point.Statistic),$($point.Value),$($point.Unit)" }
    [IO.File]::WriteAllText("$folder/metrics.csv", (@('timestamp,source,metric,statistic,value,unit') + $rows -join "`n") + "`n")
    $entries = foreach ($row in $rows) { '  {{ "timestamp": "{0}", "source": "{1}", "metric": "{2}", "statistic": "{3}", "value": {4}, "unit": "{5}" }}' -f $row.Split(',') }
    [IO.File]::WriteAllText("$folder/metrics.json", "[`n$($entries -join ",`n")`n]`n")
}
$show = {
    $minutes = [Collections.Generic.SortedDictionary[DateTimeOffset, hashtable]]::new()
    foreach ($point in $points) {
        if (-not $minutes.ContainsKey($point.Timestamp)) { $minutes[$point.Timestamp] = @{} }
        $minutes[$point.Timestamp]["$($point.Source) $($point.Name)"] = $point.Value
    }
    $lines = @(foreach ($minute in $minutes.GetEnumerator()) {
        if (-not $isTerminal -and $minute.Key -le $shown.Until) { continue }
        # Metrics of the latest minutes may still arrive. Lines that cannot be redrawn are written only when they are complete.
        if (-not $isTerminal -and -not $isLast -and $minute.Key -gt $to.AddMinutes(-3)) { break }
        if (-not $isTerminal) { $shown.Until = $minute.Key }
        $cells = foreach ($column in $columns.GetEnumerator()) { "$(if ($minute.Value.Contains($column.Value)) { [Math]::Round($minute.Value[$column.Value], 1) } else { '-' })".PadLeft([Math]::Max(8, $column.Key.Length + 1)) }
        "$($minute.Key.ToString('HH:mm'))$(-join $cells)"
    })
    $head = 'UTC  ' + -join $columns.Keys.ForEach({ $_.PadLeft([Math]::Max(8, $_.Length + 1)) })
    if ($isTerminal) {
        $lines = @($head) + $lines[-15..-1]
        if (-not $isLast) { $lines = $lines + '' + $seen.Verdict }
        $lines = $lines.ForEach({ if ($_.Length -ge [Console]::WindowWidth) { $_.Substring(0, [Math]::Max(0, [Console]::WindowWidth - 1)) } else { $_ } })
        "$(if ($shown.Height) { "`e[$($shown.Height)F`e[J" })$($lines -join "`n")" | Out-Host
        $shown.Height = $lines.Count
        return
    }
    if ($lines -and -not $shown.Height) { $head | Out-Host }
    $shown.Height += $lines.Count
    $lines | Out-Host
    if (-not $isLast) { $seen.Verdict.Where({ $_ -notmatch '^Skipped' -and $_ -notin $shown.Verdict }) | Out-Host }
    $shown.Verdict = $seen.Verdict
}

try {
    $seconds = foreach ($given in $Duration, $Interval) {
        $length = if ($given -match '^(?=.)((?<h>\d+(\.\d+)?)h)?((?<m>\d+(\.\d+)?)m)?((?<s>\d+(\.\d+)?)s?)?$') { 3600 * $Matches.h + 60 * $Matches.m + [double]$Matches.s }
        if (-not $length) { throw "'$given' is not a duration. Write more than zero seconds like 90, 90s, 10m or 1h30m." }
        $length
    }
    $from = [DateTimeOffset]::UtcNow
    if ($StartTime -and -not [DateTimeOffset]::TryParse($StartTime, [cultureinfo]::InvariantCulture, 'AssumeLocal', [ref] $from)) { throw "-StartTime: '$StartTime' is not a time. Write one like 2026-11-24T09:00Z." }
    if ($from -gt [DateTimeOffset]::UtcNow) { throw "-StartTime: $StartTime is still to come. Start this then, or leave -StartTime out." }
    # Points are whole minutes.
    $from = $from.ToUniversalTime().AddTicks(-($from.Ticks % [TimeSpan]::TicksPerMinute))
    $until = $from.AddSeconds($seconds[0])

    $stack = @{}
    $outputs = & "$PSScriptRoot/../scripts/stack.ps1" -TerraformOutput $TerraformOutput -ModuleOnly:($GroupName -and -not $TerraformOutput)
    if ($outputs) { $stack.TerraformOutput = $outputs }
    if (-not $TerraformOutput) { $asked = $outputs }
    if ($GroupName) { $stack.GroupName = $GroupName }
    if ($BucketName) { $stack.BucketName = $BucketName }
    if ($DistributionId) { $stack.DistributionId = $DistributionId }

    $folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath("$Output/scaling-$([DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ'))-$([Guid]::NewGuid().ToString('N').Substring(0, 8))")
    try { $null = [IO.Directory]::CreateDirectory($folder) }
    catch { throw "'$folder' cannot be written: $($_.Exception.InnerException.Message) Choose another -Output." }

    . $read
    $group = @(Test-ImageInfrastructure @stack -Area Compute).Where({ $_.Name -eq 'GroupCapacity' })[0]
    if ($group.Actual -eq 'none') { throw "$($group.Detail) $($group.Remedy)" }
    "$($group.Detail) The group is followed until $($until.ToString('HH:mm')) UTC." | Out-Host
    $isLast = $isOver = $false
    try {
        while ([DateTimeOffset]::UtcNow -lt $until) {
            . $show
            $next = [DateTimeOffset]::UtcNow.AddSeconds($seconds[1])
            if ($next -gt $until) { $next = $until }
            while ([DateTimeOffset]::UtcNow -lt $next) { [Threading.Thread]::Sleep(100) }
            if ($next -eq $until) { break }
            try { . $read }
            catch {
                "The metrics could not be read, and are read again later: $($_.Exception.Message)" | Out-Host
                if ($isTerminal) { $shown.Height = 0 }
            }
        }
        $isOver = $true
    }
    finally {
        $isLast = $true
        try {
            . $read
            . $show
            @('') + $seen.Verdict + "The minutes, their chart and the verdict are in $folder" | Out-Host
        }
        catch {
            if ($isOver) { throw }
            [Console]::Error.WriteLine("monitor-image-scaling: $($_.Exception.Message)")
        }
        # After Ctrl+C nothing below runs, and pwsh would end with 0.
        if (-not $isOver) { $Host.SetShouldExit(130) }
    }
}
catch {
    [Console]::Error.WriteLine("monitor-image-scaling: $($_.Exception.Message)")
    exit 2
}
finally {
    if ($asked) { [IO.File]::Delete($asked) }
}

$open = $checks.Where({ "$($_.Status)" -eq 'Skipped' })
if ($checks.Where({ "$($_.Status)" -eq 'Failed' })) { exit 1 }
if ($open) {
    [Console]::Error.WriteLine("monitor-image-scaling: $($open[0].Name) has no answer: $($open[0].Detail) $($open[0].Remedy)")
    exit 2
}
