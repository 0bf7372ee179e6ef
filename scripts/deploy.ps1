#requires -Version 7.6
<#
.SYNOPSIS
    Builds the portal, plans and applies terraform/, uploads the package, and checks the result.
.DESCRIPTION
    Terraform makes a plan, and exactly that plan is applied. The package's key is a hash of its content: a new package replaces the
    instances one by one, the same package changes nothing. The checks start when the instances answer. Credentials come from the AWS
    SDK's own chain.

    Needs terraform and aws on PATH, and the .NET SDK to build the package.
    Exit code 0: deployed, and every check passed. 1: deployed, and a check failed. 2: the deployment failed; the last line says why.
.PARAMETER StateBucket
    The S3 bucket of Terraform's state.
.PARAMETER StateKey
    The state's key in that bucket.
.PARAMETER StateRegion
    That bucket's region.
.PARAMETER LocalState
    Keeps the state in a file in terraform/, for trials.
.PARAMETER VariableFile
    A .tfvars file with the stack's variables.
.PARAMETER Variable
    Variables by name; they override those of the file: @{ prefix = 'quiz'; aws_region = 'eu-central-1' }
.PARAMETER Runtime
    The instances' runtime: linux-x64, or linux-arm64 for instance_architecture arm64.
.PARAMETER PackagePath
    An existing portal package (.tar.gz), instead of building one.
.PARAMETER PlanPath
    Applies this plan, made by an earlier run with -WhatIf. Needs the package that the plan was made with.
.PARAMETER OutputPath
    The folder for the package, the plan and Terraform's outputs.
.PARAMETER PluginDirectory
    A local mirror of the Terraform provider, instead of the public registry.
.PARAMETER Destroy
    Plans the removal of the whole stack, asks, and removes it. A bucket that still has images, old versions or delete
    markers stays, unless force_destroy was applied before.
    With -PlanPath: applies an existing plan of such a removal.
.PARAMETER Force
    With -Destroy: removes without asking.
.PARAMETER NoCheck
    Skips the checks after the apply, for a pipeline that runs them as a separate step.
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
    if (-not $StateBucket -and -not $LocalState) {
        throw 'Terraform needs a place for its state. Give -StateBucket <name>, or -LocalState for a trial.'
    }
    if ($PlanPath -and $builds) { throw 'A plan belongs to a package. Give -PackagePath too, with the package that the plan was made with.' }
    foreach ($tool in 'terraform', 'aws', 'dotnet') {
        if (($tool -ne 'dotnet' -or $builds) -and -not (Get-Command $tool -CommandType Application -ErrorAction Ignore)) {
            $source = switch ($tool) {
                'terraform' { 'developer.hashicorp.com/terraform/install' }
                'aws' { 'aws.amazon.com/cli' }
                'dotnet' { 'dotnet.microsoft.com/download' }
            }
            throw "'$tool' is not on PATH. Install it (https://$source) and run this again."
        }
    }
    $checks = -not ($NoCheck -or $Destroy -or $WhatIfPreference)
    if ($checks -and -not (Get-Module ImageStorage) -and -not [IO.File]::Exists("$root/module/out/ImageStorage/ImageStorage.psd1")) {
        throw "The checks after the apply need the module, which is not built. Run 'dotnet build' in the project's folder, or give -NoCheck."
    }

    $paths = @{ VariableFile = $VariableFile; PackagePath = $PackagePath; PlanPath = $PlanPath; PluginDirectory = $PluginDirectory }
    foreach ($name in @($paths.Keys)) {
        if (-not $paths[$name]) { continue }
        $paths[$name] = $here.GetUnresolvedProviderPathFromPSPath($paths[$name])
        if (-not ([IO.File]::Exists($paths[$name]) -or [IO.Directory]::Exists($paths[$name]))) {
            throw "-${name}: there is no '$($paths[$name])'. Check the path."
        }
    }
    $OutputPath = $here.GetUnresolvedProviderPathFromPSPath($OutputPath)
    $null = [IO.Directory]::CreateDirectory($OutputPath)
    $terraform = "-chdir=$root/terraform"

    if ($builds) {
        $step = 'Building the package'
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
    elseif ([IO.File]::Exists($override)) {
        throw "'$override', from an earlier run with -LocalState, would make Terraform ignore -StateBucket. Delete that file, or use -LocalState."
    }
    $init = @('-input=false', '-reconfigure')
    if ($paths.PluginDirectory) { $init += "-plugin-dir=$($paths.PluginDirectory)" }
    if (-not $LocalState) {
        $init += "-backend-config=bucket=$StateBucket", "-backend-config=key=$StateKey", "-backend-config=region=$StateRegion"
        $init += '-backend-config=use_lockfile=true'
    }
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
        $step = 'Reading the plan'
        $planned = [Text.Json.Nodes.JsonNode]::Parse((terraform $terraform show -json $paths.PlanPath) -join "`n")
        $actions = foreach ($change in $planned['resource_changes']) { foreach ($action in $change['change']['actions']) { "$action" } }
        if ('delete' -in $actions -and -not $actions.Where({ $_ -notin 'delete', 'no-op', 'read' })) {
            throw 'The plan only removes things. Give -Destroy if you want that.'
        }
        $key = "$($planned['variables']['portal_package_key']?['value'])"
        if ($key -ne "releases/$([IO.Path]::GetFileName($paths.PackagePath))") {
            throw "The plan was made with the package '$key', not with '$($paths.PackagePath)'. Give that package, or make a new plan."
        }
    }

    if (-not $PSCmdlet.ShouldProcess("the stack of $root/terraform", $(if ($Destroy) { 'Remove everything' } else { 'Apply the plan' }))) {
        "The plan is in $($paths.PlanPath). Nothing was changed."
        exit 0
    }
    if ($Destroy -and -not $Force) {
        $step = 'Asking whether to remove everything'
        # No is the default, so that an empty line removes nothing.
        $choices = [Management.Automation.Host.ChoiceDescription[]] ('&No', '&Yes')
        $yes = try { $Host.UI.PromptForChoice('Remove everything', 'The plan above removes the whole stack. Remove it?', $choices, 0) }
        catch { throw 'This session cannot ask. Give -Force to remove everything without the question.' }
        if (-not $yes) {
            'Nothing was changed.'
            exit 0
        }
    }

    # The package is uploaded before new instances need it; on the first deployment the bucket does not exist until after the apply.
    $upload = {
        param($stack)
        $target = "s3://$($stack['bucket_name']['value'])/releases/$([IO.Path]::GetFileName($paths.PackagePath))"
        aws s3 cp --region "$($stack['aws_region']['value'])" --only-show-errors $paths.PackagePath $target | Out-Host
    }
    $failed = 'Failed', 'Cancelled', 'RollbackFailed', 'RollbackSuccessful'
    $lastRefresh = {
        param($stack)
        # The refresh's id, status and reason; 'None' for a group without one.
        $query = 'InstanceRefreshes[0].[InstanceRefreshId,Status,StatusReason]'
        $group = '--region', "$($stack['aws_region']['value'])", '--auto-scaling-group-name', "$($stack['group_name']['value'])"
        "$(aws autoscaling describe-instance-refreshes @group --query $query --output text)".Split("`t")
    }
    $step = 'terraform output'
    $stack = [Text.Json.Nodes.JsonNode]::Parse((terraform $terraform output -json) -join "`n")
    $exists = -not $Destroy -and $stack['bucket_name'] -and $stack['aws_region']
    $before = 'None'
    $lastFailed = $false
    if ($exists) {
        $step = 'Uploading the package'
        & $upload $stack
        if ($stack['group_name']) {
            $before, $status, $null = & $lastRefresh $stack
            $lastFailed = $status -in $failed
        }
    }

    $step = 'terraform apply'
    terraform $terraform apply -input=false $paths.PlanPath | Out-Host
    if ($Destroy) { 'The stack is removed.'; exit 0 }

    $step = 'terraform output'
    $outputs = (terraform $terraform output -json) -join "`n"
    [IO.File]::WriteAllText("$OutputPath/terraform-output.json", $outputs)
    $stack = [Text.Json.Nodes.JsonNode]::Parse($outputs)
    if (-not $exists) {
        $step = 'Uploading the package'
        & $upload $stack
    }

    $step = 'Replacing the instances'
    if ($lastFailed -and (& $lastRefresh $stack)[0] -eq $before) {
        # The apply changed nothing, but the last replacement failed and left old instances running.
        $group = '--region', "$($stack['aws_region']['value'])", '--auto-scaling-group-name', "$($stack['group_name']['value'])"
        $query = 'InstanceRefreshes[0].Preferences || `{}`'
        $preferences = (aws autoscaling describe-instance-refreshes @group --query $query --output json) -join ''
        aws autoscaling start-instance-refresh @group --preferences $preferences | Out-Null
    }
    for ($shown = ''; ; [Threading.Thread]::Sleep(5000)) {
        $id, $status, $reason = & $lastRefresh $stack
        if ($id -eq 'None' -or ($id -eq $before -and $status -eq 'Successful')) { break }
        if ($status -ne $shown) { "The instances are being replaced: $status" | Out-Host }
        $shown = $status
        if ($status -eq 'Successful') { break }
        if ($status -in $failed) {
            throw "Auto Scaling ended it as $status. $reason Old instances may still run: see the group's activities and the portal's log, " +
                'then run this again.'
        }
    }
    $step = 'Starting the portal'
    aws elbv2 wait target-in-service --region "$($stack['aws_region']['value'])" --target-group-arn "$($stack['target_group_arn']['value'])" | Out-Host
}
catch [Management.Automation.NativeCommandExitException] {
    [Console]::Error.WriteLine("deploy: $step failed. The error of $([IO.Path]::GetFileName($_.Exception.Path)) is above.")
    exit 2
}
catch {
    [Console]::Error.WriteLine("deploy: $step failed. $($_.Exception.Message)")
    exit 2
}

if ($NoCheck) { exit 0 }
$reports = "$OutputPath/checks.json", "$OutputPath/checks.xml"
& "$PSScriptRoot/check-infrastructure.ps1" -TerraformOutput "$OutputPath/terraform-output.json" -ReportPath $reports
exit $LASTEXITCODE
