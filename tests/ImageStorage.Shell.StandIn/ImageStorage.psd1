@{
    RootModule = 'ImageStorage.StandIn.dll'
    ModuleVersion = '0.1.0'
    GUID = '5c6a7f0e-2c27-4a0d-9a5f-0a2f3a1d9b11'
    CmdletsToExport = @('New-AssignmentImage', 'Wait-AssignmentImage', 'Write-AssignmentStream')
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    FormatsToProcess = @('ImageStorage.Format.ps1xml')
}
