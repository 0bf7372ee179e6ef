using Amazon.CloudFront.Model;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.IdentityManagement.Model;
using ImageStorage.Testing;

namespace ImageStorage.Aws;

/// <summary>The clients before moto_server, which answers as the services do.</summary>
public sealed class ServicesOnMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private Uri _endpoint = null!;
    private AwsServices _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        _aws = new AwsServices(_endpoint);
    }

    public ValueTask DisposeAsync()
    {
        _aws?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Numbers_that_were_put_are_listed_and_read()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        List<Dimension> dimensions = [new() { Name = "Operation", Value = "Store" }];
        await _aws.CloudWatch.PutMetricDataAsync(new PutMetricDataRequest
        {
            Namespace = _name,
            MetricData =
            [
                new() { MetricName = "Stored", Dimensions = dimensions, Timestamp = now.AddMinutes(-2), Value = 2, Unit = StandardUnit.Count },
                new() { MetricName = "Stored", Dimensions = dimensions, Timestamp = now.AddMinutes(-2), Value = 3, Unit = StandardUnit.Count },
            ],
        });

        var listed = await _aws.CloudWatch.ListMetricsAsync(new ListMetricsRequest { Namespace = _name });
        var read = await _aws.CloudWatch.GetMetricDataAsync(new GetMetricDataRequest
        {
            StartTime = now.AddHours(-1),
            EndTime = now.AddHours(1),
            MetricDataQueries =
            [
                new()
                {
                    Id = "stored",
                    MetricStat = new() { Metric = new() { Namespace = _name, MetricName = "Stored", Dimensions = dimensions }, Period = 3600, Stat = "Sum" },
                },
            ],
        });

        Assert.Contains(listed.Metrics!, metric => metric.MetricName == "Stored" && metric.Dimensions!.Single().Value == "Store");
        var series = Assert.Single(read.MetricDataResults!);
        Assert.Equal(("stored", 5.0), (series.Id, series.Values!.Sum()));
        Assert.Equal(series.Values!.Count, series.Timestamps!.Count);
    }

    [Fact]
    public async Task Alarms_and_dashboards_are_read()
    {
        await Boto3.SetUpAsync(
            _endpoint,
            """
            name = sys.argv[2]
            watch = client("cloudwatch")
            watch.put_metric_alarm(AlarmName=name, MetricName="Errors", Namespace="ImageStorage", Statistic="Sum", Period=300, EvaluationPeriods=2,
                Threshold=5.5, ComparisonOperator="GreaterThanThreshold", AlarmActions=["arn:aws:sns:us-east-1:123456789012:a"], TreatMissingData="notBreaching")
            watch.put_dashboard(DashboardName=name, DashboardBody=json.dumps({"widgets": []}))
            """,
            _name);

        var alarm = Assert.Single((await _aws.CloudWatch.DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = [_name] })).MetricAlarms!);
        var dashboard = await _aws.CloudWatch.GetDashboardAsync(new GetDashboardRequest { DashboardName = _name });
        var dashboards = await _aws.CloudWatch.ListDashboardsAsync(new ListDashboardsRequest { DashboardNamePrefix = _name });

        Assert.Equal(
            (_name, "Errors", 300, 2, 5.5, "notBreaching"),
            (alarm.AlarmName, alarm.MetricName, alarm.Period, alarm.EvaluationPeriods, alarm.Threshold, alarm.TreatMissingData));
        Assert.Equal(["arn:aws:sns:us-east-1:123456789012:a"], alarm.AlarmActions);
        Assert.Equal("""{"widgets": []}""", dashboard.DashboardBody);
        Assert.Equal(_name, Assert.Single(dashboards.DashboardEntries!).DashboardName);
    }

    [Fact]
    public async Task A_dashboard_that_is_not_there_is_an_error_of_CloudWatch() =>
        await Assert.ThrowsAnyAsync<AmazonCloudWatchException>(
            () => _aws.CloudWatch.GetDashboardAsync(new GetDashboardRequest { DashboardName = _name }));

    [Fact]
    public async Task A_distribution_is_read_listed_and_invalidated()
    {
        var id = (await Boto3.SetUpAsync(
            _endpoint,
            """
            front = client("cloudfront")
            access = front.create_origin_access_control(OriginAccessControlConfig={"Name": sys.argv[2], "SigningProtocol": "sigv4",
                "SigningBehavior": "always", "OriginAccessControlOriginType": "s3"})["OriginAccessControl"]["Id"]
            made = front.create_distribution(DistributionConfig={"CallerReference": sys.argv[2], "Comment": sys.argv[2], "Enabled": True,
                "Origins": {"Quantity": 1, "Items": [{"Id": "s3", "DomainName": "b.s3.us-east-1.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
                "DefaultCacheBehavior": {"TargetOriginId": "s3", "ViewerProtocolPolicy": "redirect-to-https", "MinTTL": 0,
                    "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}}})
            print(made["Distribution"]["Id"], access, end="")
            """,
            _name)).Split(' ');

        var read = await _aws.CloudFront.GetDistributionAsync(new GetDistributionRequest { Id = id[0] });
        var config = await _aws.CloudFront.GetDistributionConfigAsync(new GetDistributionConfigRequest { Id = id[0] });
        var listed = await _aws.CloudFront.ListDistributionsAsync(new ListDistributionsRequest());
        var access = await _aws.CloudFront.GetOriginAccessControlAsync(new GetOriginAccessControlRequest { Id = id[1] });
        var invalidation = await _aws.CloudFront.CreateInvalidationAsync(new CreateInvalidationRequest
        {
            DistributionId = id[0],
            InvalidationBatch = new() { CallerReference = _name, Paths = new() { Quantity = 1, Items = ["/generated_images/a.webp"] } },
        });

        Assert.Equal((id[0], _name, true), (read.Distribution!.Id, read.Distribution.DistributionConfig!.Comment, read.Distribution.DistributionConfig.Enabled));
        Assert.Equal("b.s3.us-east-1.amazonaws.com", Assert.Single(config.DistributionConfig!.Origins!.Items!).DomainName);
        Assert.Equal("redirect-to-https", config.DistributionConfig.DefaultCacheBehavior!.ViewerProtocolPolicy);
        Assert.NotNull(read.ETag);
        Assert.Contains(listed.DistributionList!.Items!, summary => summary.Id == id[0]);
        Assert.Equal(("always", _name), (access.OriginAccessControl!.OriginAccessControlConfig!.SigningBehavior, access.OriginAccessControl.OriginAccessControlConfig.Name));
        Assert.Equal(["/generated_images/a.webp"], invalidation.Invalidation!.InvalidationBatch!.Paths!.Items);
    }

    [Fact]
    public async Task A_distribution_that_is_not_there_is_told_by_its_own_exception() =>
        await Assert.ThrowsAsync<NoSuchDistributionException>(() => _aws.CloudFront.GetDistributionAsync(new GetDistributionRequest { Id = "E0000" }));

    [Fact]
    public async Task A_group_its_policies_and_its_activities_are_read()
    {
        await Boto3.SetUpAsync(
            _endpoint,
            """
            name = sys.argv[2]
            image = client("ec2").describe_images()["Images"][0]["ImageId"]
            client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"ImageId": image, "InstanceType": "t3.micro"})
            scaling = client("autoscaling")
            scaling.create_auto_scaling_group(AutoScalingGroupName=name, MinSize=1, MaxSize=3, DesiredCapacity=2, AvailabilityZones=["us-east-1a"],
                LaunchTemplate={"LaunchTemplateName": name, "Version": "$Latest"}, Tags=[{"Key": "Project", "Value": "image-storage", "PropagateAtLaunch": True}])
            scaling.put_scaling_policy(AutoScalingGroupName=name, PolicyName="cpu", PolicyType="TargetTrackingScaling", TargetTrackingConfiguration={
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}, "TargetValue": 55.5})
            """,
            _name);

        var group = Assert.Single((await _aws.AutoScaling.DescribeAutoScalingGroupsAsync(new() { AutoScalingGroupNames = [_name] })).AutoScalingGroups!);
        var policy = Assert.Single((await _aws.AutoScaling.DescribePoliciesAsync(new() { AutoScalingGroupName = _name })).ScalingPolicies!);
        var activities = await _aws.AutoScaling.DescribeScalingActivitiesAsync(new() { AutoScalingGroupName = _name });

        Assert.Equal((_name, 1, 3, 2, _name), (group.AutoScalingGroupName, group.MinSize, group.MaxSize, group.DesiredCapacity, group.LaunchTemplate!.LaunchTemplateName));
        Assert.Equal([("InService", "Healthy"), ("InService", "Healthy")], group.Instances!.Select(instance => (instance.LifecycleState!, instance.HealthStatus!)));
        Assert.Equal(("Project", "image-storage", true), (group.Tags![0].Key, group.Tags[0].Value, group.Tags[0].PropagateAtLaunch));
        Assert.Equal(
            ("cpu", 55.5, "ASGAverageCPUUtilization"),
            (policy.PolicyName, policy.TargetTrackingConfiguration!.TargetValue, policy.TargetTrackingConfiguration.PredefinedMetricSpecification!.PredefinedMetricType));
        Assert.NotNull(activities.Activities);
    }

    [Fact]
    public async Task A_role_its_profile_and_its_policies_are_read()
    {
        var arn = await Boto3.SetUpAsync(
            _endpoint,
            """
            name, iam = sys.argv[2], client("iam")
            document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]})
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)
            iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=document)
            iam.create_instance_profile(InstanceProfileName=name)
            iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
            arn = iam.create_policy(PolicyName=name, PolicyDocument=document)["Policy"]["Arn"]
            iam.attach_role_policy(RoleName=name, PolicyArn=arn)
            print(arn, end="")
            """,
            _name);

        var role = (await _aws.Iam.GetRoleAsync(new() { RoleName = _name })).Role!;
        var profile = (await _aws.Iam.GetInstanceProfileAsync(new() { InstanceProfileName = _name })).InstanceProfile!;
        var attached = await _aws.Iam.ListAttachedRolePoliciesAsync(new() { RoleName = _name });
        var inline = await _aws.Iam.ListRolePoliciesAsync(new() { RoleName = _name });
        var inlined = await _aws.Iam.GetRolePolicyAsync(new() { RoleName = _name, PolicyName = "inline" });
        var policy = (await _aws.Iam.GetPolicyAsync(new() { PolicyArn = arn })).Policy!;
        var version = (await _aws.Iam.GetPolicyVersionAsync(new() { PolicyArn = arn, VersionId = policy.DefaultVersionId })).PolicyVersion!;

        Assert.Equal((_name, DateTimeKind.Utc), (role.RoleName, role.CreateDate!.Value.Kind));
        Assert.Equal(_name, Assert.Single(profile.Roles!).RoleName);
        Assert.Equal((_name, arn), (Assert.Single(attached.AttachedPolicies!).PolicyName, attached.AttachedPolicies![0].PolicyArn));
        Assert.Equal(["inline"], inline.PolicyNames);
        Assert.Equal((1, "v1", true), (policy.AttachmentCount, version.VersionId, version.IsDefaultVersion));
        Assert.All([inlined.PolicyDocument!, version.Document!], document => Assert.Contains("s3:PutObject", Uri.UnescapeDataString(document), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_told_by_its_own_exception() =>
        await Assert.ThrowsAsync<NoSuchEntityException>(() => _aws.Iam.GetRoleAsync(new GetRoleRequest { RoleName = _name }));
}
