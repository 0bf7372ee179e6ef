using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>Finds out whether a call is to say what it would do.</summary>
internal static class WhatIf
{
    /// <summary>True with -WhatIf, and where $WhatIfPreference is set and -WhatIf is not given.</summary>
    public static bool IsWhatIf(this PSCmdlet cmdlet) => LanguagePrimitives.IsTrue(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? given : cmdlet.GetVariableValue("WhatIfPreference"));
}
