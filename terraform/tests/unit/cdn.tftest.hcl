# Images reach people through the distribution alone: over HTTPS, cached by version.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"
}

run "distribution_signs_caches_and_refuses_plain_http" {
  assert {
    condition     = aws_cloudfront_origin_access_control.images.signing_behavior == "always" && aws_cloudfront_origin_access_control.images.signing_protocol == "sigv4" && aws_cloudfront_origin_access_control.images.origin_access_control_origin_type == "s3"
    error_message = "Not every request to S3 is signed with SigV4."
  }
  assert {
    condition     = one(aws_cloudfront_distribution.images.origin).origin_access_control_id == aws_cloudfront_origin_access_control.images.id
    error_message = "The origin does not use the access control."
  }
  assert {
    condition     = [aws_cloudfront_cache_policy.images.min_ttl, aws_cloudfront_cache_policy.images.default_ttl, aws_cloudfront_cache_policy.images.max_ttl] == [0, 86400, 31536000]
    error_message = "The times to live are not 0, 86400 and one year."
  }
  assert {
    condition     = one(one(aws_cloudfront_cache_policy.images.parameters_in_cache_key_and_forwarded_to_origin[0].query_strings_config).query_strings).items == toset(["v"])
    error_message = "v, and v alone, is not in the cache key."
  }
  assert {
    condition     = aws_cloudfront_distribution.images.default_cache_behavior[0].viewer_protocol_policy == "https-only" && aws_cloudfront_distribution.images.default_cache_behavior[0].compress
    error_message = "Plain HTTP is served, or nothing is compressed."
  }
  assert {
    condition     = aws_cloudfront_distribution.images.default_cache_behavior[0].cache_policy_id == aws_cloudfront_cache_policy.images.id && aws_cloudfront_distribution.images.default_cache_behavior[0].response_headers_policy_id == aws_cloudfront_response_headers_policy.images.id
    error_message = "The policies are not used."
  }
  assert {
    condition     = aws_cloudfront_distribution.images.price_class == "PriceClass_100" && length(aws_cloudfront_monitoring_subscription.images) == 1
    error_message = "The price class or the additional metrics are not the default ones."
  }
}

run "own_domain_needs_tls_1_2" {
  assert {
    condition     = aws_cloudfront_distribution.images.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.images.viewer_certificate[0].ssl_support_method == "sni-only"
    error_message = "TLS below 1.2 is accepted."
  }
  assert {
    condition     = aws_cloudfront_distribution.images.aliases == toset(["images.example.org"]) && output.image_domain == "images.example.org"
    error_message = "The URLs do not have the given host name."
  }
}

run "additional_metrics_can_be_turned_off" {
  variables {
    cdn_additional_metrics = false
  }

  assert {
    condition     = length(aws_cloudfront_monitoring_subscription.images) == 0 && length(aws_cloudwatch_metric_alarm.hit_ratio) == 0 && !contains(keys(output.alarm_names), "hit_ratio")
    error_message = "Without CloudFront's additional metrics there is an alarm that can never fire."
  }
}

run "cloudfronts_own_domain_warns_of_old_tls" {
  variables {
    image_domain_names    = []
    image_certificate_arn = null
  }

  expect_failures = [check.images_refuse_old_tls]
}

run "scripts_of_given_origins_may_read" {
  variables {
    cors_allowed_origins = ["https://quiz.example.org"]
  }

  assert {
    condition     = one(one(aws_cloudfront_response_headers_policy.images.cors_config).access_control_allow_origins).items == toset(["https://quiz.example.org"])
    error_message = "CloudFront does not answer for the given origins, and S3 never sees them."
  }
}
