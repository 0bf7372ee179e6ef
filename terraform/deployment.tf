# The role of the repository's workflows. It builds and changes this stack, except for permissions: roles and policies are changed by
# an administrator's apply, and the only role it can pass on is that of the instances. It can delete neither bucket nor table.
locals {
  has_deploy_role    = var.github_repository != null
  github_oidc_host   = "token.actions.githubusercontent.com"
  github_oidc_arn    = "arn:${local.partition}:iam::${local.account_id}:oidc-provider/${local.github_oidc_host}"
  region_and_account = "${var.aws_region}:${local.account_id}"
  own_tag            = { "aws:ResourceTag/Project" = var.prefix }

  deploy_statements = [
    {
      Sid      = "LookAround"
      Effect   = "Allow"
      Resource = "*"
      Action = [
        "autoscaling:Describe*", "bedrock:GetFoundationModel", "cloudfront:Get*", "cloudfront:List*", "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics", "ec2:Describe*",
        "elasticloadbalancing:Describe*", "sns:GetSubscriptionAttributes",
      ]
    },
    {
      Sid      = "State"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
      Resource = "arn:${local.partition}:s3:::${coalesce(var.state_bucket, "none")}/${var.prefix}/*"
    },
    {
      Sid      = "StateBucket"
      Effect   = "Allow"
      Action   = "s3:ListBucket"
      Resource = "arn:${local.partition}:s3:::${coalesce(var.state_bucket, "none")}"
    },
    {
      Sid    = "Bucket"
      Effect = "Allow"
      Action = [
        "s3:CreateBucket", "s3:ListBucket", "s3:ListTagsForResource", "s3:TagResource", "s3:UntagResource", "s3:GetBucket*",
        "s3:GetAccelerateConfiguration", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetMetricsConfiguration",
        "s3:GetReplicationConfiguration", "s3:PutBucketCORS", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging", "s3:PutBucketVersioning", "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration", "s3:PutMetricsConfiguration",
      ]
      Resource = local.bucket_arn
    },
    {
      Sid      = "Packages"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject"]
      Resource = local.package_arn
    },
    {
      # The canary check stores, reads and deletes one small image.
      Sid      = "CanaryImage"
      Effect   = "Allow"
      Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging"]
      Resource = "${local.bucket_arn}/${local.image_key_prefix}canary*"
    },
    {
      # CloudFront chooses these ids, so the account is the narrowest possible limit.
      Sid    = "Delivery"
      Effect = "Allow"
      Action = [
        for action in ["CachePolicy", "Distribution", "MonitoringSubscription", "OriginAccessControl", "ResponseHeadersPolicy"] :
        "cloudfront:*${action}"
      ]
      Resource = "arn:${local.partition}:cloudfront::${local.account_id}:*"
    },
    {
      Sid      = "DeliveryTags"
      Effect   = "Allow"
      Action   = ["cloudfront:TagResource", "cloudfront:UntagResource"]
      Resource = "arn:${local.partition}:cloudfront::${local.account_id}:distribution/*"
    },
    {
      Sid    = "Monitoring"
      Effect = "Allow"
      Action = [
        "cloudwatch:DeleteAlarms", "cloudwatch:DeleteDashboards", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource",
        "cloudwatch:PutDashboard", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource",
        "sns:CreateTopic", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:ListTagsForResource",
        "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource", "sns:Unsubscribe", "sns:UntagResource",
      ]
      Resource = [
        "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.prefix}-*",
        "arn:${local.partition}:cloudwatch::${local.account_id}:dashboard/${var.prefix}",
        "arn:${local.partition}:sns:*:${local.account_id}:${var.prefix}-*",
      ]
    },
    {
      Sid    = "ReadAccess"
      Effect = "Allow"
      Action = ["iam:GetInstanceProfile", "iam:GetOpenIDConnectProvider", "iam:GetRole*", "iam:List*"]
      Resource = [
        local.github_oidc_arn,
        "arn:${local.partition}:iam::${local.account_id}:instance-profile/${var.prefix}-*",
        "arn:${local.partition}:iam::${local.account_id}:role/${var.prefix}-*",
      ]
    },
    {
      Sid       = "HandOutInstanceRole"
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "arn:${local.partition}:iam::${local.account_id}:role/${var.prefix}-instance"
      Condition = { StringEquals = { "iam:PassedToService" = "ec2.amazonaws.com" } }
    },
    {
      Sid    = "Group"
      Effect = "Allow"
      Action = [
        "autoscaling:AttachLoadBalancerTargetGroups", "autoscaling:CancelInstanceRefresh", "autoscaling:CreateAutoScalingGroup",
        "autoscaling:CreateOrUpdateTags", "autoscaling:DeletePolicy", "autoscaling:DeleteTags", "autoscaling:DetachLoadBalancerTargetGroups",
        "autoscaling:DisableMetricsCollection", "autoscaling:EnableMetricsCollection", "autoscaling:PutScalingPolicy",
        "autoscaling:RollbackInstanceRefresh", "autoscaling:SetDesiredCapacity", "autoscaling:StartInstanceRefresh",
        "autoscaling:UpdateAutoScalingGroup",
      ]
      Resource = "arn:${local.partition}:autoscaling:${local.region_and_account}:autoScalingGroup:*:autoScalingGroupName/${var.prefix}-*"
    },
    {
      Sid    = "LoadBalancer"
      Effect = "Allow"
      Action = [
        for verb in ["Add", "Create", "Delete", "Modify", "Remove", "Set"] : "elasticloadbalancing:${verb}*"
      ]
      Resource = [
        for kind in ["listener/app", "loadbalancer/app", "targetgroup"] :
        "arn:${local.partition}:elasticloadbalancing:${local.region_and_account}:${kind}/${var.prefix}-*"
      ]
    },
    {
      Sid      = "MakeTemplatesAndGroups"
      Effect   = "Allow"
      Action   = ["ec2:CreateLaunchTemplate", "ec2:CreateSecurityGroup", "ec2:AuthorizeSecurityGroup*", "ec2:CreateTags"]
      Resource = "arn:${local.partition}:ec2:${local.region_and_account}:*"
      # What is created, and every tag that is set, must carry this stack's Project tag.
      Condition = { StringEquals = { "aws:RequestTag/Project" = var.prefix } }
    },
    {
      Sid      = "MakeInNetwork"
      Effect   = "Allow"
      Action   = "ec2:CreateSecurityGroup"
      Resource = "arn:${local.partition}:ec2:${local.region_and_account}:vpc/*"
    },
    {
      Sid    = "ChangeTemplatesAndGroups"
      Effect = "Allow"
      Action = [
        "ec2:AuthorizeSecurityGroup*", "ec2:CreateLaunchTemplateVersion", "ec2:DeleteLaunchTemplate", "ec2:DeleteSecurityGroup",
        "ec2:GetLaunchTemplateData", "ec2:ModifyLaunchTemplate", "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroup*",
      ]
      Resource  = "arn:${local.partition}:ec2:${local.region_and_account}:*"
      Condition = { StringEquals = local.own_tag }
    },
    {
      # Auto Scaling checks whether its caller is allowed to launch what the template describes.
      Sid       = "LaunchByTemplate"
      Effect    = "Allow"
      Action    = "ec2:RunInstances"
      Resource  = "arn:${local.partition}:ec2:${var.aws_region}:*"
      Condition = { Bool = { "ec2:IsLaunchTemplateResource" = "true" } }
    },
    {
      Sid      = "NewestMachineImage"
      Effect   = "Allow"
      Action   = "ssm:GetParameters"
      Resource = "arn:${local.partition}:ssm:${var.aws_region}::parameter/aws/service/ami-amazon-linux-latest/*"
    },
    {
      Sid    = "Tables"
      Effect = "Allow"
      Action = [
        "dynamodb:CreateTable", "dynamodb:Describe*", "dynamodb:ListTagsOfResource", "dynamodb:TagResource", "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups", "dynamodb:UpdateTable",
      ]
      Resource = "${local.table_arn_prefix}*"
    },
  ]
}

resource "aws_iam_openid_connect_provider" "github" {
  count          = local.has_deploy_role && var.create_github_oidc_provider ? 1 : 0
  url            = "https://${local.github_oidc_host}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "deploy" {
  count                = local.has_deploy_role ? 1 : 0
  name                 = "${var.prefix}-deploy"
  description          = "What the workflows of ${var.github_repository} may do"
  max_session_duration = 3600

  # The subject names an environment, so that its reviewers and branch rules guard the role.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = local.github_oidc_arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = {
        "${local.github_oidc_host}:aud" = "sts.amazonaws.com"
        "${local.github_oidc_host}:sub" = "repo:${var.github_repository}:environment:${var.github_environment}"
      } }
    }]
  })

  depends_on = [aws_iam_openid_connect_provider.github]
}

resource "aws_iam_role_policy" "deploy" {
  count  = local.has_deploy_role ? 1 : 0
  name   = "deploy"
  role   = aws_iam_role.deploy[0].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.deploy_statements })
}
