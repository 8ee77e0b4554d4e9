# shellcheck shell=bash disable=SC2154
# Shell functions that installer/run and tests/run share. Sourced, never run; needs bash and the project's root in
# $root. Functions print what they do, and stop the program with a message that says what, where and what to do.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }

# die: what happened, where, and what to do about it
die()
{
    printf '\nTwinward: %s\n  where:      %s\n  what to do: %s\n' "$1" "$2" "$3" >&2
    exit 1
}

# The packages of installer/packages that are not installed, one a line.
missing_packages()
{
    local package
    sed 's/#.*//' "$root/installer/packages" | while read -r package; do
        [ -n "$package" ] || continue
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
}

# Runs a command as root: directly, or through sudo.
as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "packages must be installed and this user can't do it" "user $(id -un), no sudo here" \
            "run this as root, or have an administrator install sudo or these packages: $(missing_packages | paste -sd " ")"
    fi
}

# Only an apt-get with the sources that this machine names; nothing is downloaded from elsewhere.
apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
        -o APT::Update::Error-Mode=any "$@" </dev/null
}

install_packages()
{
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        die "this is not Debian" "$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null || uname -s)" \
            "use Debian 12, or install what installer/packages lists by hand and build with: cmake --preset release"
    fi
    local missing
    mapfile -t missing < <(missing_packages)
    if [ "${#missing[@]}" -eq 0 ]; then
        say "Packages: all there"
        return
    fi
    say "Packages: installing ${#missing[@]} that are missing: ${missing[*]}"
    apt_get update >&2 ||
        die "the list of packages could not be fetched" "apt-get update (its own message is above)" \
            "check the network and /etc/apt/sources.list*, then run this again; what was done is kept"
    apt_get install -y --no-install-recommends "${missing[@]}" >&2 ||
        die "packages could not be installed" "apt-get install (its own message is above)" \
            "check the network, free space (df -h /) and that no other installation is running, then run this again"
}

# One compiler for each core, and no more than one for each GiB of memory.
jobs()
{
    local cores gib
    cores=$(nproc)
    gib=$(awk '/^MemTotal:/ { print int($2 / 1048576) }' /proc/meminfo)
    [ "${gib:-0}" -ge 1 ] || gib=1
    echo $((cores < gib ? cores : gib))
}

# build [TARGET...]: configures the release preset and builds it (all of it where no target is named).
build()
{
    export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros
    say "Configuring build/release"
    (cd "$root" && cmake --preset release) >&2 ||
        die "the build could not be configured" "cmake --preset release (its message is above)" \
            "if the folder came from another machine, remove build/release and run this again"
    say "Building with $(jobs) jobs: the first time takes minutes, later ones seconds"
    cmake --build "$root/build/release" --parallel "$(jobs)" ${1:+--target "$@"} >&2 ||
        die "the build failed" "the first 'FAILED' above" \
            "free space and memory are the usual causes (df -h, free -h); else please report it with that output"
}

# A virtual screen of a fixed size with a window manager, for as long as this program runs; sets DISPLAY.
virtual_screen()
{
    local report number
    report=$(mktemp -d)
    mkfifo "$report/display"
    Xvfb -displayfd 3 -screen 0 1600x1000x24 -dpi 96 -nolisten tcp 3>"$report/display" 2>"$report/log" </dev/null >/dev/null &
    screen_pid=$!
    trap stop_screen EXIT
    if ! read -r -t 30 number <>"$report/display"; then
        die "the virtual screen did not start" "Xvfb: $(tail -n 1 "$report/log")" "free memory and space in /tmp, then run this again"
    fi
    rm -r "$report"
    export DISPLAY=":$number"
    unset WAYLAND_DISPLAY
    openbox --sm-disable >/dev/null 2>&1 </dev/null &
    window_manager_pid=$!
}

stop_screen()
{
    kill "${window_manager_pid:-}" "${screen_pid:-}" 2>/dev/null
    wait 2>/dev/null
}

# Qt wants UTF-8; a bare machine has no locale set.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
    *UTF-8 | *utf8) ;;
    *) export LC_ALL=C.UTF-8 ;;
esac
