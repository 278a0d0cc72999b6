#!/usr/bin/env bash
# System packages and services on Debian (or Ubuntu); everything after that is Python.
#
#   tools/system.sh base       what the Python tools themselves need
#   tools/system.sh platform   what a bench needs to run: database, Redis, Node, yarn, PDF
#   tools/system.sh build      what `bench init` needs besides, to compile
#   tools/system.sh browser    Chromium, for the browser tests
#   tools/system.sh root CMD   run CMD as root
#
# Installs only what is missing, starts only what does not answer. With CHECK=1 it changes nothing and
# fails if there is something to do.
set -euo pipefail

YARN=1.22.22 # Frappe builds with yarn 1; the registry's default is a later major version
LOCAL="${XDG_DATA_HOME:-$HOME/.local/share}/oppna-ditt-hem"
export PATH="$LOCAL/bin:$PATH:/usr/sbin:/sbin" DEBIAN_FRONTEND=noninteractive

missing=()

die() {
	printf '%s\n' "$1" "Do: $2" >&2
	exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif has sudo; then
		sudo "$@"
	else
		die "Needs root for: $*" "run make as root, or install sudo and let this user use it."
	fi
}

# need TEST-COMMAND PACKAGE...: the packages are wanted unless the test succeeds.
need() {
	local test="$1"
	shift
	bash -c "$test" >/dev/null 2>&1 || missing+=("$@")
}

install_missing() {
	[ ${#missing[@]} -gt 0 ] || return 0
	[ -z "${CHECK:-}" ] || die "Missing: ${missing[*]}" "run this without CHECK."
	has apt-get || die "Missing: ${missing[*]}" "install them; this script only knows Debian's apt-get."
	echo "Installing ${missing[*]}"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
	# A line a package, without its percentages: `base` writes straight to the terminal.
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -o Dpkg::Use-Pty=0 --no-install-recommends "${missing[@]}"
	missing=()
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start NAME PORT: start the service unless something answers on its port.
start() {
	answers "$2" && return 0
	[ -z "${CHECK:-}" ] || die "$1 does not answer on 127.0.0.1:$2." "run this without CHECK."
	echo "Starting $1"
	as_root service "$1" start
	for _ in $(seq 60); do
		answers "$2" && return 0
		sleep 1
	done
	die "$1 was started but does not answer on 127.0.0.1:$2." "look at its log: journalctl -u $1, or /var/log."
}

base() {
	need 'command -v git' git ca-certificates
	need 'python3 -c "import ensurepip, venv"' python3 python3-venv
	install_missing
	python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
		die "Python $(python3 -V) is too old." "install Python 3.10 or later and put it first on PATH."
}

platform() {
	need 'command -v mariadb && command -v mariadb-dump' mariadb-client # MySQL's can't dump MariaDB
	answers 3306 || need 'command -v mariadbd || command -v mysqld' mariadb-server
	need 'command -v redis-server' redis-server
	need 'command -v node' nodejs
	need 'command -v npm' npm
	need 'command -v fc-list && fc-list | grep -q .' fontconfig fonts-dejavu-core fonts-liberation
	# Papers for households are printed in Arabic, Persian and Tigrinya too.
	need 'fc-list :lang=ti | grep -q . && fc-list | grep -q NotoSansArabic' fonts-noto-core
	need 'ldconfig -p | grep -q libpangoft2' libpangoft2-1.0-0
	# The realtime server calls the site by its own name, and *.localhost is not in /etc/hosts.
	need 'getent hosts some-site.localhost' libnss-myhostname
	# Debian 13 dropped wkhtmltopdf; there PDFs need Frappe 16, which prints with Chromium.
	if ! has wkhtmltopdf && apt-cache show wkhtmltopdf >/dev/null 2>&1; then missing+=(wkhtmltopdf); fi
	install_missing
	check_node
	install_yarn
	start mariadb 3306
	start redis-server 6379
}

check_node() {
	local major
	major="$(node -p 'process.versions.node.split(".")[0]')"
	[ "$major" -ge 18 ] || die "Node $major is too old." "install Node 18 or later (Debian 12 has it) and put it first on PATH."
}

install_yarn() {
	[[ "$(yarn --version 2>/dev/null)" == 1.* ]] && return 0
	[ -z "${CHECK:-}" ] || die "Missing: yarn 1" "run this without CHECK."
	echo "Installing yarn $YARN"
	npm install --global --prefix "$LOCAL" --no-fund --no-audit "yarn@$YARN"
}

build() {
	need 'command -v cc' build-essential
	need 'command -v pkg-config' pkg-config
	need 'python3 -c "import os, sysconfig; os.stat(sysconfig.get_path(\"include\") + \"/Python.h\")"' python3-dev
	need 'pkg-config --exists libmariadb' libmariadb-dev # Frappe 16 compiles its database driver
	install_missing
}

browser() {
	need 'command -v chromium || command -v chromium-browser || command -v google-chrome' chromium
	install_missing
}

case "${1:-}" in
base | platform | build | browser) "$1" ;;
root) shift && as_root "$@" ;;
*) die "Unknown part: ${1:-}" "use base, platform, build, browser or root." ;;
esac
