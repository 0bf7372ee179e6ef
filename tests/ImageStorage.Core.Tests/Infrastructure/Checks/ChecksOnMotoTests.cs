using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Every check passes on a right stack, and the one that owns a setting fails when that is changed behind Terraform's back.</summary>
public sealed class ChecksOnMotoTests(MotoServer moto)
{
    // What moto_server does not have: metric filters of buckets, sizes in lifecycle rules, cache policies, and the access control of an origin.
    // moto holds the stack's policy that only TLS is allowed against a GET on plain HTTP, so StorePair cannot look.
    private static readonly string[] NotInMoto =
        ["BucketRequestMetrics", "LifecycleSmallImages", "DistributionOriginAccess", "DistributionDefaultTimeToLive", "DistributionCacheKey", "StorePair"];

    [Fact]
    public async Task A_right_stack_passes_every_check_that_can_run()
    {
        using var stack = await MotoStack.CreateAsync(moto);

        var checks = await stack.TestAsync();

        Assert.Equal("", string.Join('\n', checks.Values.Where(IsWrong).Select(check => $"{check.Name}: {check.Detail}")));
        Assert.Equal(
            NotInMoto.Order(),
            checks.Values.Where(check => check.Status is CheckStatus.Skipped or CheckStatus.Unknown).Select(check => check.Name).Order());
        Assert.All(checks.Values, check => Assert.NotEmpty(check.Detail));
        Assert.Equal(41, checks.Count);
    }

    [Theory]
    [InlineData("BucketVersioning", "s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={'Status': 'Suspended'})")]
    [InlineData("BucketEncryption", "encryption('aws:kms')")]
    [InlineData("BucketPublicAccess", "public_access(BlockPublicPolicy=False)")]
    [InlineData(
        "BucketOwnership",
        "s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls={'Rules': [{'ObjectOwnership': 'ObjectWriter'}]})")]
    [InlineData("BucketCors", "s3.delete_bucket_cors(Bucket=name)")]
    [InlineData("BucketTlsOnly", "bucket_policy(lambda s: s.pop(0))")]
    [InlineData(
        "BucketReaders",
        "bucket_policy(lambda s: s[1]['Condition'].update(StringEquals={'AWS:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/OTHER'}))")]
    [InlineData(
        "BucketReaders",
        "bucket_policy(lambda s: s.append({'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': images}))")]
    [InlineData("LifecycleStandardInfrequentAccess", "rules(lambda r: r[0]['Transitions'][0].update(Days=30))")]
    [InlineData("LifecycleGlacierInstantRetrieval", "rules(lambda r: r[0]['Transitions'][1].update(StorageClass='DEEP_ARCHIVE'))")]
    [InlineData("LifecycleExpiration", "rules(lambda r: r[1]['Expiration'].update(Days=365))")]
    [InlineData(
        "LifecyclePermanentImages",
        "rules(lambda r: r.append({'ID': 'all', 'Status': 'Enabled', 'Filter': {'Prefix': 'generated_images/'}, 'Expiration': {'Days': 700}}))")]
    [InlineData("LifecycleTrash", "rules(lambda r: r.pop(3))")]
    [InlineData("LifecycleTrash", "rules(lambda r: r[3]['Expiration'].update(Days=31))")]
    [InlineData("LifecycleTrash", "rules(lambda r: r[3].update(Filter={'Prefix': 'trash/records/'}))")]
    [InlineData(
        "LifecyclePermanentImages",
        "rules(lambda r: r.append({'ID': 'a', 'Status': 'Enabled', 'Filter': {'Prefix': 'generated_images/a'}, 'Expiration': {'Days': 700}}))")]
    [InlineData("LifecycleNoncurrentVersions", "rules(lambda r: r[2]['NoncurrentVersionExpiration'].update(NoncurrentDays=31))")]
    [InlineData("LifecycleIncompleteUploads", "rules(lambda r: r[2]['AbortIncompleteMultipartUpload'].update(DaysAfterInitiation=70))")]
    [InlineData("DistributionHttpsOnly", "front(lambda c: c['DefaultCacheBehavior'].update(ViewerProtocolPolicy='allow-all'))")]
    [InlineData("DistributionCompression", "front(lambda c: c['DefaultCacheBehavior'].update(Compress=False))")]
    [InlineData("DistributionTlsVersion", "front(lambda c: c['ViewerCertificate'].update(MinimumProtocolVersion='TLSv1.1_2016'))")]
    [InlineData("DistributionOrigin", "front(lambda c: c['Origins']['Items'][0].update(DomainName='other.s3.us-east-1.amazonaws.com'))")]
    [InlineData("RolePermissions", "policy(lambda s: s[0]['Action'].remove('s3:DeleteObject'))")]
    [InlineData("RolePermissions", "policy(lambda s: s.pop())")]
    [InlineData("RoleLeastPrivilege", "policy(lambda s: s[-1]['Action'].append('s3:DeleteObject'))")]
    [InlineData("RoleLeastPrivilege", "policy(lambda s: s.append({'Effect': 'Allow', 'Action': 'iam:PassRole', 'Resource': '*'}))")]
    [InlineData("GroupCapacity", "asg.update_auto_scaling_group(AutoScalingGroupName=name, MaxSize=60)")]
    [InlineData("GroupScaling", "tracking(95.0)")]
    [InlineData("GroupScaling", "asg.suspend_processes(AutoScalingGroupName=name, ScalingProcesses=['AlarmNotification'])")]
    [InlineData("GroupZones", "asg.update_auto_scaling_group(AutoScalingGroupName=name, AvailabilityZones=['us-east-1a'])")]
    [InlineData("GroupHealth", "[asg.set_instance_health(InstanceId=i, HealthStatus='Unhealthy') for i in instances()]")]
    [InlineData("AlarmUploadFailures", "upload_failures(threshold=50.0)")]
    [InlineData("AlarmUploadFailures", "upload_failures(missing='breaching')")]
    [InlineData("AlarmUploadFailures", "upload_failures(action='arn:aws:sns:us-east-1:123456789012:nobody')")]
    [InlineData("AlarmUploadFailures", "upload_failures(ActionsEnabled=False)")]
    [InlineData("AlarmUploadFailures", "upload_failures(bucket={})")]
    [InlineData("AlarmCacheHitRatio", "hit_ratio(comparison='GreaterThanThreshold')")]
    [InlineData("AlarmCacheHitRatio", "hit_ratio(period=60)")]
    [InlineData("AlarmBucketQuota", "quota(types=('StandardStorage',))")]
    [InlineData("AlarmBucketQuota", "quota(bytes=9000000)")]
    [InlineData("AlarmClientErrorRate", "errors(points=1)")]
    [InlineData("AlarmClientErrorRate", "cw.delete_alarms(AlarmNames=[name + '-4xx'])")]
    [InlineData("Dashboard", "dashboard('Uploads')")]
    public async Task A_setting_that_was_changed_fails_its_own_check_and_no_other(string name, string change)
    {
        const string Tools = """
            def encryption(algorithm):
                s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={
                    "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": algorithm}}]})
            def public_access(**changed):
                block = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
                s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration={**block, **changed})
            def bucket_policy(change):
                p = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])
                change(p["Statement"])
                s3.put_bucket_policy(Bucket=name, Policy=json.dumps(p))
            def tracking(target):
                asg.put_scaling_policy(
                    AutoScalingGroupName=name, PolicyName=name + "-grow", PolicyType="TargetTrackingScaling", TargetTrackingConfiguration={
                        "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}, "TargetValue": target})
            def rules(change):
                r = s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"]
                change(r)
                s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": r})
            def front(change):
                c = cf.get_distribution_config(Id=distribution["Id"])
                change(c["DistributionConfig"])
                cf.update_distribution(Id=distribution["Id"], IfMatch=c["ETag"], DistributionConfig=c["DistributionConfig"])
            def instances():
                return [i["InstanceId"] for i in asg.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]["Instances"]]
            def policy(change):
                p = iam.get_role_policy(RoleName=name, PolicyName="portal")["PolicyDocument"]
                change(p["Statement"])
                iam.put_role_policy(RoleName=name, PolicyName="portal", PolicyDocument=json.dumps(p))

            """;
        using var stack = await MotoStack.CreateAsync(moto, Tools + change);

        var checks = await stack.TestAsync();

        Assert.Equal(
            name,
            string.Join('\n', checks.Values.Where(IsWrong).Select(check => check.Name == name ? name : $"{check.Name}: {check.Detail}")));
        var wrong = checks[name];
        Assert.NotNull(wrong.Remedy);
        Assert.NotEqual(wrong.Expected, wrong.Actual);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_fails_where_it_is_missed_and_skips_the_rest()
    {
        using var stack = await MotoStack.CreateAsync(
            moto,
            """
            s3.delete_bucket(Bucket=name)
            asg.delete_auto_scaling_group(AutoScalingGroupName=name, ForceDelete=True)
            cw.delete_dashboards(DashboardNames=[name])
            """);

        var checks = await stack.TestAsync();

        Assert.All(["BucketExists", "Dashboard", "GroupCapacity"], name => Assert.Equal(CheckStatus.Failed, checks[name].Status));
        Assert.DoesNotContain(checks.Values, check => check is { Area: CheckArea.Storage, Status: CheckStatus.Passed });
        Assert.Equal((CheckStatus.Skipped, "There is no such bucket."), (checks["BucketVersioning"].Status, checks["BucketVersioning"].Detail));
        Assert.Equal(CheckStatus.Skipped, checks["GroupHealth"].Status);
    }

    [Fact]
    public async Task Instances_of_which_some_are_ill_are_a_warning()
    {
        using var stack = await MotoStack.CreateAsync(
            moto,
            """
            group = asg.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
            asg.set_instance_health(InstanceId=group["Instances"][0]["InstanceId"], HealthStatus="Unhealthy")
            """);

        var checks = await stack.TestAsync(areas: CheckArea.Compute);

        var health = checks["GroupHealth"];
        Assert.Equal((CheckStatus.Warning, "2 healthy", "1 healthy of 2"), (health.Status, health.Expected, health.Actual));
    }

    [Fact]
    public async Task A_group_whose_instances_are_in_one_of_its_zones_is_a_warning()
    {
        using var stack = await MotoStack.CreateAsync(moto);

        var checks = await stack.TestAsync(areas: CheckArea.Compute);

        Assert.Equal((CheckStatus.Warning, "us-east-1a, us-east-1b"), (checks["GroupZones"].Status, checks["GroupZones"].Actual));
    }

    [Fact]
    public async Task A_group_whose_instances_are_in_both_of_its_zones_passes()
    {
        using var stack = await MotoStack.CreateAsync(
            moto,
            """
            used = asg.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]["Instances"][0]["AvailabilityZone"]
            free = "us-east-1a" if used == "us-east-1b" else "us-east-1b"
            started = ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, Placement={"AvailabilityZone": free})
            other = started["Instances"][0]["InstanceId"]
            asg.attach_instances(AutoScalingGroupName=name, InstanceIds=[other])
            """);

        var checks = await stack.TestAsync(areas: CheckArea.Compute);

        Assert.Equal((CheckStatus.Passed, CheckStatus.Passed), (checks["GroupZones"].Status, checks["GroupHealth"].Status));
    }

    [Fact]
    public async Task Checks_come_in_the_order_of_their_areas_and_only_those_that_were_asked_for()
    {
        using var stack = await MotoStack.CreateAsync(moto);
        var areas = new List<CheckArea>();

        await foreach (var check in stack.Open().TestAsync(
            new InfrastructureRequest { Expectations = stack.Expectations, Areas = [CheckArea.Monitoring, CheckArea.Storage] }, default))
        {
            areas.Add(check.Area);
        }

        Assert.Equal(areas.Order(), areas);
        Assert.Equal([CheckArea.Storage, CheckArea.Monitoring], areas.Distinct());
    }

    [Fact]
    public async Task A_canary_flies_and_leaves_nothing_behind()
    {
        // moto_server takes the policy's denial of requests without TLS for one of all requests.
        using var stack = await MotoStack.CreateAsync(moto, "s3.delete_bucket_policy(Bucket=name)");

        var checks = await stack.TestAsync(canary: true, areas: CheckArea.Canary);

        var flight = Assert.Single(checks.Values);
        Assert.True(flight.Status == CheckStatus.Passed, flight.Detail);
        var left = await Aws.Boto3.SetUpAsync(
            stack.Endpoint, "print(client('s3').list_objects_v2(Bucket=sys.argv[2])['KeyCount'], end='')", stack.Name);
        Assert.Equal("0", left);
    }

    /// <summary>moto_server starts all instances in one zone, of which the check warns.</summary>
    private static bool IsWrong(InfrastructureCheck check) =>
        check.Status == CheckStatus.Failed || (check.Status == CheckStatus.Warning && check.Name != "GroupZones");
}
