package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.error.ConflictException;
import io.headjack.error.WorkWouldBeLostException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commits made only inside reach the host, whatever happens to the container, and nothing is removed before. */
@RequiresTool({"docker", "git"})
class SurvivingCommitsIT {
    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on(TestRuntime.ID);

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n", ".gitignore", "ignored/\n"));
        headjack = own.headjack();
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
    }

    private void commitInside(String text) {
        assertThat(instance.exec("sh", "-c", "echo \"$0\" > b.txt && git add b.txt && git commit -qm \"$0\"", text)
                        .run()
                        .exit()
                        .code())
                .isZero();
    }

    @Test
    void collect_containerStopped_bringsThem() {
        commitInside("before the stop");
        instance.stop();

        assertThat(repository.git("show", "feat/x:b.txt").strip()).isEqualTo("before the stop");
    }

    @Test
    void collect_containerRemovedByHand_bringsThem() {
        commitInside("before the accident");
        try (ContainerRuntime engine = Job.engine(own.dataDirectory())) {
            engine.find(instance.info().container()).ifPresent(found -> engine.remove(found.id()));
        }
        assertThat(instance.info().state()).isEqualTo(InstanceState.BROKEN);

        Collected collected = instance.git().collect();

        assertThat(collected.outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(collected.commits()).isEqualTo(1);
        assertThat(repository.git("show", "feat/x:b.txt").strip()).isEqualTo("before the accident");
        instance.start();
        assertThat(instance.exec("git", "log", "-1", "--format=%s")
                        .run()
                        .stdout()
                        .strip())
                .isEqualTo("before the accident");
    }

    @Test
    void remove_withoutCollecting_isImpossible() {
        commitInside("only inside");

        Removed removed = instance.remove();

        assertThat(removed.branchDeleted()).isFalse();
        assertThat(repository.git("show", "feat/x:b.txt").strip()).isEqualTo("only inside");
        assertThat(headjack.instances().list()).isEmpty();
    }

    @Test
    void remove_uncommittedWork_isRefusedWithTheListAndChangesNothing() {
        instance.exec("sh", "-c", "echo more >> a.txt; echo new > 'new file.txt'")
                .run();

        assertThatThrownBy(() -> instance.remove())
                .isInstanceOfSatisfying(
                        WorkWouldBeLostException.class,
                        refused -> assertThat(refused.work())
                                .anyMatch(each -> each.contains("a.txt"))
                                .anyMatch(each -> each.contains("new file.txt")));
        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(instance.exec("cat", "new file.txt").run().stdout()).isEqualTo("new\n");
    }

    @Test
    void remove_discardingWork_leavesASalvage() throws Exception {
        commitInside("kept");
        instance.exec("sh", "-c", "echo new > u.txt; mkdir ignored; echo small > ignored/s; ln -s /etc/passwd link")
                .run();
        instance.exec("sh", "-c", "head -c 2000000 /dev/zero > ignored/large").run();

        Removed removed = instance.remove(RemoveOption.DISCARD_WORK);

        String ref = removed.salvage().orElseThrow();
        assertThat(ref).startsWith("refs/headjack/salvage/" + instance.id());
        assertThat(repository.git("show", ref + ":u.txt").strip()).isEqualTo("new");
        assertThat(repository.git("show", ref + ":ignored/s").strip()).isEqualTo("small");
        assertThat(repository.git("show", ref + ":link").strip()).isEqualTo("/etc/passwd");
        assertThat(removed.notSalvaged()).anyMatch(each -> each.contains("ignored/large"));
    }

    @Test
    void remove_runningSession_isRefusedUnlessAsked() {
        instance.sessions().command("sleep", "1000").name("busy").start();

        assertThatThrownBy(() -> instance.remove())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("busy");
        instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.KEEP_LOGS);

        assertThat(Files.isDirectory(own.dataDirectory().resolve("logs"))).isTrue();
        assertThat(repository.git("branch", "--list", "feat/x")).isEmpty();
    }
}
