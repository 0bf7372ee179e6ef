#!/bin/bash
# First boot of a portal instance on Amazon Linux 2023. A Terraform template: terraform/compute.tf fills in the dollar-brace names,
# and shell variables are written without braces. It holds no secret, because anybody who may describe an instance can read it.
set -euo pipefail
umask 022

useradd --system --home-dir /var/lib/imagestorage --shell /usr/sbin/nologin imagestorage
install -d -m 0755 /opt/imagestorage /etc/imagestorage

cat >/etc/imagestorage/environment <<'ENVIRONMENT'
${environment}
ENVIRONMENT

# .NET needs libicu for its culture data; the portal's package contains the rest.
dnf install -y -q libicu tar gzip

# On the first deployment the instance can start before the package is uploaded, so it waits.
package=$(mktemp)
for attempt in $(seq 1 90); do
  if aws s3 cp --only-show-errors --region '${region}' '${package_url}' "$package"; then
    break
  fi
  if [ "$attempt" = 90 ]; then
    echo "imagestorage: '${package_url}' could not be downloaded within 15 minutes. Upload the package and start an instance refresh." >&2
    exit 1
  fi
  sleep 10
done
tar -xzf "$package" -C /opt/imagestorage --no-same-owner
rm -f "$package"
chmod 0755 /opt/imagestorage/ImageStorage.Portal

# Secrets are read at each start and kept only in memory, so a changed parameter needs only a restart.
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
# Longer than the portal takes to stop: it waits for the load balancer to stop sending requests, then finishes the running ones.
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
# MemoryDenyWriteExecute is missing because .NET compiles code at run time.

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now imagestorage-portal.service
