package io.headjack.testkit;

import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Headjack} with a data directory and a git repository of its own, and removes all that they made with
 * it, also when they fail.
 *
 * <pre>{@code
 * @RequiresTool({"git", "tmux"})
 * class FirstTestIT {
 *     @RegisterExtension
 *     final HeadjackExtension own = HeadjackExtension.on("local");
 *
 *     @Test
 *     void agent_prompt_isDoneAndCommitted(Headjack headjack, TempRepository repository) {
 *         Instance instance =
 *                 headjack.instances().in(repository.directory()).branch("feat/x").ensure();
 *         Session session =
 *                 instance.sessions().agent(ScriptedAgent.ID).prompt("say hello").start();
 *
 *         assertThat(session.awaitExit(Duration.ofMinutes(1)).isSuccess()).isTrue();
 *         assertThat(instance.git().commits()).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>A field that is static has one for all tests of its class, any other one for each test. With {@code
 * ExtendWith(HeadjackExtension.class)} it is the fake. What the user of the machine has configured is not read.
 *
 * <p>When a test or class has ended, its instances are removed with their sessions and their work, then the containers and
 * volumes on the runtime that carry the label of its catalog, then its directories; images stay, as the next test needs them. What
 * cannot be removed fails the test.
 */
public final class HeadjackExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Supplier<TestRuntime> runtime;
    private final Consumer<HeadjackBuilder> settings;
    private @Nullable TestHeadjack open;
    private boolean forAll;

    /** As {@link #fake()}, for JUnit, which makes extensions itself. */
    public HeadjackExtension() {
        this(
                () -> TestRuntime.of(new FakeContainerRuntime(EnumSet.of(ContractFeature.EVENTS), Clock.systemUTC())),
                builder -> {});
    }

    private HeadjackExtension(Supplier<TestRuntime> runtime, Consumer<HeadjackBuilder> settings) {
        this.runtime = runtime;
        this.settings = settings;
    }

    /**
     * Takes a runtime in memory: instances are made, found and removed, in milliseconds, with real worktrees; nothing runs
     * in them, so they have no sessions.
     *
     * @return a new extension
     */
    public static HeadjackExtension fake() {
        return new HeadjackExtension();
    }

    /**
     * Takes a runtime that is found on the class path.
     *
     * @param runtime its id, such as {@code local} or {@code docker}
     * @return a new extension
     */
    public static HeadjackExtension on(String runtime) {
        return new HeadjackExtension(() -> TestRuntime.named(runtime), builder -> {});
    }

    /**
     * Takes a runtime of the test's own.
     *
     * @param runtime the runtime, which is not closed
     * @return a new extension
     */
    public static HeadjackExtension on(ContainerRuntime runtime) {
        return new HeadjackExtension(() -> TestRuntime.of(runtime), builder -> {});
    }

    /**
     * Sets what else Headjack is opened with, such as a clock or a listener.
     *
     * @param changes called with the builder each time
     * @return a new extension
     */
    public HeadjackExtension settings(Consumer<HeadjackBuilder> changes) {
        return new HeadjackExtension(runtime, settings.andThen(changes));
    }

    /**
     * Returns the Headjack of the test.
     *
     * @return an open Headjack, unless the test has closed it
     */
    public Headjack headjack() {
        return open().headjack();
    }

    /**
     * Opens another Headjack on the same data directory and runtime, as another program would.
     *
     * @return an open Headjack, closed with the test at the latest
     */
    public Headjack openAnother() {
        return open().another();
    }

    /**
     * Returns the test's repository: on branch {@code main}, with one empty commit.
     *
     * @return the repository
     */
    public TempRepository repository() {
        return open().repository();
    }

    /**
     * Returns the directory in which Headjack keeps everything.
     *
     * @return its real path
     */
    public Path dataDirectory() {
        return open().data();
    }

    private TestHeadjack open() {
        if (open == null) {
            throw new IllegalStateException(
                    "no test runs; a HeadjackExtension is open from before a test until after it");
        }
        return open;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forAll = true;
        open = TestHeadjack.open(runtime.get(), settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forAll) {
            open = TestHeadjack.open(runtime.get(), settings);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forAll) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (forAll) {
            close();
        }
    }

    private void close() {
        TestHeadjack ended = open;
        open = null;
        if (ended != null) {
            ended.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Headjack.class || type == TempRepository.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Headjack.class ? headjack() : repository();
    }
}
