package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.error.RuntimeUnavailableException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One engine: every call to it goes through here, with a deadline and the SPI's errors. Thread-safe. */
final class Engine implements AutoCloseable {
    /** For calls that take the engine no work worth speaking of. */
    static final Duration QUICK = Duration.ofSeconds(30);

    /** For calls that make the engine set up or tear down a container. */
    static final Duration SLOW = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineSettings settings;
    private final EngineDoor door;
    private final EngineClient client;
    private final EngineCalls calls;

    Engine(EngineSettings settings) {
        this(settings, null);
    }

    Engine(EngineSettings settings, @Nullable EngineStarter starter) {
        this.settings = settings;
        door = new EngineDoor(settings.socket(), starter);
        client = new EngineClient(settings, door);
        calls = new EngineCalls(new EngineErrors(settings, door));
    }

    /** What to do with the engine's client. */
    interface Work<T> {
        T with(DockerClient docker) throws Exception;
    }

    /** What to do with the engine's client, where its version matters. */
    interface VersionedWork<T> {
        T with(EngineClient.Negotiated client) throws Exception;
    }

    /** What to have the engine's client do. */
    interface Order {
        void with(DockerClient docker) throws Exception;
    }

    /** How to take back what nobody waits for any more. */
    interface Undo<T> {
        void with(DockerClient docker, T made) throws Exception;
    }

    EngineSettings settings() {
        return settings;
    }

    /** Where it is reached, for a person. */
    String endpoint() {
        return door.endpoint();
    }

    EngineDoor door() {
        return door;
    }

    SocketChannel connect() throws IOException {
        return door.connect();
    }

    <T> T ask(String what, Duration deadline, Work<T> work) {
        return ask(what, deadline, Meaning.USUAL, work);
    }

    <T> T ask(String what, Duration deadline, Meaning meaning, Work<T> work) {
        return doubting(() -> calls.call(what, deadline, meaning, () -> work.with(client.docker())));
    }

    /** Asks the engine who it is, unless it said so before. */
    EngineIdentity identity() throws IOException, InterruptedException {
        return client.identity();
    }

    void tell(String what, Duration deadline, Order order) {
        ask(what, deadline, docker -> {
            order.with(docker);
            return true;
        });
    }

    /** As {@link #ask}, for what has to be undone when the caller gives up before it is made. */
    <T> T make(String what, Duration deadline, Meaning meaning, VersionedWork<T> work, Undo<T> undo) {
        return doubting(() -> calls.make(
                what, deadline, meaning, () -> work.with(client.negotiated()), made -> undo(what, made, undo)));
    }

    /** Waits for what the engine reports bit by bit. */
    <T> T await(String what, CompletableFuture<T> result, Duration idle, LongSupplier lastSign) {
        return doubting(() -> calls.await(what, result, idle, lastSign, Meaning.USUAL));
    }

    /** Runs work that nobody waits for. */
    void run(String what, Runnable work) {
        calls.run(what, work);
    }

    @Override
    public void close() {
        calls.close();
        client.close();
    }

    private <T> void undo(String what, T made, Undo<T> undo) {
        try {
            undo.with(client.docker(), made);
        } catch (Exception e) {
            LOG.warn("The caller gave up to {}, and what it made could not be taken back: {}", what, made, e);
        }
    }

    private <T> T doubting(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeUnavailableException e) {
            client.doubt();
            throw e;
        }
    }
}
