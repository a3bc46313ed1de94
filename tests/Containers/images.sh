# Sourced: the images that the compose file asks for.

# Where no registry is reached (here: Microsoft's), the bases are built from Debian's packages and this machine's .NET; under names of
# their own, so that nobody takes them for the official ones. Sets `bases` (pulled or local) and the names of the servers' images.
base_images() {
  bases=${DSR_BASES:-}
  if [ -z "$bases" ]; then
    bases=local
    ! timeout 120 "$engine" pull -q "$(sed -n 's/^ARG RUNTIME=//p' deploy/Dockerfile)" >/dev/null 2>&1 || bases=pulled
  fi
  [ "$bases" = local ] || return 0
  server_images
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  runtime=$(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \(10[^ ]*\) .*/\1/p' | tail -n 1)
  local_image "aspnet:$runtime" build_local Runtime "$dotnet"
}

# The servers, from Debian's packages.
server_images() {
  [ "$engine" = podman ] || die "the base images cannot be pulled, and building them needs podman (DSR_ENGINE=podman)"
  export POSTGRES_IMAGE RABBITMQ_IMAGE
  POSTGRES_IMAGE=$(local_name postgres) RABBITMQ_IMAGE=$(local_name rabbitmq)
  local_image debian local_debian
  local_image postgres build_local Postgres "$here/images" "${from_debian[@]}"
  local_image rabbitmq build_local Rabbit "$here/images" "${from_debian[@]}"
}

# Packages come from where this machine takes its own; what is written there stays in the build.
from_debian=(--network host -v /etc/apt:/etc/apt:O -v /etc/ssl/certs:/etc/ssl/certs:O)

# What is made anew when its recipe changes.
local_name() {
  local recipe; recipe=$(cat "$here"/images/* | sha256sum | cut -c1-8)
  case $1 in debian | aspnet:*) echo "localhost/dsr-local/$1" ;; *) echo "localhost/dsr-local/$1:$recipe" ;; esac
}

# local_image NAME COMMAND...: makes it unless it is there.
local_image() {
  name=$(local_name "$1")
  podman image exists "$name" || quietly "${@:2}"
}

build_local() { podman build -q -t "$name" -f "$here/images/$1.Dockerfile" "${@:3}" "$2"; }

local_debian() {
  local root="$work/debian"
  rm -rf "$root"
  debootstrap --variant=minbase --include=ca-certificates,libgssapi-krb5-2,libicu72,libssl3,tzdata bookworm "$root"
  tar -C "$root" -c . | podman import -q - localhost/dsr-local/debootstrap
  rm -rf "$root"
  build_local Debian "$here/images"
}

# The product's images, from deploy/Dockerfile as it is. Tags of this check's own.
product_images() {
  local options=() image
  if [ "$bases" = local ]; then
    # No network: the packages are this machine's, restored before, and the SDK is this machine's too.
    for image in src/Server adapters/Sql src/Cli; do quietly dotnet restore "$image"; done
    cat >"$work/NuGet.Config" <<'END'
<configuration>
  <packageSources><clear /></packageSources>
  <fallbackPackageFolders><add key="machine" value="/nuget" /></fallbackPackageFolders>
</configuration>
END
    options=(--network none --build-arg SDK=localhost/dsr-local/debian --build-arg "RUNTIME=localhost/dsr-local/aspnet:$runtime"
      --secret "id=nuget,src=$work/NuGet.Config" -v "${NUGET_PACKAGES:-$HOME/.nuget/packages}:/nuget:ro" -v "$dotnet:/usr/share/dotnet:ro")
  fi
  for image in gateway adapter-sql dsr; do
    quietly "$engine" build -f deploy/Dockerfile "${options[@]}" --target "$image" -t "localhost/dsr-check/$image" .
  done
  # What the images of before were made of.
  [ "$engine" = docker ] || quietly podman image prune -f
  export DSR_GATEWAY_IMAGE=localhost/dsr-check/gateway DSR_ADAPTER_SQL_IMAGE=localhost/dsr-check/adapter-sql
}
