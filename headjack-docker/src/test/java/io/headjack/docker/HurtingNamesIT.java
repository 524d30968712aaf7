package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that hurt: of branches, of the repository's directory, of sessions. */
@RequiresTool({"docker", "git"})
class HurtingNamesIT {
    private static final String AWKWARD = "re po \"q\" 'r' a:b:ro,c=d $(touch x) #{y} %s ü\nnext;";

    @TempDir
    Path directory;

    @Test
    void branches_thatLookAlike_areInstancesOfTheirOwn() {
        List<String> branches =
                List.of("feat/a", "feat-a", "Feat/A", "feat/ü-x", "long/" + "x".repeat(195), "feat/#{S}$");
        try (Hurting hurting = new Hurting(directory.resolve("data"), TempRepository.create())) {
            for (String branch : branches) {
                Instance instance = hurting.instance(branch);
                instance.exec(
                                "sh",
                                "-c",
                                "printf %s \"$HEADJACK_BRANCH\" > name.txt && git add . && git commit -qm \"$0\"",
                                branch)
                        .run();
            }
            assertThat(hurting.headjack.instances().list())
                    .extracting(info -> info.branch().value())
                    .containsExactlyInAnyOrderElementsOf(branches);
            for (String branch : branches) {
                Instance instance = hurting.headjack
                        .instances()
                        .in(hurting.repository.directory())
                        .get(branch);
                assertThat(instance.git().status().branch()).isEqualTo(branch);
                assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
                assertThat(hurting.repository.git("show", "refs/heads/" + branch + ":name.txt"))
                        .isEqualTo(branch);
            }
        }
    }

    @Test
    void branch_illegal_isRefusedWithGitsRule() {
        try (Hurting hurting = new Hurting(directory.resolve("data"), TempRepository.create())) {
            for (String name :
                    List.of("a b", "-a", "a..b", "a:b", "a\nb", "a.lock", "a/.b", "a@{b", "/a", "a.", "", "HEAD")) {
                assertThatThrownBy(() -> hurting.instance(name))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("git's rule is that ")
                        .hasMessageContaining("choose another name");
            }
        }
    }

    @Test
    void branch_tooLongForAFile_isRefusedAndLeavesNothing() {
        try (Hurting hurting = new Hurting(directory.resolve("data"), TempRepository.create())) {
            assertThatThrownBy(() -> hurting.instance("ü".repeat(200))).isInstanceOf(InvalidRequestException.class);
            assertThat(hurting.headjack.catalog().entries()).isEmpty();
        }
    }

    @Test
    void directories_withColonsQuotesAndLineFeeds_areMountedAsTheyAre() throws Exception {
        Path base = Files.createDirectory(directory.resolve(AWKWARD));
        TempRepository repository = TempRepository.create(base);
        Path shared = Files.createDirectory(base.resolve("sha:red"));
        Files.writeString(shared.resolve("s.txt"), "shared");
        Path data = base.resolve("da:ta");
        try (Hurting hurting = new Hurting(data, repository)) {
            Instance instance = hurting.headjack
                    .instances()
                    .in(repository.directory())
                    .branch("feat/a")
                    .mountIfPresent(shared, "/mnt/a b:c")
                    .mountIfPresent(base.resolve("missing"), "/mnt/missing")
                    .ensure();
            Session session = instance.sessions()
                    .command("sh", "-c", "cat '/mnt/a b:c/s.txt'; echo b > b.txt; git add .; git commit -qm B")
                    .start();

            assertThat(session.awaitExit(Job.LONG).isSuccess()).isTrue();
            assertThat(session.log().tail(1)).containsExactly("shared");
            assertThat(session.log().file()).startsWith(data.toRealPath()).exists();
            assertThat(instance.git().diff()).contains("+b");
            assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
            instance.restart();
            assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
            assertThat(instance.info().repository())
                    .isEqualTo(repository.directory().toRealPath());
            assertThat(instance.remove().branchDeleted()).isFalse();
        }
    }

    @Test
    void sessions_whoseNamesBeginAlike_liveAndDieAlone() {
        List<String> names = new ArrayList<>(
                List.of("a", "ab", "a.b", "a:0", "a:0.0", "=a", "a=b", "a b", "-a", "--", "$0", "%0", "@0"));
        names.addAll(List.of("*", "{last}", "#{session_id}", "'", "\"", ";", "ü", "a".repeat(200)));
        try (Hurting hurting = new Hurting(directory.resolve("data"), TempRepository.create())) {
            Instance instance = hurting.instance("feat/a");
            for (String name : names) {
                instance.sessions().command("sleep", "1000").name(name).start();
            }
            assertThatThrownBy(() -> instance.sessions().shell().name("a").start())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("\"a\"");
            List<String> running = new ArrayList<>(names);
            for (String name : List.of("a", "=a", "*", "a:0", "-a", "%0")) {
                instance.sessions().get(name).kill();
                running.remove(name);
                assertThat(instance.sessions().list().stream()
                                .filter(info -> info.state() == SessionState.RUNNING)
                                .map(info -> info.name().value()))
                        .containsExactlyInAnyOrderElementsOf(running);
            }
            assertThat(instance.sessions().list())
                    .extracting(SessionInfo::name)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrderElementsOf(names);
            assertThatThrownBy(() -> instance.sessions().shell().name("a/b"))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> instance.sessions().shell().name("a\nb"))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }
}
