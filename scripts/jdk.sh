# shellcheck shell=bash
# Finds a JDK: JAVA_HOME, then the `java` on the PATH, then the usual places of Linux and macOS.
#
# AKASHI_JDK_PATHS (homes separated by colons, may be empty) replaces the usual places.
# find_jdk sets JDK to the home of the first JDK that is new enough, or ends with a message that
# says what was looked at.

readonly JDK_NEEDED=25
JDK=""
JDK_LOOKED_AT=""

find_jdk() {
  [ -z "$JDK" ] || return 0
  if jdk_from_java_home || jdk_from_path || jdk_from_usual_places; then
    return 0
  fi
  no_jdk
}

jdk_from_java_home() {
  [ -n "${JAVA_HOME:-}" ] && consider_jdk "JAVA_HOME=$JAVA_HOME" "$JAVA_HOME"
}

jdk_from_path() {
  local java home
  java="$(command -v java)" || return 1
  # macOS has a /usr/bin/java that is no JVM but asks to install one.
  if [ "$java" = /usr/bin/java ] && [ -x /usr/libexec/java_home ]; then
    return 1
  fi
  home="$(home_of_java "$java")"
  consider_jdk "java on the PATH, $java -> $home" "$home"
}

# The home that a `java` command belongs to, by its links or, for a wrapper script, by asking it.
home_of_java() {
  local java="$1" link home
  while [ -L "$java" ]; do
    link="$(readlink "$java")"
    case "$link" in
      /*) java="$link" ;;
      *) java="$(dirname "$java")/$link" ;;
    esac
  done
  home="$(cd "$(dirname "$java")/.." && pwd -P)"
  if [ ! -f "$home/release" ]; then
    local told
    told="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')" || told=""
    [ -z "$told" ] || home="$told"
  fi
  printf '%s\n' "$home"
}

jdk_from_usual_places() {
  local home
  if [ -n "${AKASHI_JDK_PATHS+set}" ]; then
    local IFS=:
    for home in $AKASHI_JDK_PATHS; do
      consider_jdk "$home" "$home" && return 0
    done
    return 1
  fi
  if [ -x /usr/libexec/java_home ]; then
    home="$(/usr/libexec/java_home -v "$JDK_NEEDED+" 2>/dev/null)" || home=""
    [ -n "$home" ] && consider_jdk "$home" "$home" && return 0
  fi
  for home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    [ -x "$home/bin/java" ] || continue
    consider_jdk "$home" "$home" && return 0
  done
  return 1
}

# Takes the home if it holds a JDK that is new enough; otherwise notes why not.
consider_jdk() {
  local label="$1" home="$2" version
  if [ ! -x "$home/bin/java" ]; then
    jdk_looked "$label: has no bin/java"
    return 1
  fi
  version="$(java_version "$home")"
  local major="${version%%[!0-9]*}"
  if [ "$major" = 1 ]; then # 1.8.0_392 is Java 8
    major="${version#1.}"
    major="${major%%[!0-9]*}"
  fi
  if [ -z "$major" ]; then
    jdk_looked "$label: does not say which version it is"
    return 1
  fi
  if [ "$major" -lt "$JDK_NEEDED" ]; then
    jdk_looked "$label: Java $version, older than $JDK_NEEDED"
    return 1
  fi
  if [ ! -x "$home/bin/javac" ]; then
    jdk_looked "$label: Java $version, but a runtime without compiler (no bin/javac)"
    return 1
  fi
  JDK="$home"
}

jdk_looked() {
  JDK_LOOKED_AT="$JDK_LOOKED_AT    $1"$'\n'
}

# The version from the home's `release` file, which costs no JVM start; else from `java -version`.
java_version() {
  local key value
  if [ -f "$1/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then
        value="${value%\"*}"
        printf '%s\n' "${value#\"}"
        return 0
      fi
    done <"$1/release"
  fi
  "$1/bin/java" -version 2>&1 | sed -n 's/^[a-z]* version "\([^"]*\)".*/\1/p' | head -n 1
}

no_jdk() {
  [ -n "$JDK_LOOKED_AT" ] || JDK_LOOKED_AT=$'    nothing: JAVA_HOME is not set, and no java is in the usual places\n'
  cat >&2 <<MESSAGE
akashi: needs a JDK $JDK_NEEDED or newer and found none.
  looked at
$JDK_LOOKED_AT  install one, for example
    Debian, Ubuntu, Fedora   the package temurin-$JDK_NEEDED-jdk, or openjdk-$JDK_NEEDED-jdk where the release has it
    macOS                    brew install openjdk@$JDK_NEEDED
    anywhere                 sdk install java $JDK_NEEDED-tem   (SDKMAN)
  or set JAVA_HOME to the folder of one you have.
MESSAGE
  exit 3
}
