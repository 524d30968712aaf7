# Sums of what surefire and failsafe reported.

forget_reports() {
  rm -rf headjack-*/target/surefire-reports headjack-*/target/failsafe-reports
}

report_files() {
  find headjack-*/target/surefire-reports headjack-*/target/failsafe-reports -name 'TEST-*.xml' 2>/dev/null || true
}

# Sums one attribute over the opening tags of all test suites.
sum_of() {
  local attribute=$1
  report_files | xargs -r cat | awk -v RS='<testsuite ' -v start=" $attribute=\"" '
    NR > 1 {
      sub(/>.*/, "")
      at = index($0, start)
      if (at) sum += substr($0, at + length(start)) + 0
    }
    END { print sum + 0 }'
}

# One line for each class with a test that failed.
failed_classes() {
  report_files | xargs -r grep -lE '<(failure|error)[ >]' | sed -E 's/.*TEST-(.*)\.xml/  \1/' | sort || true
}

# One line for each reason that a test gave for not running, with how many gave it.
skip_reasons() {
  report_files | xargs -r grep -h '<skipped ' \
    | sed -E 's/.* message="([^"]*)".*/\1/; t; s/.*TestAbortedException: (Assumption failed: )?//; s/\]\]>.*//' | sort | uniq -c
}
