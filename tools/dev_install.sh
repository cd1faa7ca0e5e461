# shellcheck shell=bash
# What ./dev puts on the machine: Debian packages (tools/packages.txt), and node and npm in .tools/ (tools/node.txt).

apt_options=(-y --no-install-recommends --no-remove -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)

packages_missing() {
  local group name status wanted=()
  while read -r group name; do
    if [[ $group == build || $group == "$1" ]]; then wanted+=("$name"); fi
  done < <(grep -v '^#' tools/packages.txt)
  if ! command -v npm >/dev/null && ! tools_complete; then wanted+=(npm); fi
  for name in "${wanted[@]}"; do
    status=$(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null) || true
    [[ $status == ii* ]] || printf '%s\n' "$name"
  done
}

as_root() { if ((EUID == 0)); then "$@"; else sudo -n -- "$@"; fi; }

apt_update() {
  local try
  for try in 1 2 3; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q -o Acquire::Retries=3 && return
    echo "apt-get update failed, try $try of 3"
    sleep $((try * 5))
  done
  return 1
}

apt_install() {
  local try
  for try in 1 2 3; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q "${apt_options[@]}" "$@" && return
    echo "apt-get install failed, try $try of 3"
    sleep $((try * 5))
  done
  return 1
}

# Packages that would have to go before ours can come (Boost 1.74 is the known case).
apt_would_remove() {
  apt-get install -s -y --no-install-recommends "$@" 2>/dev/null | awk '$1 == "Remv" { print $2 }'
}

install_packages() {
  local missing=() removed
  mapfile -t missing < <(packages_missing "$1")
  if ((${#missing[@]} == 0)); then
    printf '%s Debian packages: all there\n' "$(clock)"
    return
  fi
  command -v apt-get >/dev/null ||
    fail "this machine has no apt-get; Zhantu is built on Debian 12." "Use Debian 12, or a container of it."
  if ((EUID != 0)); then
    if ! { command -v sudo >/dev/null && sudo -v; }; then
      fail "Debian packages are missing and neither root nor sudo is at hand." \
        "As root: apt-get install --no-install-recommends ${missing[*]}"
    fi
  fi
  printf '%s Debian packages missing: %s\n' "$(clock)" "${missing[*]}"
  step apt-update "refresh the package lists" \
    "Check the network and /etc/apt/sources.list, then run this again." apt_update
  removed=$(apt_would_remove "${missing[@]}" | tr '\n' ' ')
  if [[ -n $removed ]]; then
    fail "installing what Zhantu needs would remove: ${removed% }. Nothing was changed." \
      "If you can do without them (no Boost but 1.81 can stay): apt-get remove ${removed% }; then run this again."
  fi
  step apt-install "install ${#missing[@]} Debian packages" \
    "Read the last lines above; 'apt-get -f install' repairs a broken state. Then run this again." \
    apt_install "${missing[@]}"
}

tool_row() {
  local machine
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) fail "there is no pinned node for $(uname -m)." "Add its row to tools/node.txt." ;;
  esac
  awk -v a="$machine" -v b="$1" '$1 == a && b == "node" || $1 == "any" && $2 == b { print $2, $3, $4 }' tools/node.txt
}

tool_folder() { printf '.tools/%s-%s' "$1" "$2"; }

tools_complete() {
  local name version hash
  for tool in node npm; do
    read -r name version hash < <(tool_row $tool)
    [[ -f $(tool_folder "$name" "$version")/package.json ]] || return 1
  done
  [[ -x .tools/bin/node && -x .tools/bin/npm && -x .tools/bin/npx ]]
}

# Takes one npm package, compares its SHA-512 with the pinned one and unpacks it under .tools/.
fetch_tool() {
  local name=$1 version=$2 hash=$3 folder work found
  folder=$(tool_folder "$name" "$version")
  [[ -f $folder/package.json ]] && return
  work=$(mktemp -d .tools/fetch.XXXXXX) || return
  (cd "$work" && npm pack --silent --fetch-retries=5 "$name@$version") || return
  found=$(sha512sum "$work"/*.tgz | cut -d ' ' -f 1)
  if [[ $found != "$hash" ]]; then
    echo "$name@$version has SHA-512 $found, but tools/node.txt pins $hash"
    return 1
  fi
  mkdir "$work/unpacked" &&
    tar -xzf "$work"/*.tgz -C "$work/unpacked" --strip-components=1 &&
    rm -rf "$folder" &&
    mv "$work/unpacked" "$folder" &&
    rm -rf "$work"
}

fetch_tools() {
  local name version hash node npm
  mkdir -p .tools/bin
  rm -rf .tools/fetch.*
  read -r name version hash < <(tool_row node)
  fetch_tool "$name" "$version" "$hash" || return
  node=../${name}-${version}/bin/node
  chmod +x ".tools/bin/$node" && ln -sfn "$node" .tools/bin/node
  read -r name version hash < <(tool_row npm)
  fetch_tool "$name" "$version" "$hash" || return
  npm=../${name}-${version}/bin
  for name in npm npx; do
    printf '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")\nexec "$here/node" "$here/%s/%s-cli.js" "$@"\n' \
      "$npm" "$name" >".tools/bin/$name"
    chmod +x ".tools/bin/$name"
  done
  .tools/bin/node --version && .tools/bin/npm --version
}

install_tools() {
  if tools_complete; then
    printf '%s node and npm: all there\n' "$(clock)"
  else
    step node "fetch the pinned node and npm" \
      "Check that npm reaches its registry ('npm ping'); behind a proxy set its usual settings; then run this again." \
      fetch_tools
  fi
  export PATH="$PWD/.tools/bin:$PATH"
}
