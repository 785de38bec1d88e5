# shellcheck shell=bash
# ./akashi check: runs all tests there are and ends with `N passed, N failed[, N skipped]`.
#
# A part is `java` (Maven) or a folder with a `check` script of its own (contracts, guests). Such a
# script takes --quick, prints `skipped: NAME: REASON` for what it skips and `failed: NAME: REASON`
# for what fails, and ends with the same last line as this one. A part that could not run counts as
# one failure, whatever it printed.

readonly CHECK="$BUILD/check"
passed=0
failed=0
skipped=0

check() {
  local quick=false only="" parts="java contracts guests"
  while [ $# -gt 0 ]; do
    case "$1" in
      --quick) quick=true ;;
      --mutation) parts=mutation ;;
      --only)
        [ $# -ge 2 ] || check_usage "--only needs java, contracts or guests"
        only="$2"
        shift
        ;;
      --only=*) only="${1#--only=}" ;;
      -h | --help)
        check_help
        return 0
        ;;
      *) check_usage "unknown argument '$1'" ;;
    esac
    shift
  done
  case "$only" in
    "" | java) ;;
    contracts | guests)
      [ -x "$AKASHI_ROOT/$only/check" ] || die "there is no $only/check in this version" 2
      ;;
    *) check_usage "--only takes java, contracts or guests, not '$only'" ;;
  esac

  [ "$parts" != mutation ] || [ -z "$only" ] || check_usage "--mutation stands alone, without --only"

  mkdir -p "$CHECK"
  : >"$CHECK/skipped"
  : >"$CHECK/failed"
  local part
  for part in $parts; do
    [ -z "$only" ] || [ "$only" = "$part" ] || continue
    case "$part" in
      mutation) check_mutation ;;
      java) check_java "$quick" ;;
      *) [ ! -x "$AKASHI_ROOT/$part/check" ] || check_folder "$part" "$quick" ;;
    esac
  done
  summary "$quick"
}

check_help() {
  cat <<'HELP'
Usage: ./akashi check [--quick] [--only java|contracts|guests]
       ./akashi check --mutation
Runs all tests there are and ends with `N passed, N failed`; what was skipped is listed with its
reason before. Installs what it needs into the project's own folder only.
      --quick       leave out what takes minutes
      --only PART   only the Java tests, or those of the contracts or the guests
      --mutation    instead, change the verifier of proofs in every way there is, one at a time, and
                    see that a test notices each: passed are the changes noticed. Takes ten minutes.
Exit status: 0 all passed, 1 something failed, 2 wrong usage, 3 no JDK or Maven.
Seeds: -Dakashi.seed=0x... in AKASHI_MAVEN_OPTS replays one case of a property test.
HELP
}

check_usage() {
  die "check: $1
  usage: ./akashi check [--quick] [--only java|contracts|guests] | --mutation" 2
}

# Prints the lists and the last line, and ends with 1 if anything failed.
summary() {
  if [ -s "$CHECK/skipped" ]; then
    printf '\nskipped:\n'
    sed 's/^/  /' "$CHECK/skipped"
  fi
  [ "$1" = false ] || printf '\n--quick: what takes minutes was left out\n'
  if [ -s "$CHECK/failed" ]; then
    printf '\nfailed:\n'
    sed 's/^/  /' "$CHECK/failed"
  fi
  printf '\n%d passed, %d failed' "$passed" "$failed"
  [ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
  printf '\n'
  [ "$failed" -eq 0 ] || exit 1
}

check_java() {
  local log="$CHECK/java.log" status=0 options=""
  find_jdk
  find_maven
  take_lock
  # The chain that tests run on comes from npm; where it cannot be installed they are skipped and say so.
  if [ -x "$AKASHI_ROOT/contracts/install" ] && command -v npm >/dev/null 2>&1; then
    "$AKASHI_ROOT/contracts/install" || :
  fi
  # So does the implementation of Ethereum that the rollup's blocks are compared with.
  if [ -x "$AKASHI_ROOT/rollup/ethereumjs/install" ] && command -v npm >/dev/null 2>&1; then
    "$AKASHI_ROOT/rollup/ethereumjs/install" || :
  fi
  # And the rollup's guest as a program of this machine, where there is a Rust compiler.
  if command -v cargo >/dev/null 2>&1 && command -v rustc >/dev/null 2>&1; then
    (cd "$AKASHI_ROOT/guests" && cargo build --quiet --release --locked --offline -p transfer-rollup) || :
  fi
  [ "$1" = false ] || options="-Dakashi.excludedTags=slow"
  touch "$BUILD/app.stamp.next"
  rm -rf "$AKASHI_ROOT"/*/target/surefire-reports
  # All tests of all modules run, also when one fails; the reports say what did.
  # shellcheck disable=SC2086
  (cd "$AKASHI_ROOT" && run_maven verify -fae -Dmaven.test.failure.ignore=true $options ${AKASHI_MAVEN_OPTS:-}) |
    tee "$log" | show_java || status=$?
  clear_line

  count_java
  if [ "$status" -ne 0 ]; then
    part_broke java "the build did not run to its end; see $log"
    maven_errors "$log" | sed 's/^/  /' >>"$CHECK/failed"
  elif [ "$java_tests" -eq 0 ]; then
    part_broke java "no test ran; see $log"
  else
    switch_app
  fi
  release_lock
}

# The verifier's mutants: one that no test notices is a failure. See docs/verifier-mutation.md.
check_mutation() {
  local log="$CHECK/mutation.log" status=0 started=$SECONDS
  local report="$AKASHI_ROOT/stark/target/pit-reports/mutations.csv"
  find_jdk
  find_maven
  take_lock
  rm -f "$report"
  progress "mutation: changing the verifier (some ten minutes)"
  # shellcheck disable=SC2086
  (cd "$AKASHI_ROOT" && run_maven process-test-classes -Pmutation -pl stark -am ${AKASHI_MAVEN_OPTS:-}) >"$log" || status=$?
  clear_line
  release_lock
  if [ ! -s "$report" ]; then
    part_broke mutation "no report; see $log"
    maven_errors "$log" | sed 's/^/  /' >>"$CHECK/failed"
    return 0
  fi
  # file, class, mutator, method, line, what became of it, test
  local noticed='^(KILLED|TIMED_OUT|MEMORY_ERROR|RUN_ERROR)$'
  local killed total
  total="$(wc -l <"$report")"
  killed="$(awk -F, -v noticed="$noticed" '$6 ~ noticed' "$report" | wc -l)"
  awk -F, -v noticed="$noticed" '$6 !~ noticed {
    sub(/.*\./, "", $3)
    printf "mutation: %s:%s %s: %s (%s)\n", $1, $5, $4, $3, $6
  }' "$report" >>"$CHECK/failed"
  passed=$((passed + killed))
  failed=$((failed + total - killed))
  printf '%-10s %-10s %6d mutants %4d s\n' mutation stark "$total" "$((SECONDS - started))"
  if [ "$status" -ne 0 ] && [ "$killed" -eq "$total" ]; then
    part_broke mutation "ended with status $status although each mutant was noticed; see $log"
  fi
}

# Adds up the reports. One awk over all of them; it prints `count N N N`, `skipped ...`, `failed ...`.
count_java() {
  local kind rest
  java_tests=0
  while IFS=' ' read -r kind rest; do
    case "$kind" in
      count)
        # shellcheck disable=SC2086
        set -- $rest
        java_tests=$((java_tests + $1 + $2 + $3))
        passed=$((passed + $1))
        failed=$((failed + $2))
        skipped=$((skipped + $3))
        ;;
      skipped | failed) printf '%s\n' "$rest" >>"$CHECK/$kind" ;;
      detail) printf '  %s\n' "$rest" >>"$CHECK/failed" ;;
    esac
  done <<REPORTS
$(find "$AKASHI_ROOT" -path '*/target/surefire-reports/TEST-*.xml' -not -path "$BUILD/*" -print0 |
    xargs -0 awk -f "$AKASHI_ROOT/scripts/surefire.awk" /dev/null)
REPORTS
}

# Follows Maven's output: one line a module as it ends, and on a terminal where it is just now.
show_java() {
  local line module="" tests=0 started=$SECONDS n
  while IFS= read -r line; do
    case "$line" in
      "[INFO] Building Akashi :: "*)
        module_done "$module" "$tests" "$started"
        module="${line#*:: }"
        module="${module%% *}"
        tests=0
        started=$SECONDS
        progress "java: $module: building"
        ;;
      *"Running network.akashi."*) progress "java: $module: ${line##*.} ($tests so far)" ;;
      *"Tests run: "*" -- in "*)
        n="${line#*Tests run: }"
        tests=$((tests + ${n%%,*}))
        ;;
    esac
  done
  module_done "$module" "$tests" "$started"
}

module_done() {
  [ "$2" -gt 0 ] || return 0
  clear_line
  printf 'java       %-10s %6d tests  %4d s\n' "$1" "$2" "$((SECONDS - $3))"
}

# Runs PART/check, shows what it says, and adds its last line to the sums.
check_folder() {
  local part="$1" log="$CHECK/$1.log" status=0 last started=$SECONDS options=""
  [ "$2" = false ] || options="--quick"
  [ -z "$JDK" ] || export JAVA_HOME="$JDK"
  # shellcheck disable=SC2086
  (cd "$AKASHI_ROOT" && "$part/check" $options 2>&1 </dev/null) |
    tee "$log" | show_folder "$part" || status=$?
  clear_line
  grep '^skipped: ' "$log" | sed "s/^skipped: /$part: /" >>"$CHECK/skipped" || :

  last="$(sed '/^[[:space:]]*$/d' "$log" | tail -n 1)"
  local pattern='^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$'
  if [[ "$last" =~ $pattern ]]; then
    local p="${BASH_REMATCH[1]}" f="${BASH_REMATCH[2]}" s="${BASH_REMATCH[4]:-0}"
    passed=$((passed + p))
    failed=$((failed + f))
    skipped=$((skipped + s))
    printf '%-10s %-10s %6d tests  %4d s\n' "$part" "" "$((p + f + s))" "$((SECONDS - started))"
    [ "$f" -eq 0 ] || list_failures "$part" "$log"
    if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then
      part_broke "$part" "ended with status $status although its last line names no failure; see $log"
    elif [ "$status" -eq 0 ] && [ "$f" -ne 0 ]; then
      part_broke "$part" "ended with status 0 although its last line names failures; see $log"
    fi
  else
    part_broke "$part" "could not run to its end (status $status); see $log"
    tail -n 20 "$log" | sed 's/^/  /' >>"$CHECK/failed"
  fi
}

# The lines that name failures; a script that names none is quoted where it says FAIL.
list_failures() {
  if grep -q '^failed: ' "$2"; then
    grep '^failed: ' "$2" | sed "s/^failed: /$1: /"
  else
    printf '%s: see %s\n' "$1" "$2"
    grep -i 'fail' "$2" | head -n 20 | sed 's/^/  /'
  fi >>"$CHECK/failed"
}

show_folder() {
  local line
  while IFS= read -r line; do
    if [ -t 2 ]; then
      progress "$1: ${line:0:100}"
    fi
  done
}

# A part that could not run is a failure of its own.
part_broke() {
  failed=$((failed + 1))
  printf '%s: %s\n' "$1" "$2" >>"$CHECK/failed"
}
