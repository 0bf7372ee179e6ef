@{
    RootModule           = 'ImageStorage.Cmdlets.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f1f0a0c-7f0e-4f2f-9a55-0d3e2f2b9c41'
    Author               = 'The ImageStorage contributors'
    CompanyName          = 'ImageStorage'
    Copyright            = 'Copyright (c) 2026 The ImageStorage contributors. MIT licence.'
    Description          = 'Generates, optimises, stores, records and serves the images of an assignment application: on Amazon S3 and CloudFront, or whole on one machine with nothing configured.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    FormatsToProcess     = @('ImageStorage.Format.ps1xml')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Complete-Assignment'
        'Get-Assignment'
        'Get-ImageMetric'
        'Get-ImageModel'
        'Get-ImageStorageConfiguration'
        'Get-ImageUrl'
        'New-Assignment'
        'New-AssignmentImage'
        'Optimize-Image'
        'Receive-S3Image'
        'Remove-Assignment'
        'Remove-S3Image'
        'Repair-AssignmentImage'
        'Restore-AssignmentImage'
        'Send-S3Image'
        'Set-ImageStorageConfiguration'
        'Show-Assignment'
        'Test-ImageInfrastructure'
        'Test-ImageScaling'
        'Use-ImageStorage'
    )
    PrivateData          = @{
        PSData = @{
            Tags       = @('Image', 'WebP', 'S3', 'CloudFront', 'Bedrock', 'AWS', 'PSEdition_Core', 'Linux', 'MacOS', 'Windows')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
