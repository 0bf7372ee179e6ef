namespace ImageStorage.Aws.Errors;

/// <summary>The messages for credentials that AWS did not accept. Every service uses the same codes.</summary>
internal static class CredentialFailures
{
    /// <summary>The error; null when the code is about something else.</summary>
    public static ImageStorageException? From(AwsFailure failure, Exception exception) => failure.Code switch
    {
        "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" =>
            Rejected("The AWS credentials have expired. Sign in again, for example with `aws sso login`.", exception, failure),
        "MissingAuthenticationToken" or "InvalidAccessKeyId" or "InvalidToken" or "InvalidClientTokenId"
            or "UnrecognizedClientException" => Rejected(
            "AWS does not know the credentials in use. Sign in again, for example with `aws sso login`, or choose another -ProfileName.",
            exception, failure),
        "RequestTimeTooSkewed" or "RequestExpired" => WrongClock(exception, failure),
        "InvalidSignatureException" or "SignatureDoesNotMatch" when IsAboutTime(failure.Message) => WrongClock(exception, failure),
        "SignatureDoesNotMatch" or "InvalidSignatureException" => Rejected(
            "AWS did not accept the signature made with the credentials in use. Check that the secret key belongs to the access key id with "
            + "`aws configure`, or sign in with `aws sso login`.",
            exception, failure),
        _ => null,
    };

    public static ImageStorageException Rejected(string message, Exception exception, AwsFailure failure) =>
        new(ImageStorageError.CredentialsNotFound, message, exception) { LogDetail = failure.Detail };

    private static bool IsAboutTime(string message) =>
        message.Contains("expired", StringComparison.OrdinalIgnoreCase) || message.Contains("not yet current", StringComparison.OrdinalIgnoreCase);

    private static ImageStorageException WrongClock(Exception exception, AwsFailure failure) => new(
        ImageStorageError.ConfigurationInvalid,
        "The clock of this machine differs too much from that of AWS. Set the clock, and try again.",
        exception)
    { LogDetail = failure.Detail };
}
