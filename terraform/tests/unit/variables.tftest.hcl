# Bad input is refused with a sentence before anything is made.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"

  override_resource {
    target = aws_sns_topic.edge_alarms
    values = { arn = "arn:aws:sns:us-east-1:123456789012:edge-alarms" }
  }
}

# The instances' subnets, in two zones.
override_data {
  target = data.aws_subnet.instances[0]
  values = { availability_zone = "us-east-1a" }
}

override_data {
  target = data.aws_subnet.instances[1]
  values = { availability_zone = "us-east-1b" }
}

variables {
  load_balancer_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/portal"
  image_domain_names            = ["images.example.org"]
  image_certificate_arn         = "arn:aws:acm:us-east-1:123456789012:certificate/images"
}

run "refuses_prefix" {
  command = plan

  variables {
    prefix = "Images_"
  }

  expect_failures = [var.prefix]
}

run "refuses_prefix_2" {
  command = plan

  variables {
    prefix = "a-prefix-much-too-long-for-it"
  }

  expect_failures = [var.prefix]
}

run "refuses_environment" {
  command = plan

  variables {
    environment = "Production!"
  }

  expect_failures = [var.environment]
}

run "refuses_aws_region" {
  command = plan

  variables {
    aws_region = "virginia"
  }

  expect_failures = [var.aws_region]
}

run "refuses_tags" {
  command = plan

  variables {
    tags = { Project = "mine" }
  }

  expect_failures = [var.tags]
}

run "refuses_bucket_suffix" {
  command = plan

  variables {
    bucket_suffix = "UPPER"
  }

  expect_failures = [var.bucket_suffix]
}

run "refuses_cors_allowed_origins" {
  command = plan

  variables {
    cors_allowed_origins = ["*"]
  }

  expect_failures = [var.cors_allowed_origins]
}

run "refuses_cors_allowed_origins_2" {
  command = plan

  variables {
    cors_allowed_origins = ["https://quiz.example.org/path"]
  }

  expect_failures = [var.cors_allowed_origins]
}

run "refuses_infrequent_access_after_days" {
  command = plan

  variables {
    infrequent_access_after_days = 29
  }

  expect_failures = [var.infrequent_access_after_days]
}

run "refuses_archive_after_days" {
  command = plan

  variables {
    archive_after_days = 100
  }

  expect_failures = [var.archive_after_days]
}

run "refuses_expire_after_days" {
  command = plan

  variables {
    expire_after_days = 300
  }

  expect_failures = [var.expire_after_days]
}

run "refuses_transition_above_bytes" {
  command = plan

  variables {
    transition_above_bytes = 0
  }

  expect_failures = [var.transition_above_bytes]
}

run "refuses_noncurrent_version_days" {
  command = plan

  variables {
    noncurrent_version_days = 0
  }

  expect_failures = [var.noncurrent_version_days]
}

run "refuses_min_ttl_seconds" {
  command = plan

  variables {
    min_ttl_seconds = -1
  }

  expect_failures = [var.min_ttl_seconds]
}

run "refuses_max_ttl_seconds" {
  command = plan

  variables {
    max_ttl_seconds = 60
  }

  expect_failures = [var.max_ttl_seconds]
}

run "refuses_viewer_protocol_policy" {
  command = plan

  variables {
    viewer_protocol_policy = "allow-all"
  }

  expect_failures = [var.viewer_protocol_policy]
}

run "refuses_price_class" {
  command = plan

  variables {
    price_class = "PriceClass_1"
  }

  expect_failures = [var.price_class]
}

run "refuses_image_domain_names" {
  command = plan

  variables {
    image_domain_names = ["not a host"]
  }

  expect_failures = [var.image_domain_names]
}

run "refuses_image_certificate_arn" {
  command = plan

  variables {
    image_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  }

  expect_failures = [var.image_certificate_arn]
}

run "refuses_image_certificate_arn_2" {
  command = plan

  variables {
    image_certificate_arn = null
  }

  expect_failures = [var.image_certificate_arn]
}

run "refuses_bedrock_region" {
  command = plan

  variables {
    bedrock_region = "oregon"
  }

  expect_failures = [var.bedrock_region]
}

run "refuses_image_model_ids" {
  command = plan

  variables {
    image_model_ids = ["*"]
  }

  expect_failures = [var.image_model_ids]
}

run "refuses_image_model_ids_2" {
  command = plan

  variables {
    image_model_ids = []
  }

  expect_failures = [var.image_model_ids]
}

run "refuses_text_models" {
  command = plan

  variables {
    text_models = [{ model_id = "amazon.nova-lite-v1:0", profile_id = "us.amazon.nova-lite-v1:0" }]
  }

  expect_failures = [var.text_models]
}

run "refuses_record_store" {
  command = plan

  variables {
    record_store = "sqlite"
  }

  expect_failures = [var.record_store]
}

run "refuses_mongo_uri_parameter" {
  command = plan

  variables {
    mongo_uri_parameter = "mongodb://user:password@host"
  }

  expect_failures = [var.mongo_uri_parameter]
}

run "refuses_mongo_uri_kms_key_arn" {
  command = plan

  variables {
    mongo_uri_kms_key_arn = "alias/mine"
  }

  expect_failures = [var.mongo_uri_kms_key_arn]
}

run "refuses_mongo_database" {
  command = plan

  variables {
    mongo_database = "a b"
  }

  expect_failures = [var.mongo_database]
}

run "refuses_github_repository" {
  command = plan

  variables {
    github_repository = "example/*"
  }

  expect_failures = [var.github_repository]
}

run "refuses_github_environment" {
  command = plan

  variables {
    github_environment = "*"
  }

  expect_failures = [var.github_environment]
}

run "refuses_vpc_id" {
  command = plan

  variables {
    vpc_id = "my-network"
  }

  expect_failures = [var.vpc_id]
}

run "refuses_vpc_id_2" {
  command = plan

  variables {
    vpc_id = "vpc-0a"
  }

  expect_failures = [var.vpc_id]
}

run "refuses_instance_subnet_ids" {
  command = plan

  variables {
    instance_subnet_ids = ["one", "two"]
  }

  expect_failures = [var.instance_subnet_ids]
}

run "refuses_load_balancer_subnet_ids" {
  command = plan

  variables {
    load_balancer_subnet_ids = ["one", "two"]
  }

  expect_failures = [var.load_balancer_subnet_ids]
}

run "refuses_load_balancer_certificate_arn" {
  command = plan

  variables {
    load_balancer_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
  }

  expect_failures = [var.load_balancer_certificate_arn]
}

run "refuses_load_balancer_ingress_cidrs" {
  command = plan

  variables {
    load_balancer_ingress_cidrs = ["everyone"]
  }

  expect_failures = [var.load_balancer_ingress_cidrs]
}

run "refuses_instance_type" {
  command = plan

  variables {
    instance_type = "small"
  }

  expect_failures = [var.instance_type]
}

run "refuses_instance_architecture" {
  command = plan

  variables {
    instance_architecture = "riscv"
  }

  expect_failures = [var.instance_architecture]
}

run "refuses_ami_id" {
  command = plan

  variables {
    ami_id = "newest"
  }

  expect_failures = [var.ami_id]
}

run "refuses_volume_gibibytes" {
  command = plan

  variables {
    volume_gibibytes = 4
  }

  expect_failures = [var.volume_gibibytes]
}

run "refuses_min_instances" {
  command = plan

  variables {
    min_instances = 0
  }

  expect_failures = [var.min_instances]
}

run "refuses_max_instances" {
  command = plan

  variables {
    max_instances = 1
  }

  expect_failures = [var.max_instances]
}

run "refuses_cpu_target_percent" {
  command = plan

  variables {
    cpu_target_percent = 95
  }

  expect_failures = [var.cpu_target_percent]
}

run "refuses_scale_in_cpu_percent" {
  command = plan

  variables {
    scale_in_cpu_percent = 50
  }

  expect_failures = [var.scale_in_cpu_percent]
}

run "refuses_portal_package_key" {
  command = plan

  variables {
    portal_package_key = "generated_images/portal.tar.gz"
  }

  expect_failures = [var.portal_package_key]
}

run "refuses_portal_settings" {
  command = plan

  variables {
    portal_settings = { PATH = "/tmp" }
  }

  expect_failures = [var.portal_settings]
}

run "refuses_portal_settings_2" {
  command = plan

  variables {
    portal_settings = { Portal__ClientSecret = "hunter2" }
  }

  expect_failures = [var.portal_settings]
}

run "refuses_portal_settings_3" {
  command = plan

  variables {
    portal_settings = { Portal__Authority = "a\nENVIRONMENT" }
  }

  expect_failures = [var.portal_settings]
}

run "refuses_alarm_emails" {
  command = plan

  variables {
    alarm_emails = ["nobody"]
  }

  expect_failures = [var.alarm_emails]
}

run "refuses_upload_failure_percent" {
  command = plan

  variables {
    upload_failure_percent = 100
  }

  expect_failures = [var.upload_failure_percent]
}

run "refuses_hit_ratio_percent" {
  command = plan

  variables {
    hit_ratio_percent = 0
  }

  expect_failures = [var.hit_ratio_percent]
}

run "refuses_client_error_percent" {
  command = plan

  variables {
    client_error_percent = -1
  }

  expect_failures = [var.client_error_percent]
}

run "refuses_cdn_alarm_minimum_requests" {
  command = plan

  variables {
    cdn_alarm_minimum_requests = 0
  }

  expect_failures = [var.cdn_alarm_minimum_requests]
}

run "refuses_bucket_quota_bytes" {
  command = plan

  variables {
    bucket_quota_bytes = 1
  }

  expect_failures = [var.bucket_quota_bytes]
}

run "refuses_bucket_quota_percent" {
  command = plan

  variables {
    bucket_quota_percent = 101
  }

  expect_failures = [var.bucket_quota_percent]
}

run "refuses_default_ttl_below_min" {
  command = plan

  variables {
    min_ttl_seconds     = 60
    default_ttl_seconds = 30
  }

  expect_failures = [var.default_ttl_seconds]
}

run "refuses_deploy_role_without_state" {
  command = plan

  variables {
    github_repository = "example/quiz"
  }

  expect_failures = [var.state_bucket]
}
