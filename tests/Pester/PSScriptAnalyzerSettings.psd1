@{
    Severity     = @('Error', 'Warning')
    # module/out is what the build lays out; its source is checked.
    ExcludeRules = @()
}
