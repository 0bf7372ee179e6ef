#requires -Version 7.6
<#
.SYNOPSIS
    Makes two assignments on the embedded stores, one with a picture and one without, answers one, and shows them.
.DESCRIPTION
    Needs no account, no server and no configuration. Run it in pwsh after 'dotnet build', or without pwsh:
    dotnet run --project src/ImageStorage.Shell -- scripts/quickstart.ps1
.PARAMETER HomePath
    The folder of the embedded stores; the user's local application data by default.
#>
[CmdletBinding()]
param(
    [string] $HomePath,
    [string] $Prompt = 'A lighthouse on a rocky coast at sunrise'
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module ImageStorage)) {
    $module = [IO.Path]::GetFullPath("$PSScriptRoot/../module/out/ImageStorage/ImageStorage.psd1")
    if (-not [IO.File]::Exists($module)) { throw "The module is not built yet. Run 'dotnet build' in the project's folder first." }
    Import-Module $module
}

# This run uses the embedded stores, whatever the environment variables say.
$cloud = @{}
foreach ($name in 'S3_BUCKET_NAME', 'CLOUDFRONT_DOMAIN', 'S3_ENDPOINT_URL', 'MONGO_URI', 'DYNAMODB_TABLE_NAME', 'IMAGE_MODEL_ID', 'IMAGESTORAGE_ENVIRONMENT') {
    $cloud[$name] = [Environment]::GetEnvironmentVariable($name)
    [Environment]::SetEnvironmentVariable($name, $null)
}

try {
    if (-not $HomePath) { $HomePath = (Get-ImageStorageConfiguration).Where({ $_.Name -eq 'IMAGESTORAGE_HOME' }).Value }
    # A folder that is set in the session says that this machine is meant, wherever the script runs.
    Set-ImageStorageConfiguration -Reset -HomePath $HomePath

    $picture = New-AssignmentImage -Prompt $Prompt -TeacherId 'teacher-1'
    $plain = New-Assignment -NoImage -Prompt 'Name the parts of a flower' -TeacherId 'teacher-1' -QuestionAnswer @(
        @{ Question = 'What attracts insects?'; Answer = 'The petals' }
        @{ Question = 'Where is pollen made?'; Answer = 'In the anthers' }
    )

    'The picture:'
    $picture | Out-Host
    'The records:'
    $picture.AssignmentId, $plain.AssignmentId | Get-Assignment | Out-Host
    'What a student answers:'
    Complete-Assignment $plain.AssignmentId -StudentId 'student-1' -Answer 'The petals of the flower', 'In the roots' | Out-Host
    'Its URL:  ' + ($picture | Get-ImageUrl)
    'Its page: ' + ($picture | Show-Assignment -PassThru)
}
finally {
    Set-ImageStorageConfiguration -Reset
    foreach ($name in $cloud.Keys) { [Environment]::SetEnvironmentVariable($name, $cloud[$name]) }
}
