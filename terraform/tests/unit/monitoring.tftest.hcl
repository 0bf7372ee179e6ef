# The alarms' thresholds, regions and topics. A simulator tests how they behave over time.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"
}

run "alarms_have_their_thresholds" {
  assert {
    condition     = aws_cloudwatch_metric_alarm.upload_failures.threshold == 5 && aws_cloudwatch_metric_alarm.upload_failures.comparison_operator == "GreaterThanThreshold"
    error_message = "The alarm does not fire at more than 5 % failed uploads."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.hit_ratio[0].threshold == 70 && aws_cloudwatch_metric_alarm.hit_ratio[0].comparison_operator == "LessThanThreshold"
    error_message = "The alarm does not fire at a hit ratio below 70 %."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.bucket_quota.threshold == 80 && aws_cloudwatch_metric_alarm.bucket_quota.comparison_operator == "GreaterThanThreshold"
    error_message = "The alarm does not fire when the bucket is above 80 % of its quota."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.client_errors.threshold == 10 && aws_cloudwatch_metric_alarm.client_errors.comparison_operator == "GreaterThanThreshold"
    error_message = "The alarm does not fire at more than 10 % of 4xx answers."
  }
}

run "alarms_write_to_the_topic_of_their_region" {
  variables {
    aws_region                    = "eu-west-1"
    load_balancer_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/portal"
    alarm_emails                  = ["ops@example.org"]
  }

  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.upload_failures, aws_cloudwatch_metric_alarm.bucket_quota] : alarm.alarm_actions == toset([aws_sns_topic.alarms.arn]) && alarm.ok_actions == toset([aws_sns_topic.alarms.arn])])
    error_message = "An alarm of the region does not write to the region's topic."
  }
  assert {
    condition     = alltrue([for alarm in [aws_cloudwatch_metric_alarm.hit_ratio[0], aws_cloudwatch_metric_alarm.client_errors] : alarm.alarm_actions == toset([aws_sns_topic.edge_alarms.arn])])
    error_message = "An alarm of CloudFront does not write to the topic in us-east-1."
  }
  assert {
    condition     = length(aws_sns_topic_subscription.alarms) == 1 && length(aws_sns_topic_subscription.edge_alarms) == 1
    error_message = "The given addresses are not subscribed to both regions' topics."
  }
}

run "missing_data_is_treated_on_purpose" {
  assert {
    condition = [for alarm in [aws_cloudwatch_metric_alarm.upload_failures, aws_cloudwatch_metric_alarm.hit_ratio[0], aws_cloudwatch_metric_alarm.client_errors, aws_cloudwatch_metric_alarm.shrink, aws_cloudwatch_metric_alarm.rest] :
      alarm.treat_missing_data
    ] == ["notBreaching", "notBreaching", "notBreaching", "notBreaching", "notBreaching"] && aws_cloudwatch_metric_alarm.bucket_quota.treat_missing_data == "ignore"
    error_message = "Missing data (no uploads, no requests, a late report) changes an alarm's state."
  }
}

run "upload_alarm_reads_the_applications_counters" {
  assert {
    condition     = toset([for query in aws_cloudwatch_metric_alarm.upload_failures.metric_query : "${query.metric[0].namespace}/${query.metric[0].metric_name} ${query.metric[0].dimensions["BucketName"]} ${query.metric[0].period}" if length(query.metric) > 0]) == toset([for name in ["UploadAttempts", "UploadFailures"] : "ImageStorage/${name} imagestorage-123456789012 300"])
    error_message = "The alarm does not read the counters that the application sends."
  }
}

run "quota_alarm_sums_all_storage_classes" {
  assert {
    condition = setintersection(toset(flatten([for query in aws_cloudwatch_metric_alarm.bucket_quota.metric_query : [for metric in query.metric : metric.dimensions.StorageType]])), toset([
      "StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage"
    ])) == toset(["StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage"])
    error_message = "A storage class that the lifecycle uses is not counted."
  }
  assert {
    condition     = length([for query in aws_cloudwatch_metric_alarm.bucket_quota.metric_query : query if length(query.metric) > 0]) <= 10
    error_message = "The alarm reads more than the ten metrics that CloudWatch allows."
  }
}

run "dashboard_shows_what_is_watched" {
  assert {
    condition = length(setsubtract([
      "BucketSizeBytes", "NumberOfObjects", "AllRequests", "4xxErrors", "5xxErrors", "FirstByteLatency", "Requests", "CacheHitRate", "4xxErrorRate", "5xxErrorRate",
      "UploadAttempts", "UploadFailures", "GroupInServiceInstances", "CPUUtilization",
    ], [for name in regexall("[A-Za-z0-9]+", aws_cloudwatch_dashboard.images.dashboard_body) : name])) == 0
    error_message = "The dashboard lacks a metric."
  }
  assert {
    condition     = alltrue([for widget in jsondecode(aws_cloudwatch_dashboard.images.dashboard_body).widgets : widget.properties.region == "us-east-1" if strcontains(jsonencode(widget), "AWS/CloudFront")])
    error_message = "The dashboard reads CloudFront's metrics from another region than us-east-1."
  }
}
