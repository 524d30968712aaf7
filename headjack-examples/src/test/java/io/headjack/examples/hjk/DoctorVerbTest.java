package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import io.headjack.Catalog;
import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.Repair;
import io.headjack.Repair.Outcome;
import io.headjack.Risk;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorVerbTest {
    static final Catalog.Entry ENTRY = new Catalog.Entry(
            Snapshots.INSTANCE,
            Path.of("/home/me/shop"),
            new BranchName("feat/auth"),
            Path.of("/data/git/shop/x"),
            "headjack-x",
            Snapshots.NOW,
            List.of());

    private final FakeHeadjack headjack = new FakeHeadjack()
            .answer("Catalog.entries", List.of(ENTRY))
            .answerBy("Doctor.apply", arguments -> repaired((Collection<?>) arguments[0]));

    @Test
    void doctor_nothingFound_saysSo() {
        HjkRun run = HjkRun.piped(headjack, "doctor");

        assertThat(run.exitCode).isZero();
        assertThat(run.out()).isEqualTo("All is well\n");
    }

    @Test
    void doctor_found_showsAndChangesNothing() {
        headjack.answer("Doctor.scan", List.of(finding(Risk.SAFE), finding(Risk.DESTRUCTIVE)));

        HjkRun run = HjkRun.onTerminal(headjack, "y\n", "doctor");

        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .startsWith("branch feat/auth, instance abcdef123456\n")
                .contains("CONTAINER_MISSING headjack-x", "safe: make it", "destructive: make it");
        assertThat(headjack.calls).noneMatch(call -> call.startsWith("Doctor.apply"));
    }

    @Test
    void fix_piped_repairsOnlyWhatIsSafe() {
        headjack.answer("Doctor.scan", List.of(finding(Risk.SAFE), finding(Risk.DESTRUCTIVE)));

        HjkRun run = HjkRun.piped(headjack, "doctor", "--fix");

        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsOnlyOnce("repaired; kept: /data/aside/x");
    }

    @Test
    void fix_onTerminal_asksForEachThatIsDestructive() {
        headjack.answer(
                "Doctor.scan",
                List.of(finding(Risk.DESTRUCTIVE, "a"), finding(Risk.SAFE), finding(Risk.DESTRUCTIVE, "b")));

        HjkRun half = HjkRun.onTerminal(headjack, "n\ny\n", "doctor", "--fix");
        HjkRun all = HjkRun.onTerminal(headjack, "y\ny\n", "doctor", "--fix");

        assertThat(half.err()).contains("it is not there\nRepair: make it? [y/N] ");
        assertThat(half.out())
                .containsSubsequence("WORKTREE_UNKNOWN a", "CONTAINER_MISSING", "repaired", "UNKNOWN b", "repaired");
        assertThat(half.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(all.exitCode).isZero();
    }

    @Test
    void fix_dryRun_changesNothing() {
        headjack.answer("Doctor.scan", List.of(finding(Risk.SAFE)));

        assertThat(HjkRun.piped(headjack, "doctor", "--fix", "--dry-run").exitCode)
                .isEqualTo(ExitCode.FAILED);
        assertThat(headjack.calls).noneMatch(call -> call.startsWith("Doctor.apply"));
    }

    @Test
    void fix_force_repairsAllWithoutAsking() {
        headjack.answer("Doctor.scan", List.of(finding(Risk.SAFE), finding(Risk.DESTRUCTIVE)));

        HjkRun run = HjkRun.onTerminal(headjack, "", "doctor", "--fix", "-f");

        assertThat(run.exitCode).isZero();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void force_withoutFix_isWrongUsage() {
        assertThat(HjkRun.piped(headjack, "doctor", "-f").exitCode).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void doctor_hostileNames_arePrintedWithoutTheirEscapes() {
        headjack.answer(
                "Doctor.scan",
                List.of(new Finding(
                        Drift.FILE_STRAY,
                        Optional.empty(),
                        "a\u001b]52;c;x\u0007",
                        "b\u001b[2J",
                        Optional.empty(),
                        Risk.SAFE)));

        assertThat(HjkRun.piped(headjack, "doctor").out()).doesNotContain("\u001b", "\u0007");
    }

    static Finding finding(Risk risk) {
        return finding(risk, "headjack-x");
    }

    private static Finding finding(Risk risk, String subject) {
        return new Finding(
                risk == Risk.SAFE ? Drift.CONTAINER_MISSING : Drift.WORKTREE_UNKNOWN,
                Optional.of(Snapshots.INSTANCE),
                subject,
                "it is not there",
                Optional.of("make it"),
                risk);
    }

    private static List<Repair> repaired(Collection<?> findings) {
        return findings.stream()
                .map(Finding.class::cast)
                .map(each -> new Repair(each, Outcome.REPAIRED, Optional.of("/data/aside/x")))
                .toList();
    }
}
