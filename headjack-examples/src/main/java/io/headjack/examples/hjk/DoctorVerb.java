package io.headjack.examples.hjk;

import io.headjack.Catalog;
import io.headjack.Finding;
import io.headjack.Headjack;
import io.headjack.InstanceId;
import io.headjack.Repair;
import io.headjack.Risk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description =
                "Show how the record differs from what is there, and repair it. Ends with 1 if something is left.")
final class DoctorVerb extends Verb {
    @Option(names = "--fix", description = "Repair what is safe to repair, and ask about the rest on a terminal.")
    private boolean fix;

    @Option(
            names = {"-f", "--force"},
            description = "With --fix: repair the rest too, and do not ask. What could hold work is salvaged first.")
    private boolean force;

    @Option(names = "--dry-run", description = "With --fix: show what would be repaired, and change nothing.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    DoctorVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (force && !fix) {
            throw new Failure(ExitCode.USAGE, "--force goes with --fix", "run 'hjk doctor --fix --force'");
        }
        Map<InstanceId, String> branches = headjack.catalog().entries().stream()
                .collect(Collectors.toMap(
                        Catalog.Entry::id, each -> each.branch().value()));
        List<Finding> findings = headjack.doctor().scan();
        Map<Finding, Repair> repairs = new LinkedHashMap<>();
        if (fix && !dryRun) {
            List<Finding> chosen =
                    findings.stream().filter(each -> isChosen(each, branches)).toList();
            headjack.doctor().apply(chosen).forEach(each -> repairs.put(each.finding(), each));
        }
        if (json) {
            console()
                    .line(Json.write(findings.stream()
                            .map(each ->
                                    Json.of(each, branchOf(each, branches), Optional.ofNullable(repairs.get(each))))
                            .toList()));
        } else {
            print(findings, branches, repairs);
        }
        boolean allWell = findings.stream().allMatch(each -> isDone(repairs, each));
        return allWell ? ExitCode.DONE : ExitCode.FAILED;
    }

    private boolean isChosen(Finding finding, Map<InstanceId, String> branches) {
        if (finding.action().isEmpty()) {
            return false;
        }
        if (finding.risk() == Risk.SAFE || force) {
            return true;
        }
        return console().isInteractive()
                && !json
                && console()
                        .confirm(heading(finding, branches) + ": " + title(finding) + "\n" + finding.evidence()
                                + "\nRepair: " + finding.action().get() + "?");
    }

    private static boolean isDone(Map<Finding, Repair> repairs, Finding finding) {
        return repairs.containsKey(finding) && repairs.get(finding).outcome() != Repair.Outcome.FAILED;
    }

    private void print(List<Finding> findings, Map<InstanceId, String> branches, Map<Finding, Repair> repairs) {
        if (findings.isEmpty()) {
            console().line("All is well");
            return;
        }
        String last = "";
        for (Finding finding : findings) {
            String heading = heading(finding, branches);
            if (!heading.equals(last)) {
                console().line(heading);
                last = heading;
            }
            List<String> lines = new ArrayList<>(List.of(title(finding), "  " + Sanitizer.name(finding.evidence())));
            lines.add("  " + remedy(finding));
            Optional.ofNullable(repairs.get(finding)).ifPresent(repair -> lines.add("  " + result(repair)));
            lines.forEach(line -> console().line("  " + line));
        }
    }

    private static String heading(Finding finding, Map<InstanceId, String> branches) {
        Optional<String> branch = branchOf(finding, branches);
        return finding.instance()
                .map(id -> branch.map(name -> "branch " + Sanitizer.name(name) + ", instance " + id)
                        .orElse("instance " + id + ", not in the record"))
                .orElse("no instance");
    }

    private static Optional<String> branchOf(Finding finding, Map<InstanceId, String> branches) {
        return finding.instance().map(branches::get);
    }

    private static String title(Finding finding) {
        return finding.drift() + " " + Sanitizer.name(finding.subject());
    }

    private static String remedy(Finding finding) {
        return finding.action()
                .map(action -> (finding.risk() == Risk.SAFE ? "safe: " : "destructive: ") + Sanitizer.name(action))
                .orElse("nothing that could be done from here");
    }

    private static String result(Repair repair) {
        return switch (repair.outcome()) {
            case REPAIRED ->
                "repaired"
                        + repair.detail()
                                .map(kept -> "; kept: " + Sanitizer.name(kept))
                                .orElse("");
            case GONE_ALREADY -> "is no longer so";
            case FAILED -> "not repaired: " + Sanitizer.name(repair.detail().orElse(""));
        };
    }
}
