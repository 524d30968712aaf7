package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Progress;
import io.headjack.docker.TestRuntime;
import io.headjack.error.HeadjackException;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a container in the middle of a collect. */
@RequiresTool({"docker", "git"})
class InterruptedCollectIT {
    /** So much that it is still on its way when the first of it has arrived. */
    private static final String MUCH =
            "head -c 100000000 /dev/urandom > much.bin && git add much.bin && git commit -q -m Much";

    @TempDir
    static Path directory;

    private static Site site;
    private static Headjack watching;
    private static final AtomicReference<Runnable> MIDDLE = new AtomicReference<>();
    private static final List<Progress> TOLD = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        site = new Site(directory);
        watching = Headjack.builder()
                .dataDirectory(site.data)
                .runtime(TestRuntime.ID)
                .listener(new HeadjackListener() {
                    @Override
                    public void progress(Progress progress) {
                        if (progress.task().startsWith("collect ")) {
                            TOLD.add(progress);
                            Runnable once = MIDDLE.getAndSet(null);
                            if (once != null) {
                                once.run();
                            }
                        }
                    }
                })
                .open();
    }

    @AfterAll
    static void close() {
        watching.close();
        site.close();
    }

    @BeforeEach
    void commitMuch() {
        site.heal();
        TOLD.clear();
        site.attack(MUCH);
    }

    private static Collected collect(Runnable middle) {
        MIDDLE.set(middle);
        return watching.instances().get(site.instance.id()).git().collect();
    }

    private static void isRefusedAndSucceedsLater(Runnable middle) throws IOException {
        assertThatThrownBy(() -> collect(middle)).isInstanceOf(HeadjackException.class);

        assertThat(MIDDLE).hasNullValue();
        assertThat(site.repository.resolve("feat/x")).isEqualTo(site.base);
        try (Stream<Path> objects = Files.list(site.repository.gitDirectory().resolve("objects"))) {
            assertThat(objects).noneMatch(each -> each.getFileName().toString().startsWith("tmp_objdir"));
        }
        assertThat(site.instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
    }

    @Test
    void collect_pausedForAMoment_goesOnAndTellsHowFar() {
        Collected collected = collect(() -> {
            site.engine().pause(site.container());
            site.engine().unpause(site.container());
        });

        assertThat(collected.outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(TOLD).contains(new Progress("collect feat/x", "3 of 3 objects received", 3, 3));
    }

    @Test
    void collect_stopped_isRefusedAndSucceedsLater() throws IOException {
        isRefusedAndSucceedsLater(() -> site.engine().stop(site.container(), Duration.ZERO));
    }

    @Test
    void collect_containerRemoved_isRefusedAndSucceedsLater() throws IOException {
        isRefusedAndSucceedsLater(() -> site.engine().remove(site.container()));
    }

    @Test
    void collect_gitDirectoryChangedAllTheTime_takesNothingThatIsNotWhole() {
        site.attack("""
                cd /headjack/git
                (while [ ! -e /headjack/run/enough ]; do
                  head -c 100 /dev/urandom > refs/heads/garbage; echo "$(git rev-parse HEAD~1)" > refs/heads/garbage
                  ln -sf /proc/self/mem objects/pack/pack-x.idx; rm -f objects/pack/pack-x.idx
                  ln -sf /etc/passwd packed-refs.lock; rm -f packed-refs.lock
                  mv index index.away; mv index.away index
                done) > /dev/null 2>&1 &
                """);
        for (int i = 0; i < 5; i++) {
            Refusals.of(() -> site.instance.git().collect());
            site.repository.git("fsck", "--connectivity-only");
        }
        site.attack("touch /headjack/run/enough");

        assertThat(site.canary.sang()).isEmpty();
        assertThat(site.repository.resolve("feat/x")).isNotEqualTo(site.base);
    }
}
