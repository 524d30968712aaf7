package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.docker.TestRuntime;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A repository with a remote and a sibling worktree, an instance with root inside, and what lies around it. */
final class Site implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String SAVED = "/root/saved.tar";

    final TempRepository repository;
    final Headjack headjack;
    final Instance instance;
    final Path worktree;
    final Path sibling;
    final Path data;
    final Canary canary;
    final HostGit host;
    final Outside outside;
    final HostWork work;
    final String base;
    private final ContainerRuntime engine;
    private final Consumer<TempRepository> filling;

    Site(Path directory) {
        this(directory, Base::commit);
    }

    Site(Path directory, Consumer<TempRepository> filling) {
        this(directory, filling, request -> request);
    }

    Site(Path directory, Consumer<TempRepository> filling, UnaryOperator<InstanceRequest> asking) {
        this.filling = filling;
        repository = TempRepository.create();
        filling.accept(repository);
        data = directory.resolve("data");
        Base.remote(repository);
        sibling = repository.beside("sibling");
        repository.git("worktree", "add", "--quiet", "-b", "sibling", sibling.toString());
        repository.git("tag", "v1");
        // The commits of these repositories are as old as gc forgets.
        repository.git("config", "gc.reflogExpire", "never");
        base = repository.resolve("HEAD");
        headjack =
                Headjack.builder().dataDirectory(data).runtime(TestRuntime.ID).open();
        instance = asking.apply(headjack.instances().in(repository.directory()).branch("feat/x"))
                .create();
        worktree = instance.info().worktree();
        canary = new Canary(directory);
        host = new HostGit(repository.environment(), repository.beside("scratch"));
        outside = new Outside(repository, sibling, directory.resolve("canary"));
        engine = TestRuntime.open(data);
        work = new HostWork(this);
        attack("tar -cf " + SAVED + " -C / headjack/git --exclude=workspace/.git workspace");
    }

    /** Root inside does something, which must succeed; nothing outside the instance may change by it. */
    String attack(String script) {
        Map<String, String> before = outside.look();
        HostGit.Answer answer = attempt(script);
        assertThat(answer.code()).as(answer.text()).isZero();
        assertThat(outside.changesSince(before)).isEmpty();
        return answer.text();
    }

    /** Root inside tries something. */
    HostGit.Answer attempt(String script) {
        ExecSpec spec = ExecSpec.of("sh", "-euc", "exec 2>&1\n" + script)
                .user("0")
                .workingDirectory("/workspace")
                .environment(Map.of("CANARY", canary.path()));
        try (RuntimeProcess process = engine.exec(container(), spec)) {
            process.stdin().close();
            String output = new String(process.stdout().readAllBytes(), StandardCharsets.UTF_8);
            return new HostGit.Answer(process.await(PATIENCE).code(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContainerId container() {
        return engine.find(instance.info().container()).orElseThrow().id();
    }

    ContainerRuntime engine() {
        return engine;
    }

    /** First the attack works where nothing protects; then it has no effect here. */
    void withstands(Attack attack) {
        fires(attack);
        attack(attack.plant());
        work.all(attack.trigger());
    }

    /** Shows that an attack has something run where nothing protects. */
    void fires(Attack attack) {
        try (Unprotected unprotected = new Unprotected(canary, filling)) {
            unprotected.attack(attack.plant());
            canary.sang();
            unprotected.trigger(attack);
            assertThat(canary.sang()).as("the canary of " + attack).isNotEmpty();
        }
    }

    /** Shows that something does harm where nothing protects. */
    void harms(String script, Predicate<Unprotected> harm) {
        try (Unprotected unprotected = new Unprotected(canary, filling)) {
            unprotected.attack(script);
            assertThat(harm.test(unprotected))
                    .as("what it does without protection")
                    .isTrue();
            canary.sang();
        }
    }

    /** As {@link #withstands}, with less work at the host: for one of many attacks of a kind, tried together as well. */
    void withstandsAlone(Attack attack) {
        fires(attack);
        attack(attack.plant());
        work.some(attack.trigger());
    }

    /** Everything inside, and the host's branch, as it was at the beginning. */
    void heal() {
        headjack.instances().in(repository.directory()).branch("feat/x").ensure();
        HostGit.Answer answer = attempt("cd / && find /headjack/git /workspace -mindepth 1 ! -path /workspace/.git"
                + " -delete && tar -xf " + SAVED + " -C /");
        assertThat(answer.code()).as(answer.text()).isZero();
        repository.git("update-ref", "refs/heads/feat/x", base);
        host.must(worktree, "reset", "--quiet");
        canary.sang();
    }

    @Override
    public void close() {
        try (headjack;
                engine;
                repository) {
            for (InstanceInfo each : headjack.instances().list()) {
                headjack.instances().get(each.id()).remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
            assertThat(canary.sang()).isEmpty();
        }
    }
}
