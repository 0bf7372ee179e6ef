#!/bin/bash
# First boot of a portal instance on Amazon Linux 2023. A Terraform template: dollar-brace names are filled in by terraform/compute.tf,
# the shell's own variables are written without braces. No secret stands here: user data can be read by whoever may describe an instance.
set -euo pipefail
umask 022

useradd --system --home-dir /var/lib/imagestorage --shell /usr/sbin/nologin imagestorage
install -d -m 0755 /opt/imagestorage /etc/imagestorage

cat >/etc/imagestorage/environment <<'ENVIRONMENT'
${environment}
ENVIRONMENT

# The culture data that .NET needs; the portal brings everything else.
dnf install -y -q libicu tar gzip

# On the first deployment the bucket is made before the package is uploaded, so it may be a while coming.
package=$(mktemp)
for attempt in $(seq 1 90); do
  if aws s3 cp --only-show-errors --region '${region}' '${package_url}' "$package"; then
    break
  fi
  if [ "$attempt" = 90 ]; then
    echo "imagestorage: '${package_url}' did not come within 15 minutes. Upload it and start an instance refresh." >&2
    exit 1
  fi
  sleep 10
done
tar -xzf "$package" -C /opt/imagestorage --no-same-owner
rm -f "$package"
chmod 0755 /opt/imagestorage/ImageStorage.Portal

# Secrets are read at each start and live in the portal's memory alone, so a changed parameter needs only a restart.
cat >/usr/local/bin/imagestorage-portal <<'START'
#!/bin/bash
set -euo pipefail
while IFS='=' read -r name parameter; do
  if [ -n "$name" ]; then
    value=$(aws ssm get-parameter --region '${region}' --name "$parameter" --with-decryption --query Parameter.Value --output text)
    export "$name=$value"
  fi
done <<'SECRETS'
${secret_parameters}
SECRETS
cd /opt/imagestorage
exec ./ImageStorage.Portal
START
chmod 0755 /usr/local/bin/imagestorage-portal

cat >/etc/systemd/system/imagestorage-portal.service <<'UNIT'
[Unit]
Description=ImageStorage portal
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=imagestorage
Group=imagestorage
EnvironmentFile=/etc/imagestorage/environment
ExecStart=/usr/local/bin/imagestorage-portal
Restart=on-failure
RestartSec=5
# The portal serves until the load balancer sends it nothing new, finishes what runs, then ends: this is longer than that may take.
KillSignal=SIGTERM
TimeoutStopSec=${stop_seconds}
StateDirectory=imagestorage
StateDirectoryMode=0700
LimitNOFILE=65536

NoNewPrivileges=true
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=true
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
ProtectProc=invisible
PrivateDevices=true
PrivateTmp=true
RemoveIPC=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
# MemoryDenyWriteExecute is not here: .NET compiles while it runs.

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now imagestorage-portal.service
