package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.Session;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.FakeContainerRuntime;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the extension for tests gives, and what it leaves: the tests below it are run by the ones here. */
@RequiresTool({"git", "tmux"})
class HeadjackExtensionIT {
    private static final FakeContainerRuntime ENGINE =
            new FakeContainerRuntime(EnumSet.of(ContractFeature.EVENTS), Clock.systemUTC());

    private static Path seen = Path.of("/nowhere");
    private static int process;

    @BeforeEach
    void forget() {
        seen = Path.of("/nowhere");
    }

    @Test
    void fake_byAnnotation_hasInstancesAndLeavesNothing() {
        assertThat(failures(Annotated.class)).isEmpty();
        assertThat(seen).isAbsolute().doesNotExist();
    }

    @Test
    void runtimeOfItsOwn_engineGoneAndHeadjackClosed_leavesNothing() {
        assertThat(failures(EngineGone.class)).isEmpty();
        assertThat(seen).isAbsolute().doesNotExist();
        assertThat(ENGINE.list(Map.of())).isEmpty();
    }

    @Test
    void local_testFails_leavesNothingThatRuns() {
        assertThat(failures(Failing.class)).containsExactly("as it should");
        assertThat(seen).isAbsolute().doesNotExist();
        assertThat(lives(process)).isFalse();
    }

    @Test
    void field_static_isOneForAllTests() {
        assertThat(failures(Shared.class)).isEmpty();
        assertThat(seen).isAbsolute().doesNotExist();
    }

    private static List<String> failures(Class<?> tests) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsStartedCount()).isPositive();
        return summary.getSummary().getFailures().stream()
                .map(each -> each.getException().getMessage())
                .toList();
    }

    /** Whoever inherits what was killed need not reap it at once. */
    private static boolean lives(int process) {
        try {
            return !Files.readString(Path.of("/proc", Integer.toString(process), "stat"))
                    .contains(") Z ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static Instance instance(Headjack headjack, TempRepository repository) {
        return headjack.instances().in(repository.directory()).branch("feat/x").ensure();
    }

    @ExtendWith(HeadjackExtension.class)
    static class Annotated {
        @Test
        void test(Headjack headjack, TempRepository repository) {
            seen = repository.directory();

            assertThat(instance(headjack, repository).info().state()).isEqualTo(InstanceState.RUNNING);
        }
    }

    static class EngineGone {
        @RegisterExtension
        final HeadjackExtension own = HeadjackExtension.on(ENGINE);

        @Test
        void test(Headjack headjack) {
            seen = own.dataDirectory();
            instance(headjack, own.repository());
            headjack.close();
            ENGINE.unreachable(true);

            assertThat(own.openAnother().instances().list()).hasSize(1);
        }
    }

    static class Failing {
        @RegisterExtension
        final HeadjackExtension own = HeadjackExtension.on("local");

        @Test
        void test(Headjack headjack, TempRepository repository) {
            seen = own.dataDirectory();
            Instance instance = instance(headjack, repository);
            Session session = instance.sessions()
                    .command("sh", "-c", "echo process $$; exec sleep 1000")
                    .start();
            process = Integer.parseInt(session.awaitOutput(Pattern.compile("process (\\d+)"), Duration.ofMinutes(1))
                    .match()
                    .group(1));
            repository.write("work.txt", "not committed");
            Thread.currentThread().interrupt();
            throw new AssertionError("as it should");
        }
    }

    static class Shared {
        @RegisterExtension
        static final HeadjackExtension OWN = HeadjackExtension.fake();

        @Test
        void one(Headjack headjack) {
            seen = OWN.dataDirectory();
            instance(headjack, OWN.repository());
        }

        @Test
        void two(Headjack headjack) {
            assertThat(List.of(OWN.dataDirectory(), Path.of("/nowhere"))).contains(seen);
            assertThat(headjack).isSameAs(OWN.headjack());
            instance(headjack, OWN.repository());
            seen = OWN.dataDirectory();

            assertThat(headjack.instances().list()).hasSize(1);
        }
    }
}
