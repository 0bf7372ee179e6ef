namespace ImageStorage.Portal;

/// <summary>The people of the tests.</summary>
public enum Caller
{
    Anonymous,
    Student,
    OtherStudent,
    Teacher,
    Owner,
    Admin,
}
