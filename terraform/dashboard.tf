locals {
  s3_requests    = ["BucketName", local.bucket_name, "FilterId", aws_s3_bucket_metric.requests.name]
  cdn            = ["DistributionId", aws_cloudfront_distribution.images.id, "Region", "Global"]
  group          = ["AutoScalingGroupName", aws_autoscaling_group.portal.name]
  bucket_storage = "{AWS/S3,BucketName,StorageType} MetricName=\"BucketSizeBytes\" BucketName=\"${local.bucket_name}\""

  # Title, statistic, period in seconds, region, metrics. Rows of three.
  widgets = [
    {
      title = "Bucket size by storage class (bytes)", stat = "Average", period = 86400, region = var.aws_region
      metrics = [
        [{ id = "classes", expression = "SEARCH('${local.bucket_storage}', 'Average', 86400)" }],
        [{ id = "total", expression = "SUM(classes)", label = "All storage classes" }],
      ]
    },
    {
      title   = "Objects", stat = "Average", period = 86400, region = var.aws_region
      metrics = [["AWS/S3", "NumberOfObjects", "BucketName", local.bucket_name, "StorageType", "AllStorageTypes"]]
    },
    {
      title   = "S3 requests", stat = "Sum", period = 300, region = var.aws_region
      metrics = [for name in ["AllRequests", "GetRequests", "PutRequests"] : concat(["AWS/S3", name], local.s3_requests)]
    },
    {
      title   = "S3 errors", stat = "Sum", period = 300, region = var.aws_region
      metrics = [for name in ["4xxErrors", "5xxErrors"] : concat(["AWS/S3", name], local.s3_requests)]
    },
    {
      title   = "S3 first-byte latency (ms)", stat = "p95", period = 300, region = var.aws_region
      metrics = [concat(["AWS/S3", "FirstByteLatency"], local.s3_requests)]
    },
    {
      title   = "Uploads", stat = "Sum", period = 300, region = var.aws_region
      metrics = [for name in [local.upload_attempts_metric, local.upload_failures_metric] : [local.metric_namespace, name, "BucketName", local.bucket_name]]
    },
    {
      title   = "CloudFront requests", stat = "Sum", period = 300, region = "us-east-1"
      metrics = [concat(["AWS/CloudFront", "Requests"], local.cdn)]
    },
    {
      title   = "CloudFront cache hit ratio (%)", stat = "Average", period = 300, region = "us-east-1"
      metrics = [concat(["AWS/CloudFront", "CacheHitRate"], local.cdn)]
    },
    {
      title   = "CloudFront error rates (%)", stat = "Average", period = 300, region = "us-east-1"
      metrics = [for name in ["4xxErrorRate", "5xxErrorRate"] : concat(["AWS/CloudFront", name], local.cdn)]
    },
    {
      title   = "Group size", stat = "Average", period = 60, region = var.aws_region
      metrics = [for name in ["GroupMinSize", "GroupInServiceInstances", "GroupDesiredCapacity", "GroupMaxSize"] : concat(["AWS/AutoScaling", name], local.group)]
    },
    {
      title   = "Group CPU (%)", stat = "Average", period = 60, region = var.aws_region
      metrics = [concat(["AWS/EC2", "CPUUtilization"], local.group)]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "images" {
  dashboard_name = var.prefix

  dashboard_body = jsonencode({
    widgets = [for index, widget in local.widgets : {
      type   = "metric"
      x      = 8 * (index % 3)
      y      = 6 * floor(index / 3)
      width  = 8
      height = 6
      properties = {
        title   = widget.title
        view    = "timeSeries"
        stat    = widget.stat
        period  = widget.period
        region  = widget.region
        metrics = widget.metrics
      }
    }]
  })
}
