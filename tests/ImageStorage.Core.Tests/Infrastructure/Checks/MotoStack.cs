using System.Text.Json;
using ImageStorage.Aws;
using ImageStorage.Composition;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Objects.S3;
using ImageStorage.Pairing;
using ImageStorage.Records.Sqlite;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Urls;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>A stack of a test's own, as terraform/ makes it, in moto_server; and the checks before it.</summary>
internal sealed class MotoStack : IDisposable
{
    private const string Create = """
        name = sys.argv[2]
        s3, cf, iam, asg, cw, ec2 = [client(s) for s in ("s3", "cloudfront", "iam", "autoscaling", "cloudwatch", "ec2")]
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={
            "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]})
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={
            "BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True})
        s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": [
            {"AllowedMethods": ["GET", "HEAD"], "AllowedOrigins": ["https://quiz.example.org"], "AllowedHeaders": ["*"]}]})
        standard = {"Key": "lifecycle", "Value": "standard"}
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [
            {"ID": "move", "Status": "Enabled", "Filter": {"And": {"Tags": [standard], "ObjectSizeGreaterThan": 1}},
             "Transitions": [{"Days": 90, "StorageClass": "STANDARD_IA"}, {"Days": 270, "StorageClass": "GLACIER_IR"}]},
            {"ID": "expire", "Status": "Enabled", "Filter": {"Tag": standard}, "Expiration": {"Days": 635}},
            {"ID": "tidy", "Status": "Enabled", "Filter": {"Prefix": ""}, "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
             "Expiration": {"ExpiredObjectDeleteMarker": True}, "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
            {"ID": "trash", "Status": "Enabled", "Filter": {"Prefix": "trash/"}, "Expiration": {"Days": 30}}]})
        distribution = cf.create_distribution(DistributionConfig={"CallerReference": name, "Comment": name, "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [
                {"Id": "images", "DomainName": name + ".s3.us-east-1.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
            "DefaultCacheBehavior": {"TargetOriginId": "images", "ViewerProtocolPolicy": "https-only", "Compress": True, "MinTTL": 0,
                "ForwardedValues": {"QueryString": True, "Cookies": {"Forward": "none"}}},
            "ViewerCertificate": {"CloudFrontDefaultCertificate": False, "ACMCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
                "SSLSupportMethod": "sni-only", "MinimumProtocolVersion": "TLSv1.2_2021"}})["Distribution"]
        all_of_it = ["arn:aws:s3:::" + name, "arn:aws:s3:::" + name + "/*"]
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Sid": "DenyPlainHttp", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": all_of_it,
             "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
            {"Sid": "AllowCloudFront", "Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
             "Resource": all_of_it[0] + "/generated_images/*", "Condition": {"StringEquals": {"AWS:SourceArn": distribution["ARN"]}}}]}))
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}))
        images = all_of_it[0] + "/generated_images/*"
        iam.put_role_policy(RoleName=name, PolicyName="portal", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Resource": [images], "Action": [
                "s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:PutObjectTagging", "s3:GetObjectTagging", "s3:DeleteObjectTagging"]},
            {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": [all_of_it[0]]},
            {"Effect": "Allow", "Action": ["bedrock:InvokeModel", "bedrock:GetFoundationModel"],
             "Resource": ["arn:aws:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1"]},
            {"Effect": "Allow", "Action": ["cloudwatch:PutMetricData"], "Resource": ["*"],
             "Condition": {"StringEquals": {"cloudwatch:namespace": "ImageStorage"}}},
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": [all_of_it[0] + "/.imagestorage/store.json"]},
            {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": [all_of_it[0] + "/trash/records/*"]}]}))
        ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"ImageId": "ami-12c6146b", "InstanceType": "t3.small"})
        asg.create_auto_scaling_group(AutoScalingGroupName=name, LaunchTemplate={"LaunchTemplateName": name, "Version": "$Latest"},
            MinSize=2, MaxSize=6, DesiredCapacity=2, AvailabilityZones=["us-east-1a", "us-east-1b"])
        # moto_server keeps policies by their names alone, whichever group they are of.
        asg.put_scaling_policy(AutoScalingGroupName=name, PolicyName=name + "-grow", PolicyType="TargetTrackingScaling", TargetTrackingConfiguration={
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}, "TargetValue": 70.0})
        topic = "arn:aws:sns:us-east-1:123456789012:" + name

        def alarm(kind, comparison, threshold, period, points, periods, missing, expression, *metrics, action=topic, **more):
            queries = [{"Id": "result", "Expression": expression, "ReturnData": True}] + [
                {"Id": "m%d" % i, "ReturnData": False, "MetricStat": {"Metric": {"Namespace": space, "MetricName": metric,
                    "Dimensions": [{"Name": k, "Value": v} for k, v in dimensions.items()]}, "Period": period, "Stat": "Sum"}}
                for i, (space, metric, dimensions) in enumerate(metrics)]
            cw.put_metric_alarm(AlarmName=name + "-" + kind, Metrics=queries, ComparisonOperator=comparison, Threshold=threshold,
                EvaluationPeriods=periods, DatapointsToAlarm=points, TreatMissingData=missing, AlarmActions=[action], **more)

        bucket, edge = {"BucketName": name}, {"DistributionId": distribution["Id"], "Region": "Global"}
        def upload_failures(threshold=5.0, missing="notBreaching", bucket=bucket, **more):
            alarm("upload", "GreaterThanThreshold", threshold, 300, 1, 1, missing, "100 * FILL(m1, 0) / m0",
                ("ImageStorage", "UploadAttempts", bucket), ("ImageStorage", "UploadFailures", bucket), **more)
        def hit_ratio(comparison="LessThanThreshold", period=900):
            alarm("hits", comparison, 70.0, period, 3, 4, "notBreaching", "m0", ("AWS/CloudFront", "CacheHitRate", edge))
        def quota(types=("StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage"), bytes=1000000):
            total = " + ".join("FILL(m%d, 0)" % i for i in range(len(types)))
            alarm("quota", "GreaterThanThreshold", 80.0, 86400, 1, 1, "ignore", "100 * (%s) / %d" % (total, bytes),
                *[("AWS/S3", "BucketSizeBytes", {"BucketName": name, "StorageType": t}) for t in types])
        def errors(points=2):
            alarm("4xx", "GreaterThanThreshold", 10.0, 300, points, 3, "notBreaching", "m0", ("AWS/CloudFront", "4xxErrorRate", edge))
        def dashboard(*titles):
            widgets = [{"type": "metric", "x": 0, "y": 0, "width": 8, "height": 6, "properties": {"title": t}} for t in titles]
            cw.put_dashboard(DashboardName=name, DashboardBody=json.dumps({"widgets": widgets}))
        """;

    private const string CreateAll = """

        upload_failures(); hit_ratio(); quota(); errors(); dashboard("Uploads", "Objects")
        print(json.dumps({"distribution": distribution["Id"], "topic": topic}), end="")
        """;

    private readonly TemporaryFolder _folder = new();

    private MotoStack(Uri endpoint, string name)
    {
        Endpoint = endpoint;
        Name = name;
        Configuration = MotoBucket.Configuration(endpoint) with
        {
            Home = _folder.Path,
            S3BucketName = name,
            BedrockRegion = "us-west-2",
            ImageModelId = ImageModelId.Offline,
        };
    }

    public Uri Endpoint { get; }

    public string Name { get; }

    public ImageStorageConfiguration Configuration { get; set; }

    public InfrastructureExpectations Expectations { get; set; } = new();

    public RecordingLogger Logger { get; } = new();

    /// <param name="moto">The server.</param>
    /// <param name="change">Python that changes a thing of the stack after it was made, with the stack's own functions at hand.</param>
    public static async Task<MotoStack> CreateAsync(MotoServer moto, string change = "")
    {
        var stack = new MotoStack(await moto.RequireAsync(), $"t{Guid.NewGuid():N}"[..20]);
        var output = await Boto3.SetUpAsync(stack.Endpoint, Create + CreateAll + "\n" + change, stack.Name);
        using var made = JsonDocument.Parse(output);
        var topic = made.RootElement.GetProperty("topic").GetString();
        stack.Expectations = new InfrastructureExpectations
        {
            BucketName = stack.Name,
            DistributionId = made.RootElement.GetProperty("distribution").GetString(),
            RoleName = stack.Name,
            GroupName = stack.Name,
            DashboardName = stack.Name,
            CorsOrigins = ["https://quiz.example.org"],
            NoncurrentVersionDays = 30,
            ViewerProtocolPolicy = "https-only",
            WidgetTitles = ["Uploads", "Objects"],
            ModelIds = ["stability.stable-image-core-v1:1"],
            QuotaBytes = 1_000_000,
            MinInstances = 2,
            MaxInstances = 6,
            Alarms = new AlarmExpectations
            {
                UploadFailures = new(stack.Name + "-upload", 5, topic),
                CacheHitRatio = new(stack.Name + "-hits", 70, topic),
                BucketQuota = new(stack.Name + "-quota", 80, topic),
                ClientErrorRate = new(stack.Name + "-4xx", 10, topic),
            },
        };
        return stack;
    }

    public InfrastructureService Open(Uri? endpoint = null, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        var configuration = Configuration with { S3EndpointUrl = endpoint ?? Endpoint };
        var operations = new OperationRunner(Logger, time, Name);
        var client = AwsClients.CreateS3(configuration);
        var database = new SqliteDatabase(Path.Combine(_folder.Path, "assignments.db"));
        var models = new ImageModelService(
            Generation.Bedrock.ModelRegistry.Load(time),
            new Lazy<Amazon.Bedrock.IAmazonBedrock>(() => throw new InvalidOperationException()),
            "us-west-2",
            operations,
            time);
        var objects = new ResilientObjectStore(new S3ObjectStore(client, Name), NullLogger.Instance, time);
        var records = Records(database);
        var pair = new StorePair(
            new S3Identity(client, Name), records.Identity, new StoreContents(objects, records.Assignments), Logger, time);
        return InfrastructureComposition.Compose(
            new ServiceContext(configuration, operations, Logger, time), objects, new S3UrlProvider(client, Name, time), records, pair, models,
            endpoint ?? Endpoint);

        static RecordStores Records(SqliteDatabase database)
        {
            var records = new SqliteAssignmentRepository(database);
            var answers = new SqliteAnswerRepository(database);
            return new RecordStores("sqlite", records, answers, records, answers, new SqliteIdentity(database), database.Path);
        }
    }

    public Task<IReadOnlyDictionary<string, InfrastructureCheck>> TestAsync(Uri? endpoint = null, bool canary = false, params CheckArea[] areas) =>
        TestAsync(Open(endpoint), canary, areas);

    public async Task<IReadOnlyDictionary<string, InfrastructureCheck>> TestAsync(
        InfrastructureService service, bool canary, params CheckArea[] areas)
    {
        var checks = new Dictionary<string, InfrastructureCheck>();
        var request = new InfrastructureRequest { Expectations = Expectations, Canary = canary, Areas = areas };
        await foreach (var check in service.TestAsync(request, default))
            checks.Add(check.Name, check);
        return checks;
    }

    public void Dispose() => _folder.Dispose();
}
