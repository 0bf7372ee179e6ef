namespace ImageStorage;

/// <summary>The part of the infrastructure that a check is about.</summary>
public enum CheckArea
{
    /// <summary>The caller and its credentials.</summary>
    Identity,

    /// <summary>The bucket and its settings.</summary>
    Storage,

    /// <summary>The CloudFront distribution.</summary>
    Cdn,

    /// <summary>Roles and their permissions.</summary>
    Access,

    /// <summary>The image model.</summary>
    Model,

    /// <summary>The record store.</summary>
    Records,

    /// <summary>The Auto Scaling group.</summary>
    Compute,

    /// <summary>Alarms and the dashboard.</summary>
    Monitoring,

    /// <summary>A live round trip of a picture.</summary>
    Canary,
}
