# shellcheck shell=bash
# Steps and suites of ./dev: one progress line each, a log each, one sentence when something goes wrong.
# Sourced by ./dev; needs bash 5 and nothing else.

logs=build/logs
child=0
side=0 # a suite that runs beside the others
summed_up=0 # read by ./dev
suite_names=() suite_passed=() suite_failed=() suite_seconds=()

clock() { printf '[%02d:%02d]' $((SECONDS / 60)) $((SECONDS % 60)); }

terminal() { [[ -t 1 && -z ${CI:-} ]]; }

stop_child() {
  if ((child > 0)); then kill -TERM -- "-$child" 2>/dev/null || true; fi
  if ((side > 0)); then pkill -TERM -P "$side" 2>/dev/null || true; fi
  printf '\n%s stopped\n' "$(clock)" >&2
  exit 130
}
trap stop_child INT TERM

# Last line of a log that says something, cut to fit behind the progress line.
latest() {
  tail -c 4000 "$1" 2>/dev/null | tr '\r' '\n' | grep -av '^[[:space:]]*$' | tail -n 1 | cut -c "1-${2:-60}" || true
}

# watched WHAT LOG CMD...: runs CMD with its output in LOG and shows that it lives; returns its exit code.
watched() {
  local what=$1 log=$2 code=0 begin=$SECONDS told=$SECONDS
  shift 2
  mkdir -p "$logs"
  set -m
  ("$@") >"$log" 2>&1 </dev/null &
  child=$!
  set +m
  terminal || printf '%s %s ...\n' "$(clock)" "$what"
  while kill -0 "$child" 2>/dev/null; do
    if terminal; then
      printf '\r\033[K%s %s  %ds  %s' "$(clock)" "$what" $((SECONDS - begin)) "$(latest "$log")"
    elif ((SECONDS - told >= 60)); then
      told=$SECONDS
      printf '%s %s: %d s so far: %s\n' "$(clock)" "$what" $((SECONDS - begin)) "$(latest "$log" 90)"
    fi
    sleep 0.2
  done
  wait "$child" || code=$?
  child=0
  took=$((SECONDS - begin))
  terminal && printf '\r\033[K'
  return "$code"
}

show_end() {
  printf -- '---- end of %s\n' "$1"
  tail -n "${2:-25}" "$1" | sed 's/^/     /'
  printf -- '----\n'
}

# What failed stands far above the end of a long log: doctest, node, vitest, stories and compilers in their own words.
show_failures() {
  grep -anE -A 3 'ERROR: |^ *not ok |^ *(FAIL|×) |^FAILED|: error: |Sanitizer: ' "$1" |
    head -n 60 | cut -c 1-220 | sed 's/^/     /' || true
}

# step NAME WHAT REMEDY CMD...: stops everything when CMD fails.
step() {
  local name=$1 what=$2 remedy=$3 code=0
  shift 3
  watched "$what" "$logs/$name.log" "$@" || code=$?
  if ((code == 0)); then
    printf '%s %s: done in %d s\n' "$(clock)" "$what" "$took"
    return
  fi
  printf '%s %s: FAILED after %d s (exit code %d)\n' "$(clock)" "$what" "$took" "$code" >&2
  show_end "$logs/$name.log" >&2
  fail "$what did not work." "$remedy"
}

fail() {
  printf 'What went wrong: %s\nWhat to do: %s\n' "$1" "$2" >&2
  exit 1
}

# Counters read the log of a suite and print "passed failed".
count_exit() { printf '%d %d' $((1 - $2)) "$2"; }

count_doctest() {
  sed -n 's/^\[doctest\] test cases:.*| *\([0-9]*\) passed *| *\([0-9]*\) failed.*/\1 \2/p' "$1" | tail -n 1
}

# ctest -V: the programs' own counts where they print them, else one for each test.
count_ctest() {
  awk '/^[0-9]+: \[doctest\] test cases:/ {
         line = $0; sub(/:.*/, "", line)
         match($0, /[0-9]+ passed/); p[line] = substr($0, RSTART) + 0
         match($0, /[0-9]+ failed/); f[line] = substr($0, RSTART) + 0 }
       /^[0-9]+: [0-9]+ passed, [0-9]+ failed$/ { line = $1 + 0; p[line] = $2 + 0; f[line] = $4 + 0 }
       /^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/ {
         line = $0; sub(/^.*#/, "", line); line = line + 0
         if (/ Passed /) { if (!(line in p)) p[line] = 1 } else if (f[line] + 0 == 0) f[line] = 1
         seen = 1 }
       END { for (i in p) a += p[i]; for (i in f) b += f[i]; if (seen) print a + 0, b + 0 }' "$1"
}

# node --test prints "# pass 3"; skipped, cancelled and unfinished tests count as failed.
count_node() {
  awk '/^(#|ℹ) (pass|fail|cancelled|skipped|todo) [0-9]+$/ { n[$2] += $3; seen = 1 }
       END { if (seen) print n["pass"] + 0, n["fail"] + n["cancelled"] + n["skipped"] + n["todo"] }' "$1"
}

count_vitest() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '/^ *Tests / {
      for (i = 2; i <= NF; i++) { if ($i == "passed") p = $(i - 1); if ($i ~ /^(failed|skipped)$/) f += $(i - 1) }
      seen = 1 } END { if (seen) print p + 0, f + 0 }'
}

# Our own programs end with the line "N passed, N failed".
count_plain() { sed -n 's/^.*\b\([0-9]\+\) passed, \([0-9]\+\) failed$/\1 \2/p' "$1" | tail -n 1; }

# suite NAME COUNTER CMD...: runs one suite, prints "NAME: N passed, N failed" and goes on either way.
# A suite that breaks off, or that finds nothing to run, counts as one failure.
suite() {
  local name=$1 counter=$2 code=0 passed=0 failed=0 log
  shift 2
  log="$logs/suite-${name//[^a-z0-9]/-}.log"
  watched "$name" "$log" "$@" || code=$?
  if [[ $counter == exit ]]; then
    read -r passed failed < <(count_exit "$log" $((code != 0 ? 1 : 0))) || true
  else
    read -r passed failed < <("count_$counter" "$log") || true
  fi
  passed=${passed:-0} failed=${failed:-0}
  if ((failed == 0 && (code != 0 || passed == 0))); then failed=1; fi
  if ((failed > 0)); then
    printf -- '---- what failed in %s\n' "$log"
    show_failures "$log"
    show_end "$log" 60
  fi
  record "$name" "$passed" "$failed" "$took"
  ((failed == 0))
}

# beside NAME CMD...: begins a suite while others run; then `suite NAME COUNTER gathered NAME` waits for it.
beside() {
  local log="$logs/beside-$1.log"
  shift
  mkdir -p "$logs"
  rm -f "$log.code"
  (
    code=0
    ("$@") >"$log" 2>&1 </dev/null || code=$?
    printf '%d' "$code" >"$log.code"
  ) &
  side=$!
}

gathered() {
  local log="$logs/beside-$1.log"
  while kill -0 "$side" 2>/dev/null && [[ ! -s $log.code ]]; do sleep 0.2; done
  cat "$log"
  return "$(cat "$log.code" 2>/dev/null || printf 1)"
}

# A suite that could not start, because what it needs did not come about.
not_run() {
  printf '%s %s: did not run: %s\n' "$(clock)" "$1" "$2"
  record "$1" 0 1 0
}

record() {
  suite_names+=("$1") suite_passed+=("$2") suite_failed+=("$3") suite_seconds+=("$4")
  printf '%s %s: %d passed, %d failed  (%d s)\n' "$(clock)" "$1" "$2" "$3" "$4"
}

# The table of suites and the last line; the exit code says whether everything passed.
summary() {
  local i passed=0 failed=0
  summed_up=1
  printf '\n%-34s %8s %8s %9s\n' suite passed failed seconds
  for i in "${!suite_names[@]}"; do
    printf '%-34s %8d %8d %9d\n' "${suite_names[i]}" "${suite_passed[i]}" "${suite_failed[i]}" "${suite_seconds[i]}"
    passed=$((passed + suite_passed[i])) failed=$((failed + suite_failed[i]))
  done
  printf '%-34s %8s %8s %9d\n\n' 'all, with installing and building' '' '' "$SECONDS"
  printf 'TOTAL: %d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0 && passed > 0))
}
