using CsCheck;

namespace ImageStorage.Repair;

/// <summary>Random states of a few assignments.</summary>
internal static class RepairGen
{
    private static readonly Gen<string> Picture = Gen.OneOf(Gen.Const("cat"), Gen.Const("dog"), Gen.Const("horse"));

    public static readonly Gen<RepairCase[]> Cases = Gen.Select(
        Gen.Enum<S3UploadStatus>().Nullable(), Gen.Bool, Picture, Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))), Picture.Null(), Picture.Null(),
        (status, namesPng, recorded, hasHash, webP, png) => new RepairCase(status, namesPng, recorded, hasHash, webP, png)).Array[1, 6];
}
