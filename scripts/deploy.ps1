#requires -Version 7.6
<#
.SYNOPSIS
    Builds the portal, plans and applies terraform/, uploads the package, and checks what is there then.
.DESCRIPTION
    Terraform makes a plan, and exactly that plan is applied. The package's key is made of its content: a new package replaces the
    instances one by one, the same one changes nothing. The checks begin when the instances answer. Credentials are those of the AWS
    SDK's own chain.

    Needs terraform and aws on PATH, and the .NET SDK to build the package.
    Exit code 0: deployed, and every check passed. 1: deployed, and a check failed. 2: it could not be done; the last line says why.
.PARAMETER StateBucket
    The S3 bucket of Terraform's state.
.PARAMETER StateKey
    The state's key in that bucket.
.PARAMETER StateRegion
    That bucket's region.
.PARAMETER LocalState
    Keeps the state in a file beside the configuration: for trials.
.PARAMETER VariableFile
    A .tfvars file with the stack's variables.
.PARAMETER Variable
    Variables by name, which go before those of the file: @{ prefix = 'quiz'; aws_region = 'eu-central-1' }
.PARAMETER Runtime
    The instances' runtime: linux-x64, or linux-arm64 for instance_architecture arm64.
.PARAMETER PackagePath
    A portal package (.tar.gz) that is there already, instead of building one.
.PARAMETER PlanPath
    Applies this plan, made by an earlier run with -WhatIf; needs the package that it was made with.
.PARAMETER OutputPath
    Where the package, the plan and Terraform's outputs are written.
.PARAMETER PluginDirectory
    A local mirror of the Terraform provider, instead of the public registry.
.PARAMETER Destroy
    Plans the removal of everything, asks, and removes it. A bucket with images in it stays, old versions and delete
    markers counted, unless force_destroy was applied before.
    With -PlanPath: applies a plan of such a removal.
.PARAMETER Force
    With -Destroy: does not ask.
.PARAMETER NoCheck
    Leaves the checks after the apply to a step of their own.
.EXAMPLE
    ./scripts/deploy.ps1 -StateBucket example-terraform-state -VariableFile production.tfvars -WhatIf

    Stops at the plan.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $StateBucket,
    [string] $StateKey = 'imagestorage/terraform.tfstate',
    [string] $StateRegion = 'us-east-1',
    [switch] $LocalState,
    [string] $VariableFile,
    [hashtable] $Variable = @{},
    [ValidateSet('linux-x64', 'linux-arm64')] [string] $Runtime = 'linux-x64',
    [string] $PackagePath,
    [string] $PlanPath,
    [string] $OutputPath = "$PSScriptRoot/../artifacts/deploy",
    [string] $PluginDirectory,
    [switch] $Destroy,
    [switch] $Force,
    [switch] $NoCheck
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
$here = $ExecutionContext.SessionState.Path
$root = [IO.Path]::GetFullPath("$PSScriptRoot/..")
$step = 'The preparation'

try {
    $builds = -not $PackagePath -and -not $Destroy
    if (-not $StateBucket -and -not $LocalState) { throw 'Say where the state is: -StateBucket <name>, or -LocalState for a trial.' }
    if ($PlanPath -and $builds) { throw 'A plan names its package: give -PackagePath too, the package that the plan was made with.' }
    foreach ($tool in 'terraform', 'aws', 'dotnet') {
        if (($tool -ne 'dotnet' -or $builds) -and -not (Get-Command $tool -CommandType Application -ErrorAction Ignore)) {
            $source = @{ terraform = 'developer.hashicorp.com/terraform/install'; aws = 'aws.amazon.com/cli'; dotnet = 'dotnet.microsoft.com/download' }[$tool]
            throw "'$tool' is not on PATH. Install it (https://$source) and run this again."
        }
    }
    if (-not ($NoCheck -or $Destroy -or $WhatIfPreference -or (Get-Module ImageStorage) -or [IO.File]::Exists("$root/module/out/ImageStorage/ImageStorage.psd1"))) {
        throw "The checks after the apply need the module: run 'dotnet build' in the project's folder first, or give -NoCheck."
    }

    $paths = @{ VariableFile = $VariableFile; PackagePath = $PackagePath; PlanPath = $PlanPath; PluginDirectory = $PluginDirectory }
    foreach ($name in @($paths.Keys)) {
        if (-not $paths[$name]) { continue }
        $paths[$name] = $here.GetUnresolvedProviderPathFromPSPath($paths[$name])
        if (-not ([IO.File]::Exists($paths[$name]) -or [IO.Directory]::Exists($paths[$name]))) { throw "-${name}: there is no '$($paths[$name])'." }
    }
    $OutputPath = $here.GetUnresolvedProviderPathFromPSPath($OutputPath)
    $null = [IO.Directory]::CreateDirectory($OutputPath)
    $terraform = "-chdir=$root/terraform"

    if ($builds) {
        $step = 'The build of the package'
        $publish = "$OutputPath/portal"
        if ([IO.Directory]::Exists($publish)) { [IO.Directory]::Delete($publish, $true) }
        dotnet publish "$root/src/ImageStorage.Portal" -c Release -r $Runtime --self-contained -o $publish --nologo -v quiet | Out-Host
        $hash = [Security.Cryptography.IncrementalHash]::CreateHash('SHA256')
        foreach ($file in [Linq.Enumerable]::Order([string[]][IO.Directory]::GetFiles($publish, '*', 'AllDirectories'), [StringComparer]::Ordinal)) {
            $hash.AppendData([Text.Encoding]::UTF8.GetBytes($file.Substring($publish.Length)))
            $hash.AppendData([IO.File]::ReadAllBytes($file))
        }
        $paths.PackagePath = "$OutputPath/portal-$([Convert]::ToHexStringLower($hash.GetHashAndReset()).Substring(0, 16)).tar.gz"
        $packed = [IO.Compression.GZipStream]::new([IO.File]::Create($paths.PackagePath), [IO.Compression.CompressionLevel]::Optimal)
        try { [Formats.Tar.TarFile]::CreateFromDirectory($publish, $packed, $false) } finally { $packed.Dispose() }
    }

    $step = 'terraform init'
    $override = "$root/terraform/backend_override.tf"
    if ($LocalState) { [IO.File]::WriteAllText($override, "terraform {`n  backend `"local`" {}`n}`n") }
    elseif ([IO.File]::Exists($override)) { throw "'$override' of an earlier run with -LocalState would take the state away from -StateBucket. Delete that file, or keep to -LocalState." }
    $init = @('-input=false', '-reconfigure')
    if ($paths.PluginDirectory) { $init += "-plugin-dir=$($paths.PluginDirectory)" }
    if (-not $LocalState) { $init += "-backend-config=bucket=$StateBucket", "-backend-config=key=$StateKey", "-backend-config=region=$StateRegion", '-backend-config=use_lockfile=true' }
    terraform $terraform init @init | Out-Host

    if (-not $paths.PlanPath) {
        $step = 'terraform plan'
        $paths.PlanPath = "$OutputPath/$(if ($Destroy) { 'destroy' } else { 'deploy' }).tfplan"
        $plan = @('-input=false', "-out=$($paths.PlanPath)")
        if ($Destroy) { $plan += '-destroy' }
        else { $plan += '-var', "portal_package_key=releases/$([IO.Path]::GetFileName($paths.PackagePath))" }
        if ($paths.VariableFile) { $plan += "-var-file=$($paths.VariableFile)" }
        foreach ($name in $Variable.Keys) { $plan += '-var', "$name=$($Variable[$name])" }
        terraform $terraform plan @plan | Out-Host
    }
    elseif (-not $Destroy) {
        $step = 'The reading of the plan'
        $planned = [Text.Json.Nodes.JsonNode]::Parse((terraform $terraform show -json $paths.PlanPath) -join "`n")
        $actions = foreach ($change in $planned['resource_changes']) { foreach ($action in $change['change']['actions']) { "$action" } }
        if ('delete' -in $actions -and -not $actions.Where({ $_ -notin 'delete', 'no-op', 'read' })) { throw 'The plan only removes. Give -Destroy if it should.' }
        $key = "$($planned['variables']['portal_package_key']?['value'])"
        if ($key -ne "releases/$([IO.Path]::GetFileName($paths.PackagePath))") { throw "The plan was made with the package '$key', and not with '$($paths.PackagePath)'." }
    }

    if (-not $PSCmdlet.ShouldProcess("the stack of $root/terraform", $(if ($Destroy) { 'Remove everything' } else { 'Apply the plan' }))) {
        "The plan is in $($paths.PlanPath). Nothing was changed."
        exit 0
    }
    if ($Destroy -and -not $Force) {
        $step = 'The question whether to remove everything'
        # No is the first: an empty line, or an input at its end, removes nothing.
        $choices = [Management.Automation.Host.ChoiceDescription[]] ('&No', '&Yes')
        $yes = try { $Host.UI.PromptForChoice('Remove everything', 'The plan above removes the whole stack. Remove it?', $choices, 0) }
        catch { throw 'There is nobody to answer it here. Give -Force to remove everything without being asked.' }
        if (-not $yes) {
            'Nothing was changed.'
            exit 0
        }
    }

    # An earlier stack's bucket takes the package before the instances that need it start; the first one's is made by the plan.
    $upload = {
        param($stack)
        aws s3 cp --region "$($stack['aws_region']['value'])" --only-show-errors $paths.PackagePath "s3://$($stack['bucket_name']['value'])/releases/$([IO.Path]::GetFileName($paths.PackagePath))" | Out-Host
    }
    $failed = 'Failed', 'Cancelled', 'RollbackFailed', 'RollbackSuccessful'
    $lastRefresh = {
        param($stack)
        # Its id, status and reason; 'None' of a group that never had one.
        $query = 'InstanceRefreshes[0].[InstanceRefreshId,Status,StatusReason]'
        "$(aws autoscaling describe-instance-refreshes --region "$($stack['aws_region']['value'])" --auto-scaling-group-name "$($stack['group_name']['value'])" --query $query --output text)".Split("`t")
    }
    $step = 'terraform output'
    $stack = [Text.Json.Nodes.JsonNode]::Parse((terraform $terraform output -json) -join "`n")
    $stands = -not $Destroy -and $stack['bucket_name'] -and $stack['aws_region']
    $before = 'None'
    $brokenOff = $false
    if ($stands) {
        $step = 'The upload of the package'
        & $upload $stack
        if ($stack['group_name']) {
            $before, $status, $null = & $lastRefresh $stack
            $brokenOff = $status -in $failed
        }
    }

    $step = 'terraform apply'
    terraform $terraform apply -input=false $paths.PlanPath | Out-Host
    if ($Destroy) { 'The stack is removed.'; exit 0 }

    $step = 'terraform output'
    $outputs = (terraform $terraform output -json) -join "`n"
    [IO.File]::WriteAllText("$OutputPath/terraform-output.json", $outputs)
    $stack = [Text.Json.Nodes.JsonNode]::Parse($outputs)
    if (-not $stands) {
        $step = 'The upload of the package'
        & $upload $stack
    }

    $step = 'The replacement of the instances'
    if ($brokenOff -and (& $lastRefresh $stack)[0] -eq $before) {
        # The apply changed nothing, and the last replacement left old instances standing.
        $group = '--region', "$($stack['aws_region']['value'])", '--auto-scaling-group-name', "$($stack['group_name']['value'])"
        $preferences = (aws autoscaling describe-instance-refreshes @group --query 'InstanceRefreshes[0].Preferences || `{}`' --output json) -join ''
        aws autoscaling start-instance-refresh @group --preferences $preferences | Out-Null
    }
    for ($shown = ''; ; [Threading.Thread]::Sleep(5000)) {
        $id, $status, $reason = & $lastRefresh $stack
        if ($id -eq 'None' -or ($id -eq $before -and $status -eq 'Successful')) { break }
        if ($status -ne $shown) { "The instances are being replaced: $status" | Out-Host }
        $shown = $status
        if ($status -eq 'Successful') { break }
        if ($status -in $failed) { throw "Auto Scaling ended it as $status. $reason Old instances may still serve: see the group's activities and the portal's log, then run this again." }
    }
    $step = 'The start of the portal'
    aws elbv2 wait target-in-service --region "$($stack['aws_region']['value'])" --target-group-arn "$($stack['target_group_arn']['value'])" | Out-Host
}
catch [Management.Automation.NativeCommandExitException] {
    [Console]::Error.WriteLine("deploy: $step failed. What $([IO.Path]::GetFileName($_.Exception.Path)) said of it is above.")
    exit 2
}
catch {
    [Console]::Error.WriteLine("deploy: $step failed. $($_.Exception.Message)")
    exit 2
}

if ($NoCheck) { exit 0 }
& "$PSScriptRoot/check-infrastructure.ps1" -TerraformOutput "$OutputPath/terraform-output.json" -ReportPath "$OutputPath/checks.json", "$OutputPath/checks.xml"
exit $LASTEXITCODE
