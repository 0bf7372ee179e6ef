namespace ImageStorage.Portal;

/// <summary>The callers in the tests.</summary>
public enum Caller
{
    Anonymous,
    Student,
    OtherStudent,
    Teacher,
    Owner,
    Admin,
}
