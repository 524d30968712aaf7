package io.headjack.testkit;

import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.InstanceInfo;
import io.headjack.RemoveOption;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.Isolation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A Headjack with its data directory and its repository, and an end that leaves nothing of them. */
final class TestHeadjack {
    private static final String CATALOG = "io.headjack.catalog";

    private final TestRuntime runtime;
    private final Consumer<HeadjackBuilder> settings;
    private final TempRepository repository;
    private final Path data;
    private final Path configuration;
    private final List<Headjack> others = new CopyOnWriteArrayList<>();
    private final Headjack headjack;

    private TestHeadjack(TestRuntime runtime, Consumer<HeadjackBuilder> settings, TempRepository repository) {
        this.runtime = runtime;
        this.settings = settings;
        this.repository = repository;
        data = repository.beside("headjack");
        try {
            configuration = Files.createFile(repository.beside("configuration").resolve("config.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        headjack = open();
    }

    static TestHeadjack open(TestRuntime runtime, Consumer<HeadjackBuilder> settings) {
        TempRepository repository = TempRepository.create();
        try {
            return new TestHeadjack(runtime, settings, repository);
        } catch (RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    Headjack headjack() {
        return headjack;
    }

    Headjack another() {
        Headjack another = open();
        others.add(another);
        return another;
    }

    TempRepository repository() {
        return repository;
    }

    Path data() {
        return data;
    }

    private Headjack open() {
        HeadjackBuilder builder = Headjack.builder().dataDirectory(data).configFile(configuration);
        runtime.choice().accept(builder);
        settings.accept(builder);
        return builder.open();
    }

    /** Goes on where something fails, and says at the end what did. */
    void close() {
        // A test that failed may have left its flag on this thread.
        Thread.interrupted();
        List<RuntimeException> failures = new ArrayList<>();
        others.forEach(Headjack::close);
        headjack.close();
        runtime.engine().use(data, engine -> {
            try (Headjack last = open()) {
                for (InstanceInfo each : last.instances().list()) {
                    attempt(failures, () -> remove(last, each));
                }
                removeRest(engine, last.catalog().id(), failures);
            }
        });
        attempt(failures, repository::close);
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("what the test made cannot all be removed", failures.get(0));
            failures.stream().skip(1).forEach(error::addSuppressed);
            throw error;
        }
    }

    private static void remove(Headjack headjack, InstanceInfo instance) {
        headjack.instances().get(instance.id()).remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
    }

    private static void removeRest(ContainerRuntime engine, String catalog, List<RuntimeException> failures) {
        Map<String, String> label = Map.of(CATALOG, catalog);
        attempt(failures, () -> engine.list(label).forEach(each -> engine.remove(each.id())));
        if (engine.info().isolation() != Isolation.NONE) {
            attempt(failures, () -> engine.listVolumes(label).forEach(engine::removeVolume));
        }
    }

    private static void attempt(List<RuntimeException> failures, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
