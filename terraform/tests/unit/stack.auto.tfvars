# What every test of this folder starts from; a run's own variables go before.
load_balancer_certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/portal"
image_domain_names            = ["images.example.org"]
image_certificate_arn         = "arn:aws:acm:us-east-1:123456789012:certificate/images"
portal_settings               = { Portal__Authority = "https://login.example.org/pool", Portal__ClientId = "portal", Portal__AllowedHosts = "quiz.example.org" }
portal_secret_parameters      = { Portal__CookieSecret = "/imagestorage/cookie-secret" }
