locals {
  mongo_uri_parameter = coalesce(var.mongo_uri_parameter, "/${var.prefix}/mongo-uri")

  # The secrets that the portal reads from Parameter Store when it starts, by the name of the environment variable.
  secret_parameters     = merge(local.has_tables ? {} : { MONGO_URI = local.mongo_uri_parameter }, var.portal_secret_parameters)
  secret_parameter_arns = [for parameter in values(local.secret_parameters) : "arn:${local.partition}:ssm:${var.aws_region}:${local.account_id}:parameter${parameter}"]

  # Foundation models belong to AWS, so their ARNs have no account id.
  foundation_model = "arn:${local.partition}:bedrock:%s::foundation-model/%s"
  direct_model_arns = [
    for id in concat(var.image_model_ids, [for model in var.text_models : model.model_id if model.profile_id == null]) :
    format(local.foundation_model, var.bedrock_region, id)
  ]
  profiles = { for model in var.text_models : model.profile_id => {
    arn        = "arn:${local.partition}:bedrock:${var.bedrock_region}:${local.account_id}:inference-profile/${model.profile_id}"
    model_arns = [for region in model.regions : format(local.foundation_model, region, model.model_id)]
  } if model.profile_id != null }

  instance_statements = concat(
    [
      {
        Sid    = "Images"
        Effect = "Allow"
        Action = [
          "s3:PutObject", "s3:GetObject", "s3:DeleteObject",
          "s3:PutObjectTagging", "s3:GetObjectTagging", "s3:DeleteObjectTagging",
        ]
        Resource = [local.image_arn]
      },
      {
        # The id by which the portal knows that the bucket and the record store belong together.
        Sid      = "StoreIdentity"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = ["${local.bucket_arn}/.imagestorage/store.json"]
      },
      {
        # Notes of what the portal deletes, by which an administrator brings it back. The deleted images are old versions.
        Sid      = "Trash"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = ["${local.bucket_arn}/${local.trash_key_prefix}records/*"]
      },
      {
        # Read only: write access would allow an instance to replace the portal's package.
        Sid      = "PortalPackage"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = [local.package_arn]
      },
      {
        # Without ListBucket, S3 answers 403 instead of 404 for an image that does not exist.
        Sid      = "ListImages"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [local.bucket_arn]
      },
      {
        Sid      = "InvokeModels"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel", "bedrock:GetFoundationModel"]
        Resource = local.direct_model_arns
      },
      {
        # PutMetricData cannot be limited to a resource, only to a namespace.
        Sid       = "SendCounters"
        Effect    = "Allow"
        Action    = ["cloudwatch:PutMetricData"]
        Resource  = ["*"]
        Condition = { StringEquals = { "cloudwatch:namespace" = local.metric_namespace } }
      },
    ],
    length(local.profiles) == 0 ? [] : [
      {
        Sid      = "InvokeProfiles"
        Effect   = "Allow"
        Action   = ["bedrock:InvokeModel"]
        Resource = [for profile in local.profiles : profile.arn]
      },
    ],
    [
      # A profile may call its models in other regions, but only through the profile.
      for profile in local.profiles : {
        Effect    = "Allow"
        Action    = ["bedrock:InvokeModel"]
        Resource  = profile.model_arns
        Condition = { StringEquals = { "bedrock:InferenceProfileArn" = profile.arn } }
      }
    ],
    length(local.secret_parameters) == 0 ? [] : [
      {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter"]
        Resource = local.secret_parameter_arns
      },
    ],
    length(local.secret_parameters) == 0 || var.mongo_uri_kms_key_arn == null ? [] : [
      {
        Sid      = "DecryptSecrets"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = [var.mongo_uri_kms_key_arn]
        Condition = { StringEquals = {
          "kms:ViaService"                      = "ssm.${var.aws_region}.amazonaws.com"
          "kms:EncryptionContext:PARAMETER_ARN" = local.secret_parameter_arns
        } }
      },
    ],
    !local.has_tables ? [] : [
      {
        Sid    = "Records"
        Effect = "Allow"
        Action = [
          "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:Query", "dynamodb:Scan",
          "dynamodb:BatchGetItem", "dynamodb:BatchWriteItem", "dynamodb:ConditionCheckItem", "dynamodb:DescribeTable",
        ]
        Resource = ["${local.table_arn_prefix}*"]
      },
    ],
  )

  # The tables, and their indexes under them.
  table_arn_prefix = "arn:${local.partition}:dynamodb:${var.aws_region}:${local.account_id}:table/${local.table_name}"
}

resource "aws_iam_role" "instance" {
  name        = "${var.prefix}-instance"
  description = "What the portal's instances may do"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "instance" {
  name   = "portal"
  role   = aws_iam_role.instance.id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.instance_statements })
}

resource "aws_iam_instance_profile" "instance" {
  name = "${var.prefix}-instance"
  role = aws_iam_role.instance.name
}
