# shellcheck shell=bash
# Builds the command line into .build/app-*/ when a source is newer than the last build.
#
#   .build/m2           Maven's local repository, so that nothing is installed outside the project
#   .build/app.current  path of the application that ./akashi runs: lib/*.jar, jvm.args, and
#                       app.aot, what the JVM knows of it from a run at the end of the build
#   .build/app.stamp    as old as the beginning of the build that made it
#   .build/build.lock   link to the process id that builds; the others wait
#
# An application gets a folder of its own and is switched to at once, so that a rebuild never pulls
# a jar from under a running process.

readonly MAVEN_NEEDED=3.8.7
readonly LOCK="$BUILD/build.lock"
MAVEN=""

find_maven() {
  [ -z "$MAVEN" ] || return 0
  local candidate version
  if [ -n "${MAVEN_HOME:-}" ] && [ -x "$MAVEN_HOME/bin/mvn" ]; then
    candidate="$MAVEN_HOME/bin/mvn"
  else
    candidate="$(command -v mvn)" || die "needs Maven $MAVEN_NEEDED or newer and found no mvn on the PATH.
  install it, for example
    Debian, Ubuntu   apt-get install maven
    macOS            brew install maven
    anywhere         sdk install maven   (SDKMAN)
  or set MAVEN_HOME to the folder of one you have."
  fi
  version="$(JAVA_HOME="$JDK" "$candidate" --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)"
  if ! version_at_least "$version" "$MAVEN_NEEDED"; then
    die "needs Maven $MAVEN_NEEDED or newer; $candidate is ${version:-of unknown version}."
  fi
  MAVEN="$candidate"
}

# Whether dotted version $1 is at least $2; both of up to three numbers.
version_at_least() {
  local have="$1" want="$2" i a b
  [ -n "$have" ] || return 1
  for i in 1 2 3; do
    a="$(printf '%s' "$have" | cut -d. -f$i -s)"
    b="$(printf '%s' "$want" | cut -d. -f$i -s)"
    [ "${a:-0}" -eq "${b:-0}" ] || break
  done
  [ "${a:-0}" -ge "${b:-0}" ]
}

# Maven with the JDK found, the project's own repository, and no warnings about Maven's own Guava.
exec_maven() {
  export JAVA_HOME="$JDK"
  exec "$MAVEN" "-Dmaven.repo.local=$BUILD/m2" "$@" 2> >(grep -v 'sun.misc.Unsafe' >&2)
}

# As exec_maven, in batch mode, everything it says on standard output.
run_maven() {
  JAVA_HOME="$JDK" "$MAVEN" -B -ntp -T1 "-Dmaven.repo.local=$BUILD/m2" "$@" 2>&1 </dev/null
}

# Folders count too: a deleted file makes its folder newer.
is_stale() {
  [ -f "$BUILD/app.stamp" ] && [ -f "$BUILD/app.current" ] && [ -d "$(cat "$BUILD/app.current")" ] || return 0
  local newer
  newer="$(cd "$AKASHI_ROOT" && find pom.xml .mvn ./*/pom.xml ./*/src/main -newer "$BUILD/app.stamp" -print 2>/dev/null | head -n 1)" || :
  [ -n "$newer" ]
}

build_if_stale() {
  is_stale || return 0
  mkdir -p "$BUILD"
  take_lock
  if is_stale; then # it may have been built while we waited
    find_maven
    build
  fi
  release_lock
}

build() {
  local log="$BUILD/build.log" first="" started=$SECONDS status=0
  [ -d "$BUILD/m2" ] || first=" for the first time; libraries are downloaded into .build/m2"
  note "building$first"
  touch "$BUILD/app.stamp.next"
  (cd "$AKASHI_ROOT" && run_maven package -pl cli -am -Dmaven.test.skip=true -Dspotless.check.skip=true) |
    tee "$log" | show_modules || status=$?
  if [ "$status" -ne 0 ]; then
    clear_line
    printf 'akashi: the build failed\n' >&2
    maven_errors "$log" >&2
    die "the whole log is in $log"
  fi
  switch_app
  clear_line
  note "built in $((SECONDS - started)) s"
}

# Makes the application that Maven has just packaged the current one; keeps the one before it.
switch_app() {
  local app
  app="$BUILD/app-$(date +%Y%m%d%H%M%S)-$$"
  cp -R "$AKASHI_ROOT/cli/target/app" "$app"
  train_app "$app"
  printf '%s\n' "$app" >"$BUILD/app.current.next"
  mv "$BUILD/app.current.next" "$BUILD/app.current"
  mv "$BUILD/app.stamp.next" "$BUILD/app.stamp"
  local old
  for old in $(cd "$BUILD" && find . -maxdepth 1 -name 'app-*' -type d | sort -r | tail -n +3); do
    rm -rf "${BUILD:?}/$old"
  done
}

# Has the JVM keep classes as it loads them and profiles as it gathers them in a short run (JEP 483,
# 515), so that it starts in half the time. Where that fails, the application starts without.
train_app() {
  local app="$1" input="$1/training-input"
  printf '\x00\x10\0\0\0\0\0\0\x01\0\0\0\0\0\0\0' >"$input" # sort 4,096 integers
  "$JDK/bin/java" @"$app/jvm.args" "-XX:AOTCacheOutput=$app/app.aot" -cp "$app/lib/*" \
    network.akashi.cli.Main execute "$AKASHI_ROOT/guests/elf/sort.elf" --input "$input" --json \
    >"$app/training.log" 2>&1 </dev/null || rm -f "$app/app.aot"
}

# The lines of a Maven log that say what is wrong, without Maven's advice on Maven. Warnings of the
# compiler are among them, because they are errors here.
maven_errors() {
  sed -n -e 's/^\[ERROR\] *//p' -e 's/^\[WARNING\] *\(.*\.java:\[.*\)/\1/p' "$1" |
    sed -e 's/ *-> \[Help 1\]$//' |
    grep -v -e '^$' -e '^\[Help 1\]' -e '^Re-run Maven' -e '^To see the full stack' \
      -e '^For more information' -e '^After correcting' -e '-rf :' -e '^COMPILATION ERROR' |
    awk '!seen[$0]++' | sed 's/^/  /' | head -n 60
}

# Shows which module Maven is at, on a terminal.
show_modules() {
  local line
  while IFS= read -r line; do
    case "$line" in
      "[INFO] Building Akashi :: "*) progress "building ${line#*:: }" ;;
    esac
  done
}

note() {
  [ -n "${AKASHI_QUIET:-}" ] || printf 'akashi: %s\n' "$1" >&2
}

# One line on the terminal that the next one overwrites; nothing elsewhere.
progress() {
  [ ! -t 2 ] || printf '\r\033[Kakashi: %s' "$1" >&2
}

clear_line() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# A lock that works without flock: making a link is atomic, and its target says who holds it.
take_lock() {
  local holder waited=0
  mkdir -p "$BUILD"
  until ln -s "$$" "$LOCK" 2>/dev/null; do
    holder="$(readlink "$LOCK" 2>/dev/null)" || continue
    if ! kill -0 "$holder" 2>/dev/null; then
      break_lock "$holder"
      continue
    fi
    [ "$waited" -ne 0 ] || note "process $holder is building here; waiting for it"
    waited=1
    sleep 0.3
  done
  trap release_lock EXIT
}

# Removes the lock of a dead process. Of several that see it dead, one at a time may look again.
break_lock() {
  if ! mkdir "$LOCK.broken" 2>/dev/null; then
    sleep 0.3
    return 0
  fi
  [ "$(readlink "$LOCK" 2>/dev/null)" != "$1" ] || rm -f "$LOCK"
  rmdir "$LOCK.broken"
}

release_lock() {
  [ "$(readlink "$LOCK" 2>/dev/null)" != "$$" ] || rm -f "$LOCK"
}
