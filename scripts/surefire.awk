# Adds up Surefire's XML reports (TEST-*.xml), whose elements come one to a line.
#
# Prints
#   count PASSED FAILED SKIPPED
#   skipped CLASS.METHOD: REASON
#   failed CLASS.METHOD: MESSAGE
#   detail LINE                    first lines of the stack trace of the failure above
# The suite's own attributes are what counts; a suite that has none was cut short.

function attribute(line, name,    at, rest, end) {
  at = index(line, " " name "=\"")
  if (at == 0) return ""
  rest = substr(line, at + length(name) + 3)
  end = index(rest, "\"")
  return end == 0 ? rest : substr(rest, 1, end - 1)
}

function plain(text) {
  gsub(/&#10;|&#13;|&#9;/, " ", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&amp;/, "\\&", text)
  gsub(/  +/, " ", text)
  return length(text) > 400 ? substr(text, 1, 400) " ..." : text
}

# The message, or else the first line of the stack trace, which begins with it.
function reason(line,    text, at) {
  text = plain(attribute(line, "message"))
  if (text == "" && (at = index(line, "<![CDATA["))) {
    text = substr(line, at + 9)
    sub(/\]\]>.*/, "", text)
    sub(/^org\.opentest4j\.[A-Za-z]*: /, "", text)
  }
  sub(/^Assumption failed: /, "", text)
  return text == "" ? "(no reason given)" : text
}

FNR == 1 { cdata = 0; trace = 0 }

# Inside CDATA (what a test printed, or a stack trace) nothing is an element.
cdata {
  if (trace > 0 && $0 ~ /[^[:space:]]/) {
    trace--
    line = $0
    sub(/\]\]>.*/, "", line)
    print "detail " line
  }
  if (index($0, "]]>")) { cdata = 0; trace = 0 }
  next
}

/<testsuite / {
  tests = attribute($0, "tests")
  bad = attribute($0, "errors") + attribute($0, "failures")
  none = attribute($0, "skipped")
  failed += bad
  skipped += none
  passed += tests - bad - none
}

/<testcase / { test = plain(attribute($0, "classname")) "." plain(attribute($0, "name")) }

/<skipped/ { print "skipped " test ": " reason($0) }

/<(failure|error)[ >]/ { print "failed " test ": " reason($0); trace = 6 }

/<!\[CDATA\[/ { if (!index($0, "]]>")) cdata = 1; else trace = 0 }

END { print "count " passed + 0 " " failed + 0 " " skipped + 0 }
