locals {
  has_own_domain = length(var.image_domain_names) > 0
  image_domain   = local.has_own_domain ? var.image_domain_names[0] : aws_cloudfront_distribution.images.domain_name
}

resource "aws_cloudfront_origin_access_control" "images" {
  name                              = "${var.prefix}-images"
  description                       = "Lets the distribution read the images of ${local.bucket_name}"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_cache_policy" "images" {
  name        = "${var.prefix}-images"
  comment     = "One copy for each image and version (v)"
  min_ttl     = var.min_ttl_seconds
  default_ttl = var.default_ttl_seconds
  max_ttl     = var.max_ttl_seconds

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    # The query parameter v changes with the bytes, so a replaced image gets a new cache entry despite its immutable Cache-Control.
    query_strings_config {
      query_string_behavior = "whitelist"

      query_strings {
        items = ["v"]
      }
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "images" {
  name    = "${var.prefix}-images"
  comment = "Images are nothing but images"

  # CloudFront sets the CORS headers itself: Origin is not in the cache key, so S3 never receives it.
  dynamic "cors_config" {
    for_each = length(var.cors_allowed_origins) > 0 ? [var.cors_allowed_origins] : []

    content {
      access_control_allow_credentials = false
      access_control_max_age_sec       = 3600
      origin_override                  = true

      access_control_allow_headers {
        items = ["*"]
      }

      access_control_allow_methods {
        items = ["GET", "HEAD"]
      }

      access_control_allow_origins {
        items = cors_config.value
      }

      access_control_expose_headers {
        items = ["ETag", "Content-Length"]
      }
    }
  }

  security_headers_config {
    content_security_policy {
      content_security_policy = "default-src 'none'; sandbox"
      override                = true
    }

    content_type_options {
      override = true
    }

    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }

    strict_transport_security {
      access_control_max_age_sec = 31536000
      override                   = true
    }
  }

  # The portal shows these images from another host.
  custom_headers_config {
    items {
      header   = "Cross-Origin-Resource-Policy"
      value    = "cross-origin"
      override = true
    }
  }
}

resource "aws_cloudfront_distribution" "images" {
  comment         = "${var.prefix} images"
  enabled         = true
  is_ipv6_enabled = true
  http_version    = "http2and3"
  price_class     = var.price_class
  aliases         = var.image_domain_names

  origin {
    origin_id                = "images"
    domain_name              = aws_s3_bucket.images.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.images.id
  }

  default_cache_behavior {
    target_origin_id           = "images"
    viewer_protocol_policy     = var.viewer_protocol_policy
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    cache_policy_id            = aws_cloudfront_cache_policy.images.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.images.id
  }

  # Errors are cached only briefly: a picture requested just before it is stored must not stay missing.
  dynamic "custom_error_response" {
    for_each = toset([403, 404])

    content {
      error_code            = custom_error_response.value
      error_caching_min_ttl = 5
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  # With CloudFront's own certificate, AWS accepts no other policy than TLSv1.
  viewer_certificate {
    cloudfront_default_certificate = !local.has_own_domain
    acm_certificate_arn            = var.image_certificate_arn
    ssl_support_method             = local.has_own_domain ? "sni-only" : null
    minimum_protocol_version       = local.has_own_domain ? "TLSv1.2_2021" : "TLSv1"
  }
}

resource "aws_cloudfront_monitoring_subscription" "images" {
  count           = var.cdn_additional_metrics ? 1 : 0
  distribution_id = aws_cloudfront_distribution.images.id

  monitoring_subscription {
    realtime_metrics_subscription_config {
      realtime_metrics_subscription_status = "Enabled"
    }
  }
}

check "images_refuse_old_tls" {
  assert {
    condition     = local.has_own_domain
    error_message = "CloudFront's own host name accepts TLS below 1.2, which AWS does not let anyone change. Give image_domain_names and image_certificate_arn to refuse it."
  }
}
